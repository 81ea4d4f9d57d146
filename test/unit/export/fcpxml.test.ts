import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CutSequence, SequenceClip, SequenceItem, SequenceMedia } from '../../../core/export/cut-sequence.ts'
import { timeFromFrameToSample } from '../../../core/export/fcpxml-time.ts'
import { writeFcpxml } from '../../../core/export/fcpxml.ts'
import { FcpxmlFile } from './fcpxml-reader.ts'
import { aMovie, aSequence, editorRates } from './random-cuts.ts'
import { all, one, parseXml, type XmlNode } from './xml-reader.ts'

function clip(mediaId: string, start: number, end: number, more: Partial<SequenceClip> = {}): SequenceClip {
  const source = { start, end }
  return { kind: 'clip', name: mediaId, mediaId, source, markers: [], linkId: null, gainDb: 0, origin: null, ...more }
}

function sound(id: string, durationFrames: number, durationSamples: number): SequenceMedia {
  const samples = { sampleRate: 48_000, channels: 2, durationSamples }
  return { ...aMovie(id, `${id}.wav`, 0), durationFrames, picture: null, sound: samples }
}

function dissolve(inFrames: number, outFrames: number): SequenceItem {
  return { kind: 'dissolve', inFrames, outFrames }
}

function cutOf(items: readonly SequenceItem[], more: Partial<CutSequence> = {}): CutSequence {
  return aSequence({ media, pictureTracks: [{ name: 'V1', items }], ...more })
}

function marker(name: string, frame: number, length = 1) {
  return { name, comment: '', color: 'red' as const, frames: { start: frame, end: frame + length } }
}

function spineOf(sequence: CutSequence): XmlNode[] {
  return one(parseXml(writeFcpxml(sequence).text), 'library/event/project/sequence/spine').children
}

const times = ({ attributes }: XmlNode, ...names: string[]): unknown[] => names.map((name) => attributes[name])
const media = [aMovie('a', 'sh010_v003.mp4', 86_400), aMovie('b', 'sh020_v001.mp4', 172_800)]
const note = { ...marker('re-generate', 34), comment: 'hand\npops' }
const demo = cutOf([clip('a', 12, 60), dissolve(6, 6), clip('b', 24, 72, { markers: [note] })])

test('times are those of a file that editors read', () => {
  const root = parseXml(writeFcpxml(demo).text)
  const [format, first] = one(root, 'resources').children as [XmlNode, XmlNode]
  expect(format.attributes).toEqual({
    id: 'r1',
    name: 'FFVideoFormat1080p24',
    frameDuration: '1/24s',
    width: '1920',
    height: '1080',
    colorSpace: '1-1-1 (Rec. 709)',
  })
  expect(first.attributes).toEqual({
    id: 'r2',
    name: 'sh010_v003.mp4',
    start: '86400/24s',
    duration: '400/24s',
    hasVideo: '1',
    format: 'r1',
    videoSources: '1',
  })
  expect(one(first, 'media-rep').attributes['src']).toBe('file:///films/out/sh010_v003.mp4')
  const sequence = one(root, 'library/event/project/sequence')
  expect(times(sequence, 'format', 'duration', 'tcStart', 'tcFormat')).toEqual(['r1', '96/24s', '86400/24s', 'NDF'])
  expect(times(sequence, 'audioLayout', 'audioRate')).toEqual(['stereo', '48k'])
  const [a, over, b] = spineOf(demo) as [XmlNode, XmlNode, XmlNode]
  expect(times(a, 'ref', 'offset', 'start', 'duration')).toEqual(['r2', '86400/24s', '86412/24s', '48/24s'])
  expect(times(over, 'offset', 'duration')).toEqual(['86442/24s', '12/24s'])
  expect(times(b, 'ref', 'offset', 'start', 'duration')).toEqual(['r3', '86448/24s', '172824/24s', '48/24s'])
  expect(one(b, 'marker').attributes).toEqual({
    start: '172834/24s',
    duration: '1/24s',
    value: 're-generate',
    note: 'hand\npops',
  })
})

test.each([
  [24_000, 1001, false, 86_400, '86486400/24000s', '1001/24000s', 'FFVideoFormat1080p2398'],
  [30_000, 1001, true, 106_084, '106190084/30000s', '1001/30000s', 'FFVideoFormat1080p2997'],
  [25, 1, false, 90_000, '90000/25s', '1/25s', 'FFVideoFormat1080p25'],
  [60_000, 1001, true, 215_784, '215999784/60000s', '1001/60000s', 'FFVideoFormat1080p5994'],
])('the times of %d/%d (drop-frame: %s) from frame %d', (numerator, denominator, dropFrame, startFrame, ...told) => {
  const text = writeFcpxml({ ...demo, rate: { numerator, denominator }, dropFrame, startFrame }).text
  const { sequence, formats } = new FcpxmlFile(text)
  const format = formats.get('r1')!
  expect([sequence.attributes['tcStart'], ...times(format, 'frameDuration', 'name')]).toEqual(told)
  const modes = [sequence, ...all(sequence, 'spine/asset-clip')].map(({ attributes }) => attributes['tcFormat'])
  expect(new Set(modes)).toEqual(new Set([dropFrame ? 'DF' : 'NDF']))
})

