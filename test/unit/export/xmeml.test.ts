import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CutSequence, SequenceClip, SequenceMedia } from '../../../core/export/cut-sequence.ts'
import { xmemlUrl } from '../../../core/export/xmeml-url.ts'
import { writeXmeml } from '../../../core/export/xmeml.ts'
import { aMovie, aSequence } from './random-cuts.ts'
import { all, numberAt, one, parseXml, type XmlNode } from './xml-reader.ts'
import { XmemlFile } from './xmeml-reader.ts'

function clip(mediaId: string, start: number, end: number, more: Partial<SequenceClip> = {}): SequenceClip {
  const source = { start, end }
  return { kind: 'clip', name: mediaId, mediaId, source, markers: [], linkId: null, gainDb: 0, origin: null, ...more }
}

function sound(id: string, channels: number): SequenceMedia {
  return { ...aMovie(id, `${id}.wav`, 0), picture: null, sound: { sampleRate: 48_000, channels } }
}

const marker = { name: 'hand pops', comment: 'a & b', color: 'red' as const, frames: { start: 34, end: 35 } }
const media = [aMovie('a', 'sh010_v003.mp4', 86_400), aMovie('b', 'sh020_v001.mp4', 172_800)]
const items = [
  clip('a', 12, 60),
  { kind: 'dissolve' as const, inFrames: 6, outFrames: 6 },
  clip('b', 24, 72, { markers: [marker] }),
]
const demo = aSequence({ media, pictureTracks: [{ name: 'V1', items }] })

function written(sequence: CutSequence, pathForm: 'premiere' | 'resolve' | 'generic' = 'generic'): XmlNode {
  return parseXml(writeXmeml(sequence, { pathForm }))
}

test('a dissolve stands where a file that editors read has it', () => {
  const track = one(written(demo), 'sequence/media/video/track')
  const [first, dissolve, second] = track.children as [XmlNode, XmlNode, XmlNode]
  const times = (node: XmlNode, ...tags: string[]): number[] => tags.map((tag) => numberAt(node, tag))
  expect(times(first, 'start', 'end', 'in', 'out', 'duration')).toEqual([0, -1, 12, 66, 400])
  expect(times(dissolve, 'start', 'end')).toEqual([42, 54])
  expect(one(dissolve, 'alignment').text).toBe('center')
  expect(one(dissolve, 'effect/effectid').text).toBe('Cross Dissolve')
  expect(times(second, 'start', 'end', 'in', 'out')).toEqual([-1, 96, 18, 72])
  expect(times(one(second, 'marker'), 'in', 'out')).toEqual([34, -1])
  expect(one(second, 'marker/comment').text).toBe('a & b')
  expect(one(first, 'file/timecode/string').text).toBe('01:00:00:00')
})

test.each([
  [24000, 1001, false, 24, 'TRUE', 'NDF', '01:00:00:00'],
  [25, 1, false, 25, 'FALSE', 'NDF', '00:57:36:00'],
  [30000, 1001, true, 30, 'TRUE', 'DF', '00:48:02;28'],
  [60000, 1001, false, 60, 'TRUE', 'NDF', '00:24:00:00'],
])('%d/%d (drop-frame: %s) is timebase %d, ntsc %s', (numerator, denominator, dropFrame, base, ntsc, mode, start) => {
  const sequence = one(written({ ...demo, rate: { numerator, denominator }, dropFrame }), 'sequence')
  expect([numberAt(sequence, 'rate/timebase'), one(sequence, 'rate/ntsc').text]).toEqual([base, ntsc])
  expect(one(sequence, 'timecode/displayformat').text).toBe(mode)
  expect(one(sequence, 'timecode/string').text).toBe(start)
})

test.each([
  [6, 6, 'center'],
  [0, 5, 'start'],
  [5, 0, 'end'],
])('a dissolve of %d frames before the cut and %d after it is aligned %s', (inFrames, outFrames, alignment) => {
  const changed = [items[0]!, { kind: 'dissolve' as const, inFrames, outFrames }, items[2]!]
  const track = one(written({ ...demo, pictureTracks: [{ name: 'V1', items: changed }] }), 'sequence/media/video/track')
  expect(one(track, 'transitionitem/alignment').text).toBe(alignment)
})

test('each channel of a sound has a track, linked, with the level as a factor', () => {
  const tracks = [{ name: 'A1', items: [clip('music', 5, 25, { gainDb: 6 }), clip('voice', 0, 10)] }]
  const sequence = { ...demo, media: [...media, sound('music', 2), sound('voice', 1)], soundTracks: tracks }
  const file = new XmemlFile(writeXmeml(sequence, { pathForm: 'premiere' }))
  expect(file.sounds().map(({ track, channel, recordIn, sourceIn }) => [track, channel, recordIn, sourceIn])).toEqual([
    [1, 1, 0, 5],
    [1, 1, 20, 0],
    [2, 2, 0, 5],
  ])
  expect(file.sounds()[0]?.level).toBeCloseTo(10 ** (6 / 20), 4)
  const links = Object.values(file.links()).filter((linked) => linked.length > 0)
  expect(links).toEqual([
    ['clipitem-a1-1', 'clipitem-a2-1'],
    ['clipitem-a1-1', 'clipitem-a2-1'],
  ])
  const node = written(sequence, 'premiere')
  const kinds = all(node, 'sequence/media/audio/track').map(({ attributes }) => attributes)
  expect(kinds.map((each) => [each['premiereTrackType'], each['currentExplodedTrackIndex']])).toEqual([
    ['Stereo', '0'],
    ['Stereo', '1'],
  ])
  expect(all(written(sequence), 'sequence/media/audio/track')[0]?.attributes).toEqual({})
})

