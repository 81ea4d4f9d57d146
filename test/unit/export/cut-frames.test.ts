import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutFrames } from '../../../core/export/cut-frames.ts'
import type { SequenceItem } from '../../../core/export/cut-sequence.ts'
import { aMovie, anyCut, aSequence } from './random-cuts.ts'

const media = [aMovie('a', 'a.mov', 0), aMovie('b', 'b.mov', 0)]
function clip(mediaId: string, start: number, end: number): SequenceItem {
  const source = { start, end }
  return { kind: 'clip', name: mediaId, mediaId, source, markers: [], linkId: null, gainDb: 0, origin: null }
}

test('shows clips, black and a dissolve that grows evenly', () => {
  const items = [
    clip('a', 10, 13),
    { kind: 'dissolve' as const, inFrames: 1, outFrames: 1 },
    clip('b', 5, 7),
    { kind: 'gap' as const, durationFrames: 1 },
    clip('a', 0, 1),
  ]
  const frames = cutFrames(aSequence({ media, pictureTracks: [{ name: 'V1', items }] }))
  const layer = (mediaId: string, frame: number, weight: number) => ({ mediaId, frame, weight })
  expect(frames).toEqual([
    [layer('a', 10, 1)],
    [layer('a', 11, 1)],
    [layer('a', 12, 0.75), layer('b', 4, 0.25)],
    [layer('a', 13, 0.25), layer('b', 5, 0.75)],
    [layer('b', 6, 1)],
    [],
    [layer('a', 0, 1)],
  ])
})

test('is black under a sound that goes on after the last picture', () => {
  const pictureTracks = [{ name: 'V1', items: [clip('a', 10, 13)] }]
  const sounds = [{ kind: 'gap' as const, durationFrames: 2 }, clip('wind', 0, 4)]
  const soundTracks = [
    { name: 'A1', items: sounds },
    { name: 'A2', items: [clip('wind', 0, 1)] },
  ]
  const layer = (frame: number) => [{ mediaId: 'a', frame, weight: 1 }]
  const ended = [layer(10), layer(11), layer(12)]
  expect(cutFrames(aSequence({ media, pictureTracks, soundTracks }))).toEqual([...ended, [], [], []])
  expect(cutFrames(aSequence({ media, pictureTracks, soundTracks: soundTracks.slice(1) }))).toEqual(ended)
})

test('every frame of a random cut shows what a reader of its timeline expects, whole', () => {
  fc.assert(
    fc.property(anyCut, ({ sequence, expected }) => {
      const frames = cutFrames(sequence)
      expect(frames).toHaveLength(expected.length)
      const files = new Map(sequence.media.map(({ id, name, startFrame }) => [id, { name, startFrame }]))
      for (const [at, layers] of frames.entries()) {
        const shown = expected.events.filter(({ recordIn, recordOut }) => at >= recordIn && at < recordOut)
        const found = layers.map(
          ({ mediaId, frame }) => `${files.get(mediaId)?.name} ${files.get(mediaId)!.startFrame + frame}`,
        )
        const wanted = shown.map(({ file, mediaIn, recordIn }) => `${file} ${mediaIn + at - recordIn}`)
        expect(found.toSorted()).toEqual(wanted.toSorted())
        const whole = layers.reduce((sum, { weight }) => sum + weight, 0)
        expect(whole).toBeCloseTo(shown.length === 0 ? 0 : 1, 9)
        expect(layers.every(({ weight }) => weight > 0)).toBe(true)
      }
    }),
  )
})