test.each([
  [12, 0, 42, 54],
  [0, 12, 54, 42],
  [9, 4, 46, 50],
  [1, 0, 48, 48],
  [0, 1, 48, 48],
])('a dissolve of %d frames before the cut and %d after it moves the cut to its middle', (into, out, first, second) => {
  const marked = clip('a', 12, 60, { markers: [marker('last', 59)] })
  const written = { ...demo, pictureTracks: [{ name: 'V1', items: [marked, dissolve(into, out), clip('b', 24, 72)] }] }
  const clips = spineOf(written).filter(({ tag }) => tag === 'asset-clip')
  expect(clips.map(({ attributes }) => attributes['duration'])).toEqual([`${first}/24s`, `${second}/24s`])
  const cut = new FcpxmlFile(writeFcpxml(written).text).cut()
  expect(cut.events.map(({ mediaIn, recordIn, recordOut }) => [mediaIn, recordIn, recordOut])).toEqual([
    [86_412, 0, 48 + out],
    [172_824 - into, 48 - into, 96],
  ])
  // Under the dissolve the marker may lie on the other clip, but never at another frame.
  expect(cut.markers).toEqual([{ at: 47, text: 'last' }])
})

test('sounds hang below the clip or gap that they start on, each track in a lane, with their level', () => {
  const pictures = [clip('a', 0, 10), { kind: 'gap' as const, durationFrames: 5 }, clip('b', 7, 20)]
  const sequence = cutOf(pictures, {
    media: [...media, sound('sea', 48, 95_000), sound('bell', 24, 48_000)],
    soundTracks: [
      { name: 'A1', items: [clip('sea', 3, 6), { kind: 'gap', durationFrames: 9 }, clip('sea', 40, 48)] },
      { name: 'A2', items: [{ kind: 'gap', durationFrames: 25 }, clip('bell', 0, 24, { gainDb: -13.1 })] },
    ],
  })
  const { text } = writeFcpxml(sequence)
  const file = new FcpxmlFile(text)
  expect(file.sounds).toEqual([
    { lane: -1, file: 'sea.wav', recordIn: 0, recordOut: 3, mediaIn: 3, gain: null },
    // 95000 samples are 47.5 frames: half a frame short of the whole ones that the sound fills.
    { lane: -1, file: 'sea.wav', recordIn: 12, recordOut: 19.5, mediaIn: 40, gain: null },
    { lane: -2, file: 'bell.wav', recordIn: 25, recordOut: 49, mediaIn: 0, gain: '-13.1' },
  ])
  // The spine lasts as long as its sounds.
  expect(file.cut().length).toBe(49)
  expect(spineOf(sequence).map(({ tag }) => tag)).toEqual(['asset-clip', 'gap', 'asset-clip', 'gap'])
  const [sea, bell] = [...file.assets.values()].slice(2).map(({ node }) => node)
  expect(times(sea!, 'duration', 'hasAudio', 'audioChannels', 'audioRate', 'hasVideo')).toEqual([
    '95000/48000s',
    '1',
    '2',
    '48000',
    undefined,
  ])
  expect(times(bell!, 'start', 'duration')).toEqual(['0s', '48000/48000s'])
  const onGap = one(spineOf(sequence)[1]!, 'asset-clip').attributes
  expect([onGap['offset'], spineOf(sequence)[1]!.attributes['start']]).toEqual(['86412/24s', '86410/24s'])
})

test('a sound’s end is told to the sample at any rate', () => {
  expect(timeFromFrameToSample(2, { numerator: 24_000, denominator: 1001 }, 23_000, 48_000)).toBe('18996/48000s')
  expect(timeFromFrameToSample(0, { numerator: 25, denominator: 1 }, 441, 44_100)).toBe('441/44100s')
  expect(() => timeFromFrameToSample(12, { numerator: 24, denominator: 1 }, 24_000, 48_000)).toThrow(RangeError)
  const anyRate = fc.constantFrom(...editorRates.map(({ rate }) => rate))
  fc.assert(
    fc.property(anyRate, fc.integer({ min: 1, max: 1 << 30 }), fc.nat({ max: 1000 }), (rate, samples, back) => {
      const frame = Math.max(0, Math.floor((samples * rate.numerator) / (48_000 * rate.denominator)) - back - 1)
      const [numerator, denominator] = timeFromFrameToSample(frame, rate, samples, 48_000).match(/\d+/g)!.map(BigInt)
      const end =
        BigInt(frame * rate.denominator) * 48_000n * denominator! + numerator! * 48_000n * BigInt(rate.numerator)
      expect(end).toBe(BigInt(samples) * BigInt(rate.numerator) * denominator!)
    }),
  )
})