test('a level beyond the format’s range is held at its end', () => {
  const soundTracks = [{ name: 'A1', items: [clip('voice', 0, 10, { gainDb: 40 })] }]
  const sequence = { ...demo, media: [...media, sound('voice', 1)], soundTracks }
  expect(new XmemlFile(writeXmeml(sequence, { pathForm: 'generic' })).sounds()[0]?.level).toBeCloseTo(3.98, 2)
})

test('picture and sound of one shot are linked', () => {
  const soundTracks = [{ name: 'A1', items: [clip('voice', 0, 10, { linkId: '7' })] }]
  const pictureTracks = [{ name: 'V1', items: [clip('a', 0, 10, { linkId: '7' }), clip('b', 0, 10, { linkId: '8' })] }]
  const sequence = aSequence({ media: [...media, sound('voice', 1)], pictureTracks, soundTracks })
  const links = new XmemlFile(writeXmeml(sequence, { pathForm: 'generic' })).links()
  const pair = ['clipitem-v1-1', 'clipitem-a1-1']
  expect(links).toEqual({ 'clipitem-v1-1': pair, 'clipitem-v1-2': [], 'clipitem-a1-1': pair })
})

test('a file is described once, and without a path it is named all the same', () => {
  const pictureTracks = [{ name: 'V1', items: [clip('a', 0, 9), clip('a', 9, 20)] }]
  const node = written(aSequence({ media: [{ ...media[0]!, path: null }], pictureTracks }))
  const files = all(node, 'sequence/media/video/track/clipitem/file')
  expect(files.map(({ children, attributes }) => [attributes['id'], children.length > 0])).toEqual([
    ['file-1', true],
    ['file-1', false],
  ])
  expect(all(files[0]!, 'pathurl')).toEqual([])
})

test('a sound with a dissolve is a slip of the caller', () => {
  expect(() => writeXmeml({ ...demo, soundTracks: [{ name: 'A1', items }] }, { pathForm: 'generic' })).toThrow(
    RangeError,
  )
})

test.each([
  ['/Users/kim/a b.mov', 'premiere', 'file://localhost/Users/kim/a%20b.mov'],
  ['/Users/kim/a b.mov', 'resolve', 'file://localhost//Users/kim/a%20b.mov'],
  ['/Users/kim/a b.mov', 'generic', 'file:///Users/kim/a%20b.mov'],
  ['C:\\films\\a b.mov', 'premiere', 'file://localhost/C%3a/films/a%20b.mov'],
  ['C:\\films\\a b.mov', 'resolve', 'file://localhost/C:/films/a%20b.mov'],
  ['C:\\films\\a b.mov', 'generic', 'file:///C:/films/a%20b.mov'],
  ['\\\\server\\films\\a.mov', 'premiere', 'file://server/films/a.mov'],
  ['media/a.mov', 'resolve', 'media/a.mov'],
] as const)('%s for %s is %s', (path, form, url) => {
  expect(xmemlUrl(path, form)).toBe(url)
})

test('Node finds every POSIX path by each form of its URL', () => {
  const names = fc.string({ unit: 'grapheme', minLength: 1 }).filter((name) => !/[/\0]|^\.{1,2}$/.test(name))
  fc.assert(
    fc.property(fc.array(names, { minLength: 1 }), fc.constantFrom('premiere', 'resolve', 'generic'), (parts, form) => {
      const path = `/${parts.join('/')}`
      expect(fileURLToPath(xmemlUrl(path, form)).replace(/^\/+/, '/')).toBe(path)
    }),
  )
})

test('no name or note breaks the file', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, comment) => {
      const markers = [{ ...marker, name, comment, frames: { start: 3, end: 4 } }]
      const pictureTracks = [{ name: 'V1', items: [clip('a', 0, 10, { name })] }]
      const sequence = aSequence({ name, media, pictureTracks, markers })
      const node = one(written(sequence), 'sequence')
      const kept = /^[^\p{Control}\p{Surrogate}\ufffe\uffff\u2028\u2029]*$/u
      if (kept.test(name)) expect(one(node, 'name').text).toBe(name)
      if (kept.test(comment)) expect(one(node, 'marker/comment').text).toBe(comment)
      expect(new XmemlFile(writeXmeml(sequence, { pathForm: 'resolve' })).cut().length).toBe(10)
    }),
  )
})
