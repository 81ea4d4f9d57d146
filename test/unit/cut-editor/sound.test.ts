import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SoundClip } from '../../../core/project/schema/cut.ts'
import { emptyFilm, filmSchema, type Film } from '../../../core/project/schema/film.ts'
import { framesOfSamples, samplesOfFrames } from '../../../core/timeline/sound-time.ts'
import {
  changedTrack,
  firstFreeStart,
  movedSound,
  nearestFreeStart,
  splitSound,
  trimmedSound,
  withoutSounds,
  withSounds,
} from '../../../renderer/features/timeline/sound/sound-edits.ts'
import { decibels, soundPieces } from '../../../renderer/features/timeline/sound/sound-schedule.ts'

const media = `media/${'a'.repeat(64)}.wav`
const rates = [
  { numerator: 24, denominator: 1 },
  { numerator: 24_000, denominator: 1001 },
  { numerator: 25, denominator: 1 },
  { numerator: 30_000, denominator: 1001 },
  { numerator: 60_000, denominator: 1001 },
  { numerator: 60, denominator: 1 },
]

/** A film with sounds that do not overlap, each of a source long enough. */
const anySounds = fc
  .record({
    rate: fc.constantFrom(...rates),
    clips: fc.array(
      fc.record({ after: fc.nat(20), durationFrames: fc.integer({ min: 1, max: 40 }), start: fc.nat(200_000) }),
      { minLength: 1, maxLength: 5 },
    ),
  })
  .map(({ rate, clips }): Film => {
    let at = 0
    const placed = clips.map(({ after, durationFrames, start }, index): SoundClip => {
      const recordStartFrame = at + after
      at = recordStartFrame + durationFrames
      return {
        id: `c${index}`,
        name: 'Sound',
        media,
        recordStartFrame,
        durationFrames,
        sourceStartSample: start,
        gainDb: 0,
      }
    })
    const film = { ...emptyFilm('Film'), rate }
    const track = { id: 't', name: '', muted: false, gainDb: 0, clips: placed }
    return { ...film, cut: { ...film.cut, soundTracks: [track] } }
  })

const clipsOf = (film: Film) => film.cut.soundTracks[0]!.clips
const clipOf = (film: Film, id: string) => clipsOf(film).find((clip) => clip.id === id)!
const endOf = (clip: SoundClip) => clip.recordStartFrame + clip.durationFrames
const valid = (film: Film) => expect(filmSchema.safeParse(film).error?.issues ?? []).toEqual([])

