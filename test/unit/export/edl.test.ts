import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CutSequence, SequenceClip, SequenceItem } from '../../../core/export/cut-sequence.ts'
import { reelNames } from '../../../core/export/edl-reels.ts'
import { writeEdl } from '../../../core/export/edl.ts'
import { readEdl } from './edl-reader.ts'
import { aMovie, aSequence } from './random-cuts.ts'

function clip(mediaId: string, start: number, end: number, more: Partial<SequenceClip> = {}): SequenceClip {
  const source = { start, end }
  return { kind: 'clip', name: mediaId, mediaId, source, markers: [], linkId: null, gainDb: 0, origin: null, ...more }
}

function cut(items: SequenceItem[], more: Partial<CutSequence> = {}): CutSequence {
  const media = [aMovie('a', 'sh010_v003.mp4', 86_400), aMovie('b', 'sh020_v001.mp4', 172_800)]
  return aSequence({ name: 'demo_ep01', media, pictureTracks: [{ name: 'V1', items }], ...more })
}

const dissolve = (inFrames: number, outFrames: number): SequenceItem => ({ kind: 'dissolve', inFrames, outFrames })
const marker = { name: 're-generate: hand pops', comment: '', color: 'red' as const, frames: { start: 34, end: 35 } }

test('a dissolve is two lines that begin with its first mixed frame', () => {
  const { text, notes } = writeEdl(cut([clip('a', 12, 60), dissolve(6, 6), clip('b', 24, 72, { markers: [marker] })]))
  expect(text.split('\r\n')).toEqual([
    'TITLE: demo_ep01',
    'FCM: NON-DROP FRAME',
    '',
    '001  SH010_V0 V     C        01:00:00:12 01:00:02:06 01:00:00:00 01:00:01:18',
    '* FROM CLIP NAME: sh010_v003.mp4',
    '',
    '002  SH010_V0 V     C        01:00:02:06 01:00:02:06 01:00:01:18 01:00:01:18',
    '002  SH020_V0 V     D    012 02:00:00:18 02:00:03:00 01:00:01:18 01:00:04:00',
    '* FROM CLIP NAME: sh010_v003.mp4',
    '* TO CLIP NAME: sh020_v001.mp4',
    '* LOC: 01:00:02:10 RED     re-generate: hand pops',
    '',
    '',
  ])
  expect(notes).toEqual([])
})

test('black at the ends is told, so that begin and length are known', () => {
  const gap = { kind: 'gap', durationFrames: 24 } as const
  const { text } = writeEdl(cut([gap, clip('a', 0, 24), gap, clip('b', 0, 24), gap]))
  expect(text.match(/BL {7}V/g)).toHaveLength(2)
  expect(readEdl(text, 24)).toMatchObject({ start: 86_400, length: 120, events: [{ recordIn: 24 }, { recordIn: 72 }] })
})

test('drop-frame is told in the head and in every timecode, and skips what it must', () => {
  const rate = { numerator: 30000, denominator: 1001 }
  const { text } = writeEdl(cut([clip('a', 0, 100)], { rate, dropFrame: true, startFrame: 1798 }))
  expect(text).toContain('FCM: DROP FRAME')
  // 1798 frames after midnight is 00:00:59;28; four frames on is 00:01:00;04.
  expect(text).toContain('00:00:59;28 00:01:03;10')
  expect(text).not.toMatch(/\d\d:\d\d:\d\d:\d\d/)
})

test('what the list cannot hold is told, with how often', () => {
  const long = { ...aMovie('a', 'a.mov', 0), durationFrames: 9000 }
  const media = [long, { ...aMovie('b', '바다.mov', 0), durationFrames: 9000 }]
  const hidden = { ...marker, frames: { start: 5000, end: 5001 } }
  const lasting = { ...marker, name: '파도', frames: { start: 700, end: 800 } }
  const items = [clip('a', 700, 2700, { markers: [hidden, lasting] }), dissolve(500, 500), clip('b', 600, 2000)]
  const soundTracks = [{ name: 'A1', items: [clip('a', 0, 9)] }]
  const pictureTracks = [
    { name: 'V1', items },
    { name: 'V2', items: [clip('a', 0, 1)] },
  ]
  const { text, notes } = writeEdl(aSequence({ media, pictureTracks, soundTracks }))
  expect(notes).toEqual([
    { code: 'export.note.edl-sound', details: { count: 1 } },
    { code: 'export.note.edl-tracks', details: { count: 1 } },
    { code: 'export.note.edl-dissolves', details: { count: 1 } },
    { code: 'export.note.edl-hidden-markers', details: { count: 1 } },
    { code: 'export.note.edl-marker-lengths', details: { count: 1 } },
    { code: 'export.note.edl-letters', details: { count: 2 } },
  ])
  // The dissolve is a cut now, at the place of the cut.
  expect(readEdl(text, 24).events.map(({ recordIn, recordOut }) => [recordIn, recordOut])).toEqual([
    [0, 2000],
    [2000, 3400],
  ])
})

test('a thousand events are told', () => {
  const items = Array.from({ length: 1002 }, (_, index) => clip(index % 2 ? 'a' : 'b', 0, 2))
  expect(writeEdl(cut(items)).notes).toEqual([{ code: 'export.note.edl-events', details: { count: 3 } }])
})

test.each([
  [
    ['sh010.mov', 'SH010.mp4', 'sh010.v2.mov'],
    ['SH010', 'SH0102', 'SH010_V2'],
  ],
  [
    ['shot_a_long.mov', 'shot_a_longer.mov', 'shot_a_l.mov'],
    ['SHOT_A_L', 'SHOT_A_2', 'SHOT_A_3'],
  ],
  [
    ['ax.mov', 'BL.mov', '바다.mov', '산.mov', '.mov'],
    ['AX2', 'BL2', 'REEL', 'REEL2', 'REEL3'],
  ],
  [
    ['Café 1.mov', 'a b-c.mov'],
    ['CAFE_1', 'A_B_C'],
  ],
])('reels of %j', (names, reels) => {
  const found = reelNames(names.map((name, index) => aMovie(String(index), name, 0)))
  expect([...found.values()]).toEqual(reels)
})

test('reels are legal and no two alike, whatever the names', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { maxLength: 60 }), (names) => {
      const reels = [...reelNames(names.map((name, index) => aMovie(String(index), name, 0))).values()]
      for (const reel of reels) expect(reel).toMatch(/^(?!(?:AX|BL|BLACK)$)[A-Z0-9_]{1,8}$/)
      expect(new Set(reels).size).toBe(names.length)
    }),
  )
})

test('no name or note breaks the lines of the list', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, comment) => {
      const media = [aMovie('a', `${name}.mov`, 0)]
      const markers = [{ ...marker, name, comment, frames: { start: 3, end: 4 } }]
      const { text } = writeEdl(cut([clip('a', 0, 10)], { name, media, markers }))
      expect(readEdl(text, 24)).toMatchObject({ length: 10, markers: [{ at: 3 }] })
    }),
  )
})