test('tracks above the first hang on it as storylines of their own, with their gaps and dissolves', () => {
  const over = [{ kind: 'gap' as const, durationFrames: 6 }, clip('a', 10, 30), dissolve(4, 4), clip('b', 10, 20)]
  const sequence = { ...demo, pictureTracks: [...demo.pictureTracks, { name: 'V2', items: over }] }
  const { upper } = new FcpxmlFile(writeFcpxml(sequence).text)
  expect(upper.map(({ lane, mediaIn, recordIn, recordOut }) => [lane, mediaIn, recordIn, recordOut])).toEqual([
    [1, 86_410, 6, 30],
    [1, 172_806, 22, 36],
  ])
})

test('what the file cannot hold is noted', () => {
  const markers = [marker('in', 3, 4), marker('beyond', 500)]
  const odd = clip('none', 2, 9, { markers: [marker('trimmed', 0), marker('before the take', -2)] })
  const missing = { ...aMovie('none', '골목/밤', 0), path: null }
  const levels = [clip('sea', 0, 4, { gainDb: 20 }), clip('sea', 4, 8, { gainDb: -150 }), clip('sea', 8, 12)]
  const sequence = cutOf([odd], {
    media: [missing, sound('sea', 48, 96_000)],
    markers,
    soundTracks: [{ name: 'A1', items: levels }],
  })
  const { text, notes } = writeFcpxml(sequence)
  expect(notes.map(({ code, details }) => [code.replace('export.note.fcpxml-', ''), details['count']])).toEqual([
    ['marker-colours', 4],
    ['lost-markers', 2],
    ['loud', 1],
    ['gain', 2],
    ['no-file', 1],
  ])
  const file = new FcpxmlFile(text)
  expect(file.sounds.map(({ gain }) => gain)).toEqual(['12', '-96', null])
  expect(file.cut()).toMatchObject({ events: [{ file: '골목-밤', mediaIn: 2 }], length: 12 })
  expect(file.cut().markers).toEqual([
    { at: -2, text: 'trimmed' },
    { at: 3, text: 'in' },
  ])
})

test('sizes and rates that Final Cut Pro has no name for are described', () => {
  const named = (width: number, height: number, rate = demo.rate): unknown =>
    new FcpxmlFile(writeFcpxml({ ...demo, width, height, rate }).text).formats.get('r1')?.attributes['name']
  expect([named(1280, 720), named(3840, 2160)]).toEqual(['FFVideoFormat720p24', 'FFVideoFormat3840x2160p24'])
  expect([named(1080, 1920), named(1920, 1080, { numerator: 48, denominator: 1 })]).toEqual([undefined, undefined])
  const two = new FcpxmlFile(writeFcpxml({ ...demo, width: 96, height: 54 }).text)
  expect([...two.formats.values()].map(({ attributes }) => attributes['width'])).toEqual(['96', '1920'])
})

test('a file with picture and sound plays each only where the cut has it', () => {
  const both = { ...media[0]!, sound: { sampleRate: 44_100, channels: 1 } }
  const soundTracks = [{ name: 'A1', items: [clip('a', 0, 9)] }]
  const [first] = spineOf(cutOf([clip('a', 0, 10)], { media: [both], soundTracks }))
  expect(first!.attributes['srcEnable']).toBe('video')
  expect(one(first!, 'asset-clip').attributes['srcEnable']).toBe('audio')
})

test('an empty cut is an empty spine, and a sound with a dissolve a slip of the caller', () => {
  expect(new FcpxmlFile(writeFcpxml(aSequence({})).text).cut()).toMatchObject({ length: 0, events: [] })
  const soundTracks = [{ name: 'A1', items: demo.pictureTracks[0]!.items }]
  expect(() => writeFcpxml({ ...demo, soundTracks })).toThrow(RangeError)
  expect(() => writeFcpxml({ ...demo, media: [] })).toThrow(RangeError)
})

test('no name or note breaks the file', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, comment) => {
      const markers = [{ ...marker(name, 3), comment }]
      const sequence = cutOf([clip('a', 0, 10, { name })], { name, markers })
      const file = new FcpxmlFile(writeFcpxml(sequence).text)
      const { attributes } = one(file.sequence, 'spine/asset-clip/marker')
      const kept = /^[^\p{Control}\p{Surrogate}\ufffe\uffff\u2028\u2029]*$/u
      if (kept.test(name)) expect(attributes['value']).toBe(name)
      if (kept.test(comment)) expect(attributes['note'] ?? '').toBe(comment)
      expect(file.cut().length).toBe(10)
    }),
  )
})