describe('a sound on the track', () => {
  test('lands at the nearest place that is free', () => {
    fc.assert(
      fc.property(anySounds, fc.integer({ min: -50, max: 250 }), (film, wanted) => {
        const moved = movedSound(film, 't', 'c0', wanted)
        valid(moved)
        const { durationFrames } = clipOf(film, 'c0')
        const others = clipsOf(film).filter(({ id }) => id !== 'c0')
        const free = (start: number) =>
          start >= 0 && others.every((each) => endOf(each) <= start || each.recordStartFrame >= start + durationFrames)
        const found = clipOf(moved, 'c0').recordStartFrame
        const starts = Array.from({ length: 500 }, (_, start) => start).filter(free)
        expect(free(found)).toBe(true)
        expect(Math.abs(found - wanted)).toBe(Math.min(...starts.map((start) => Math.abs(start - wanted))))
        expect(nearestFreeStart(others, found, durationFrames)).toBe(found)
      }),
    )
  })

  test('is trimmed within its neighbours and its own samples, and keeps what is heard in its place', () => {
    const anyEdge = fc.constantFrom('head' as const, 'tail' as const)
    fc.assert(
      fc.property(anySounds, fc.nat(4), anyEdge, fc.integer({ min: -60, max: 60 }), (film, place, edge, frames) => {
        const before = clipsOf(film)[place % clipsOf(film).length]!
        const durationSamples = before.sourceStartSample + samplesOfFrames(before.durationFrames, film.rate) + 30_000
        const trimmed = trimmedSound(film, 't', before.id, { edge, frames, durationSamples })
        valid(trimmed)
        const after = clipOf(trimmed, before.id)
        if (edge === 'tail') {
          expect(after.recordStartFrame).toBe(before.recordStartFrame)
          const used = samplesOfFrames(after.durationFrames - 1, film.rate)
          expect(after.sourceStartSample + used).toBeLessThan(durationSamples)
        } else {
          expect(endOf(after)).toBe(endOf(before))
          const heardBefore = before.sourceStartSample - samplesOfFrames(before.recordStartFrame, film.rate)
          const heardAfter = after.sourceStartSample - samplesOfFrames(after.recordStartFrame, film.rate)
          expect(Math.abs(heardAfter - heardBefore)).toBeLessThanOrEqual(2)
        }
        if (frames === 0) expect(after).toEqual(before)
      }),
    )
  })

  test('is split without losing or doubling a sample', () => {
    fc.assert(
      fc.property(anySounds, fc.nat(250), (film, frame) => {
        const split = splitSound(film, 't', 'c0', frame, 'new')
        valid(split)
        const before = clipOf(film, 'c0')
        if (frame <= before.recordStartFrame || frame >= endOf(before)) return void expect(split).toBe(film)
        const [head, tail] = [clipOf(split, 'c0'), clipOf(split, 'new')]
        expect(endOf(head)).toBe(frame)
        expect(endOf(tail)).toBe(endOf(before))
        expect(tail.sourceStartSample - head.sourceStartSample).toBe(samplesOfFrames(head.durationFrames, film.rate))
      }),
    )
  })

  test('of an import comes after what lies there, on a track made for it', () => {
    let made = 0
    const newId = () => `n${made++}`
    const sounds = [
      { name: 'one.wav', media, durationSamples: 48_000 },
      { name: 'two.wav', media, durationSamples: 48_001 },
    ]
    const film = withSounds(emptyFilm('Film'), sounds, 10, { newId, trackName: 'Sound' })
    valid(film)
    expect(clipsOf(film).map((clip) => [clip.name, clip.recordStartFrame, clip.durationFrames])).toEqual([
      ['one.wav', 10, 24],
      ['two.wav', 34, 25],
    ])
    expect(firstFreeStart(clipsOf(film), 0, 10)).toBe(0)
    expect(firstFreeStart(clipsOf(film), 0, 11)).toBe(59)
    const [first] = clipsOf(film)
    expect(clipsOf(withoutSounds(film, new Set([first!.id]))).map(({ name }) => name)).toEqual(['two.wav'])
    expect(changedTrack(film, film.cut.soundTracks[0]!.id, { muted: true }).cut.soundTracks[0]!.muted).toBe(true)
  })

  test('fills the fewest frames that have as many samples, so that a sound as long as the cut is no frame longer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.constantFrom(...rates), (samples, rate) => {
        const frames = framesOfSamples(samples, rate)
        expect(samplesOfFrames(frames, rate)).toBeGreaterThanOrEqual(samples)
        if (frames > 1) expect(samplesOfFrames(frames - 1, rate)).toBeLessThan(samples)
      }),
    )
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200_000 }), fc.constantFrom(...rates), (frames, rate) => {
        const samples = samplesOfFrames(frames, rate)
        expect(framesOfSamples(samples, rate)).toBe(frames)
        expect(framesOfSamples(samples + 1, rate)).toBe(frames + 1)
      }),
    )
    // What a sound editor writes for 101 frames: 161,761.6 samples to the nearest.
    expect(framesOfSamples(161_762, { numerator: 30_000, denominator: 1001 })).toBe(101)
  })
})

describe('what is heard', () => {
  test('covers every sample of the clips after the start once, however it is read', () => {
    fc.assert(
      fc.property(anySounds, fc.nat(120), fc.integer({ min: 100_000, max: 900_000 }), (film, startFrame, stretch) => {
        const { cut, rate } = film
        const whole = soundPieces(cut, rate, startFrame, 0, Infinity)
        const parts = Array.from({ length: Math.ceil(8_000_000 / stretch) }, (_, index) =>
          soundPieces(cut, rate, startFrame, index * stretch, (index + 1) * stretch),
        ).flat()
        expect(parts.map(({ key }) => key).toSorted()).toEqual(whole.map(({ key }) => key).toSorted())
        for (const clip of clipsOf(film)) {
          const own = whole
            .filter(({ key }) => key.startsWith(`${clip.id}@`))
            .toSorted((a, b) => a.afterSamples - b.afterSamples)
          const start = samplesOfFrames(startFrame, rate)
          const first = samplesOfFrames(clip.recordStartFrame, rate) - start
          const end = samplesOfFrames(endOf(clip), rate) - start
          let at = Math.max(0, first)
          for (const piece of own) {
            expect(piece.afterSamples).toBe(at)
            expect(piece.sourceStartSample).toBe(clip.sourceStartSample + at - first)
            at += piece.samples
          }
          expect(at).toBe(Math.max(0, first, end))
        }
      }),
      { numRuns: 40 },
    )
  })

  test('is nothing of a muted track, and as loud as clip and track say', () => {
    const film = emptyFilm('Film')
    const clip = {
      id: 'c',
      name: '',
      media,
      recordStartFrame: 0,
      durationFrames: 24,
      sourceStartSample: 0,
      gainDb: -12,
    }
    const track = { id: 't', name: '', muted: false, gainDb: 6, clips: [clip] }
    const pieces = (muted: boolean) =>
      soundPieces({ ...film.cut, soundTracks: [{ ...track, muted }] }, film.rate, 0, 0, Infinity)
    expect(pieces(true)).toEqual([])
    expect(pieces(false)[0]!.gain).toBeCloseTo(0.501187, 6)
    expect([0, 20, -20].map(decibels)).toEqual([1, 10, 0.1])
  })
})
