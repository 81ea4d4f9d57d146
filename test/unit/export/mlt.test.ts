import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import type { CutSequence, SequenceClip, SequenceItem, SequenceMedia } from '../../../core/export/cut-sequence.ts'
import { writeKdenlive } from '../../../core/export/kdenlive.ts'
import { exportPresets } from '../../../core/export/presets.ts'
import { timelineFiles } from '../../../core/export/timeline-files.ts'
import { writeMlt } from '../../../core/export/mlt.ts'
import { MltFile, picturesOf, propertyOf, readKdenlive, readMlt } from './mlt-reader.ts'
import { anyCut, aMovie, aSequence } from './random-cuts.ts'
import { all, one, type XmlNode } from './xml-reader.ts'

const folder = '/films/out'
const kdenlive = (sequence: CutSequence): string => writeKdenlive(sequence, { folder })
const mlt = (sequence: CutSequence): string => writeMlt(sequence, { folder })
const both = [
  ['kdenlive', kdenlive, readKdenlive],
  ['mlt', mlt, readMlt],
] as const

function clip(mediaId: string, start: number, end: number, more: Partial<SequenceClip> = {}): SequenceClip {
  const source = { start, end }
  return { kind: 'clip', name: mediaId, mediaId, source, markers: [], linkId: null, gainDb: 0, origin: null, ...more }
}

function sound(id: string): SequenceMedia {
  return { ...aMovie(id, `${id}.wav`, 0), picture: null, sound: { sampleRate: 48_000, channels: 2 } }
}

function dissolve(inFrames: number, outFrames: number): SequenceItem {
  return { kind: 'dissolve', inFrames, outFrames }
}

const marker = (name: string, start: number, frames = 1) => {
  return { name, comment: '', color: 'red' as const, frames: { start, end: start + frames } }
}
const media = [aMovie('a', 'sh010_v003.mp4', 86_400), aMovie('b', 'sh020_v001.mp4', 172_800)]
const twoShots = (items: readonly SequenceItem[]): CutSequence => {
  return aSequence({ media, pictureTracks: [{ name: 'V1', items }] })
}
/** The cut of the files that were opened in Kdenlive and Shotcut: 48 frames of each, 12 of them dissolved. */
const demo = twoShots([clip('a', 12, 60), dissolve(6, 6), clip('b', 24, 72)])

const frames = ({ attributes }: XmlNode): string => `${attributes['in']}-${attributes['out']}`

describe('a dissolve', () => {
  test('is two overlapping clips and a mix in Kdenlive', () => {
    const file = new MltFile(kdenlive(demo))
    const [first, second] = [file.named('playlist0'), file.named('playlist1')]
    expect(first.children.map(({ tag, attributes }) => [tag, attributes['in'], attributes['out']])).toEqual([
      ['entry', '12', '65'],
    ])
    expect(one(second, 'blank').attributes).toEqual({ length: '42' })
    expect(frames(one(second, 'entry'))).toBe('18-71')
    const mix = one(file.named('tractor0'), 'transition')
    expect(frames(mix)).toBe('42-53')
    const told = ['mlt_service', 'a_track', 'b_track', 'kdenlive:mixcut', 'reverse'].map((name) =>
      propertyOf(mix, name),
    )
    expect(told).toEqual(['luma', '0', '1', '6', '0'])
    expect(frames(file.named('maintractor'))).toBe('0-95')
  })

  test('is a clip of its own between shortened ones in Shotcut', () => {
    const file = new MltFile(mlt(demo))
    expect(all(file.named('V1'), 'entry').map(frames)).toEqual(['12-53', '0-11', '30-71'])
    expect(all(file.named('V1_2_dissolve'), 'track').map(frames)).toEqual(['54-65', '18-29'])
  })

  test.each([
    [0, 5, '48-52', '5'],
    [5, 0, '43-47', '0'],
    [7, 2, '41-49', '2'],
  ])(
    'of %d frames before the cut and %d after it tells Kdenlive where the cut is',
    (inFrames, outFrames, span, cut) => {
      const cutting = twoShots([clip('a', 12, 60), dissolve(inFrames, outFrames), clip('b', 24, 72)])
      const mix = one(new MltFile(kdenlive(cutting)).named('tractor0'), 'transition')
      expect([frames(mix), propertyOf(mix, 'kdenlive:mixcut')]).toEqual([span, cut])
    },
  )

  test('back to the first playlist is reversed', () => {
    const again = twoShots([clip('a', 12, 60), dissolve(6, 6), clip('b', 24, 72), dissolve(2, 2), clip('a', 12, 60)])
    const mixes = all(new MltFile(kdenlive(again)).named('tractor0'), 'transition')
    expect(mixes.map((mix) => propertyOf(mix, 'reverse'))).toEqual(['0', '1'])
  })
})

