import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FrameRate } from '../../../core/contract/generation.ts'
import {
  meterPart,
  pcm16,
  peakOf,
  recordingPlace,
} from '../../../renderer/features/timeline/recording/recording-place.ts'
import { withRecording } from '../../../renderer/features/timeline/sound/sound-edits.ts'
import { aFilm } from '../project/films.ts'

const rates: readonly FrameRate[] = [
  { numerator: 24, denominator: 1 },
  { numerator: 24_000, denominator: 1001 },
  { numerator: 30_000, denominator: 1001 },
  { numerator: 60, denominator: 1 },
]
const at24 = rates[0]!

test('what was heard before the first frame is skipped; the rest lies under its frames', () => {
  const place = recordingPlace({
    frames: { start: 48, end: 1000 },
    playedAt: 1100,
    stoppedAt: 9e9,
    recordedAt: 1000,
    durationSamples: 52_800,
    rate: at24,
  })
  // A tenth of a second of lead, then one second.
  expect(place).toEqual({ recordStartFrame: 48, durationFrames: 24, sourceStartSample: 4800 })
})

test('a recording that began late starts at its first whole frame', () => {
  const place = recordingPlace({
    frames: { start: 10, end: 1000 },
    playedAt: 1000,
    stoppedAt: 9e9,
    recordedAt: 1050,
    durationSamples: 48_000,
    rate: at24,
  })
  // 50 ms are 1.2 frames: the recording is heard from frame 12 on, 0.8 frames of 2000 samples after its start.
  expect(place).toEqual({ recordStartFrame: 12, durationFrames: 24, sourceStartSample: 1600 })
})

test('whenever it began and at whatever rate, each sample is heard when it was said, to half a sample', () => {
  const times = fc.record({
    startFrame: fc.integer({ min: 0, max: 100_000 }),
    playedAt: fc.double({ min: 0, max: 1e6, noNaN: true }),
    late: fc.double({ min: -3000, max: 3000, noNaN: true }),
    rate: fc.constantFrom(...rates),
  })
  fc.assert(
    fc.property(times, ({ startFrame, playedAt, late, rate }) => {
      const place = recordingPlace({
        frames: { start: startFrame, end: 200_000 },
        playedAt,
        recordedAt: playedAt + late,
        stoppedAt: 9e9,
        durationSamples: 480_000,
        rate,
      })!
      const framesLater = place.recordStartFrame - startFrame
      const saidAt = playedAt + late + (place.sourceStartSample / 48_000) * 1000
      const heardAt = playedAt + (framesLater * 1000 * rate.denominator) / rate.numerator
      expect(Math.abs(saidAt - heardAt)).toBeLessThanOrEqual((1.01 / 48_000) * 1000)
      expect(place.sourceStartSample).toBeGreaterThanOrEqual(0)
      expect(framesLater).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('what was still heard after playing ended is not shown', () => {
  const times = { frames: { start: 0, end: 1000 }, playedAt: 1000, stoppedAt: 3000, recordedAt: 1000, rate: at24 }
  expect(recordingPlace({ ...times, durationSamples: 480_000 })?.durationFrames).toBe(48)
})

test('no frame lies after the last one that was to be played, however late its end was noticed', () => {
  const times = { frames: { start: 12, end: 36 }, playedAt: 1000, stoppedAt: 2100, recordedAt: 1000, rate: at24 }
  expect(recordingPlace({ ...times, durationSamples: 480_000 })?.durationFrames).toBe(24)
  // It began 200 ms late, which are five whole frames.
  expect(recordingPlace({ ...times, recordedAt: 1200, durationSamples: 480_000 })).toMatchObject({
    recordStartFrame: 17,
    durationFrames: 19,
  })
})

test('nothing after the first frame is no recording', () => {
  expect(
    recordingPlace({
      frames: { start: 0, end: 1000 },
      playedAt: 2000,
      stoppedAt: 9e9,
      recordedAt: 1000,
      durationSamples: 48_000,
      rate: at24,
    }),
  ).toBeNull()
})

test('samples become 16-bit little-endian, clipped at full scale; the meter is even in decibels', () => {
  const bytes = pcm16(Float32Array.of(0, 0.5, -0.5, 1, -1, 2, -2))
  const view = new DataView(bytes.buffer)
  const values = Array.from({ length: 7 }, (_, index) => view.getInt16(index * 2, true))
  expect(values).toEqual([0, 16_384, -16_384, 32_767, -32_768, 32_767, -32_768])
  expect(peakOf(Float32Array.of(0.1, -0.7, 0.3))).toBeCloseTo(0.7, 6)
  expect([0, 1, 2].map((peak) => meterPart(peak))).toEqual([0, 1, 1])
  expect(meterPart(10 ** (-27 / 20))).toBeCloseTo(0.5, 6)
})

const clip = {
  id: 'r',
  name: 'Recording 1',
  media: `media/${'b'.repeat(64)}.wav`,
  recordStartFrame: 10,
  durationFrames: 20,
  sourceStartSample: 0,
  gainDb: 0,
}
const made = { newId: () => 'new', trackName: 'Sound' }

test('a recording goes to the track that is free there, else to a new one, always at its own frame', () => {
  const first = withRecording(aFilm(), clip, made)!
  expect(first.cut.soundTracks).toEqual([{ id: 'new', name: 'Sound', muted: false, gainDb: 0, clips: [clip] }])
  const beside = withRecording(first, { ...clip, id: 's', recordStartFrame: 30 }, made)!
  expect(beside.cut.soundTracks.map(({ clips }) => clips.length)).toEqual([2])
  const over = withRecording(beside, { ...clip, id: 't', recordStartFrame: 29 }, { ...made, newId: () => 'second' })!
  expect(
    over.cut.soundTracks.map(({ name, clips }) => [name, clips.map(({ recordStartFrame }) => recordStartFrame)]),
  ).toEqual([
    ['Sound', [10, 30]],
    ['Sound 2', [29]],
  ])
})

test('where every track has sound and there can be no more, there is no place', () => {
  const soundTracks = Array.from({ length: 32 }, (_, index) => {
    return { id: `t${index}`, name: '', muted: false, gainDb: 0, clips: [{ ...clip, id: `c${index}` }] }
  })
  const film = aFilm()
  expect(withRecording({ ...film, cut: { ...film.cut, soundTracks } }, { ...clip, id: 'r' }, made)).toBeNull()
})