describe.each(both)('%s', (_format, write, read) => {
  test('reads back as the cut it was written from', () => {
    fc.assert(
      fc.property(anyCut, ({ sequence, expected }) => {
        const starts = new Map(sequence.media.map(({ name, startFrame }) => [name, startFrame]))
        const { events, length, rate } = read(write(sequence))
        expect(picturesOf(events, starts)).toEqual(picturesOf(expected.events, new Map()))
        expect(length).toBe(expected.length)
        expect(rate).toBe(`${sequence.rate.numerator}/${sequence.rate.denominator}`)
      }),
    )
  })

  test('sounds lie on their frames with their levels, several tracks of them, beyond the pictures', () => {
    const first: SequenceItem[] = [{ kind: 'gap', durationFrames: 5 }, clip('wind', 10, 20, { gainDb: -6.5 })]
    const soundTracks = [
      { name: 'Ambience', items: [...first, clip('wind', 0, 7)] },
      { name: 'Music', items: [clip('song', 3, 130, { gainDb: 30 })] },
    ]
    const sequence = { ...demo, media: [...media, sound('wind'), sound('song')], soundTracks }
    const { sounds, length, size } = read(write(sequence))
    expect(sounds.toSorted((a, b) => a.track.localeCompare(b.track))).toEqual([
      { track: 'Ambience', file: 'wind.wav', recordIn: 5, recordOut: 15, sourceIn: 10, level: -6.5 },
      { track: 'Ambience', file: 'wind.wav', recordIn: 15, recordOut: 22, sourceIn: 0, level: null },
      { track: 'Music', file: 'song.wav', recordIn: 0, recordOut: 127, sourceIn: 3, level: 20 },
    ])
    expect(length).toBe(127)
    expect(size).toBe('1920x1080')
  })

  test.each([
    ['/films/out', '/films/out/media/골목 & é.mp4', 'media/골목 & é.mp4'],
    ['/films/out/', '/films/out/a.mp4', 'a.mp4'],
    ['/films/ou', '/films/out/a.mp4', '/films/out/a.mp4'],
    ['', '/films/out/a.mp4', '/films/out/a.mp4'],
    ['C:\\films\\out', 'C:\\films\\out\\media\\a.mp4', 'media/a.mp4'],
    ['C:\\films', 'D:\\other\\a.mp4', 'D:/other/a.mp4'],
    ['/films/out', '/films/out/odd\\name.mp4', 'odd\\name.mp4'],
  ])('below %s the file %s is %s', (below, path, resource) => {
    const one = { ...demo, media: [{ ...media[0]!, path }, media[1]!] }
    const text = (write === kdenlive ? writeKdenlive : writeMlt)(one, { folder: below })
    const producers = all(new MltFile(text).root, 'producer').map((producer) => propertyOf(producer, 'resource'))
    expect(producers).toContain(resource)
  })

  test('a clip without media keeps its place as black, a sound without media as silence', () => {
    const missing = [{ ...media[0]!, path: null }, media[1]!, { ...sound('wind'), path: null }]
    const soundTracks = [{ name: 'A1', items: [clip('wind', 0, 7)] }]
    const { events, length } = read(write({ ...demo, media: missing, soundTracks }))
    expect(picturesOf(events, new Map()).map(({ file, recordIn }) => [file, recordIn])).toEqual([
      ['black', 0],
      ['sh020_v001.mp4', 42],
    ])
    expect(length).toBe(96)
  })

  test('two clips of one file at once do not share what plays it', () => {
    const itself = twoShots([clip('a', 12, 60), dissolve(6, 6), clip('a', 70, 90)])
    expect(picturesOf(read(write(itself)).events, new Map())).toHaveLength(2)
  })
})

test('Kdenlive lists the tracks of sound from the pictures down', () => {
  const soundTracks = ['A1', 'A2'].map((name) => ({ name, items: [] }))
  const file = new MltFile(kdenlive({ ...demo, soundTracks }))
  const tracks = all(file.named('maintractor'), 'track').slice(1)
  const names = tracks.map(({ attributes }) => propertyOf(file.named(attributes['producer']), 'kdenlive:track_name'))
  expect(names).toEqual(['A2', 'A1', 'V1'])
})

describe('markers', () => {
  const green = { ...marker('music in', 9), comment: 'soft “pads”', color: 'green' as const }
  const marked = {
    ...twoShots([
      clip('a', 12, 60, { markers: [marker('hand pops', 30), marker('trimmed', 2, 4)] }),
      clip('a', 12, 40),
    ]),
    markers: [green, marker('same frame', 9)],
  }

  test('are guides of the cut and marks of the media in Kdenlive, coloured by categories', () => {
    const file = new MltFile(kdenlive(marked))
    const told = (node: XmlNode, name: string): unknown => JSON.parse(propertyOf(node, name) ?? 'null')
    const document = file.named('main_bin')
    expect(told(document, 'kdenlive:docproperties.guides')).toEqual([
      { comment: 'music in: soft “pads” / same frame', pos: 9, type: 0 },
    ])
    expect(told(document, 'kdenlive:docproperties.guidesCategories')).toEqual([
      { color: '#27ae60', comment: 'Green', index: 0 },
      { color: '#da4453', comment: 'Red', index: 1 },
    ])
    expect(told(file.named('bin_2'), 'kdenlive:markers')).toEqual([
      { comment: 'hand pops', pos: 30, type: 1 },
      { comment: 'trimmed', pos: 2, type: 1 },
    ])
    expect(told(file.named('bin_3'), 'kdenlive:markers')).toBe(null)
  })

  test('are the timeline’s in Shotcut, where they are seen', () => {
    const list = one(new MltFile(mlt(marked)).named('main'), 'properties')
    expect(list.attributes['name']).toBe('shotcut:markers')
    const told = all(list, 'properties').map((each) => ['text', 'start', 'end'].map((name) => propertyOf(each, name)))
    expect(told).toEqual([
      ['music in: soft “pads”', '9', '9'],
      ['same frame', '9', '9'],
      ['hand pops', '18', '18'],
    ])
  })
})

test('what the files do not hold is noted', () => {
  const markers = [marker('long', 3, 5), marker('short', 4)]
  const items = [clip('a', 12, 60, { markers: [marker('trimmed', 2)] })]
  const soundTracks = [{ name: 'A1', items: [clip('wind', 0, 7, { gainDb: 21 }), clip('wind', 0, 7, { gainDb: -3 })] }]
  const black: SequenceItem = { kind: 'gap', durationFrames: 7 }
  const sequence = { ...twoShots([...items, black]), media: [...media, sound('wind')], soundTracks, markers }
  const { files, notes } = timelineFiles(sequence, exportPresets.kdenlive, folder)
  expect(files.map(({ extension }) => extension)).toEqual(['kdenlive', 'mlt', 'otio'])
  expect(files[0]?.text).toContain('>sh010_v003.mp4<')
  expect(notes).toEqual([
    { code: 'export.note.kdenlive-start', details: { timecode: '01:00:00:00' } },
    { code: 'export.note.kdenlive-end', details: { count: 7 } },
    { code: 'export.note.kdenlive-marker-lengths', details: { count: 1 } },
    { code: 'export.note.kdenlive-loud', details: { count: 1 } },
    { code: 'export.note.kdenlive-gain', details: { count: 2 } },
    { code: 'export.note.mlt-hidden-markers', details: { count: 1 } },
  ])
  expect(timelineFiles({ ...demo, startFrame: 0 }, exportPresets.kdenlive).notes).toEqual([])
})

test('the readers notice a mix one frame late, an entry beyond its media and what is named too early', () => {
  const text = kdenlive(demo)
  const late = text.replace('in="42" out="53"', 'in="43" out="54"')
  expect(() => readKdenlive(late)).toThrow('mixes')
  expect(() => readKdenlive(text.replace('in="18" out="71"', 'in="18" out="400"'))).toThrow('no frame 400')
  expect(() => readMlt(mlt(demo).replace('producer="V1_1"', 'producer="V1_3"'))).toThrow('not defined')
  expect(() => readMlt(mlt(demo).replace('out="65"', 'out="64"'))).toThrow('two lengths')
})
