import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CutSequence, SequenceClip, SequenceItem, SequenceMedia } from '../../../core/export/cut-sequence.ts'
import { writeOtio } from '../../../core/export/otio.ts'
import { sequenceFromTake } from '../../../core/export/sequence-from-take.ts'
import { objectsOf, readEvents } from './otio-reader.ts'

const plain = { premiere: false }
const film = { numerator: 24, denominator: 1 }

function movie(id: string, startFrame: number, path: string | null = `media/${id}.mp4`): SequenceMedia {
  const picture = { width: 640, height: 360 }
  return { id, name: `${id}.mp4`, path, startFrame, durationFrames: 96, picture, sound: null }
}

function clip(mediaId: string, start: number, end: number, more: Partial<SequenceClip> = {}): SequenceClip {
  const source = { start, end }
  const clip = {
    kind: 'clip',
    name: mediaId,
    mediaId,
    source,
    markers: [],
    linkId: null,
    gainDb: 0,
    origin: null,
  } as const
  return { ...clip, ...more }
}

function sequence(items: SequenceItem[], more: Partial<CutSequence> = {}): CutSequence {
  return {
    name: 'demo_ep01',
    rate: film,
    startFrame: 86400,
    dropFrame: false,
    width: 640,
    height: 360,
    soundSampleRate: 48000,
    media: [movie('sh010', 86400), movie('sh020', 172800)],
    pictureTracks: [{ name: 'V1', items }],
    soundTracks: [],
    markers: [],
    ...more,
  }
}

const redMarker = { name: 're-generate: hand pops', comment: '', color: 'red' as const, frames: { start: 34, end: 35 } }
/** Two clips with a dissolve and a marker, whose times a second program has confirmed frame by frame. */
const demoCut = sequence([
  clip('sh010', 12, 60, { origin: { shotId: 'sh010', takeId: 't3' } }),
  { kind: 'dissolve', inFrames: 6, outFrames: 6 },
  clip('sh020', 24, 72, { markers: [redMarker] }),
])

describe('the text of a cut', () => {
  test('places clips, media timecode, dissolve and marker where the known-good file of this cut has them', () => {
    const events = readEvents(writeOtio(demoCut, plain))
    expect(events.map((each) => [each.recordIn, each.recordOut, each.mediaIn, each.mediaOut, each.mediaStart])).toEqual(
      [
        [0, 48, 86412, 86460, 86400],
        [48, 96, 172824, 172872, 172800],
      ],
    )
    expect(events[1]?.markers).toEqual([{ at: 172834, length: 1, color: 'RED', name: 're-generate: hand pops' }])
    const written = JSON.parse(writeOtio(demoCut, plain))
    expect(written.global_start_time).toEqual({ OTIO_SCHEMA: 'RationalTime.1', rate: 24, value: 86400 })
    expect(written.tracks.children[0].children[1]).toMatchObject({
      transition_type: 'SMPTE_Dissolve',
      in_offset: { value: 6, rate: 24 },
      out_offset: { value: 6, rate: 24 },
    })
    expect(written.tracks.children[0].children[0].metadata).toEqual({ craneshot: { shot: 'sh010', take: 't3' } })
  })

  test.each([
    [{ numerator: 24000, denominator: 1001 }, '23.976023976023978'],
    [{ numerator: 30000, denominator: 1001 }, '29.97002997002997'],
    [{ numerator: 60000, denominator: 1001 }, '59.94005994005994'],
    [{ numerator: 25, denominator: 1 }, '25'],
  ])('writes %j as the double that readers know, in every time of the file', (rate, text) => {
    const written = writeOtio({ ...demoCut, rate }, { premiere: true })
    const rates = new Set([...written.matchAll(/"rate": ([\d.]+)/g)].map((match) => match[1]))
    expect([...rates]).toEqual([text])
    expect(written).toContain(`"VideoFrameRate": ${text}`)
  })

  test('settings for Premiere are there when asked for, and links only on clips that have one', () => {
    const linked = sequence([clip('sh010', 0, 10, { linkId: '7' }), clip('sh020', 0, 10)])
    const written = JSON.parse(writeOtio(linked, { premiere: true }))
    expect(written.metadata).toEqual({ PremierePro_OTIO: { MetadataVersion: '1.0' } })
    expect(written.tracks.metadata.PremierePro_OTIO).toEqual({
      VideoFrameRate: 24,
      VideoResolution: { width: 640, height: 360 },
      PixelAspectRatio: { numerator: 1, denominator: 1 },
      AudioFrameRate: 48000,
    })
    const metadata = written.tracks.children[0].children.map((child: { metadata: object }) => child.metadata)
    expect(metadata).toEqual([{ PremierePro_OTIO: { LinkID: '7' } }, {}])
    expect(writeOtio(linked, plain)).not.toContain('Premiere')
  })

  test('a clip without a file keeps its place as missing media', () => {
    const [event] = readEvents(writeOtio(sequence([clip('x', 3, 9)], { media: [movie('x', 0, null)] }), plain))
    expect(event).toMatchObject({ url: null, recordIn: 0, recordOut: 6, mediaLength: 96 })
  })

  test('a clip of media that is not in the sequence is a bug, not a broken file', () => {
    expect(() => writeOtio(sequence([clip('nowhere', 0, 1)]), plain)).toThrow(RangeError)
  })

  test('markers of the sequence lie on the stack, from its first frame', () => {
    const written = JSON.parse(writeOtio({ ...demoCut, markers: [redMarker] }, plain))
    expect(written.tracks.markers[0].marked_range.start_time.value).toBe(34)
  })

  test('one take alone: whole movie, at one hour', () => {
    const take = { name: 'shot 1', shotId: 's', takeId: 't', rate: film, width: 640, height: 360, durationFrames: 16 }
    const written = writeOtio(sequenceFromTake({ ...take, moviePath: 'clip.mp4' }), plain)
    expect(readEvents(written)).toMatchObject([
      { recordIn: 0, recordOut: 16, mediaIn: 0, mediaOut: 16, mediaStart: 0, mediaLength: 16, url: 'clip.mp4' },
    ])
    expect(JSON.parse(written).global_start_time.value).toBe(86400)
  })
})

const anyMedia = fc
  .uniqueArray(fc.string({ minLength: 1, unit: 'grapheme' }), { minLength: 1, maxLength: 4 })
  .chain((ids) => fc.tuple(...ids.map((id) => fc.nat({ max: 2_000_000 }).map((start) => movie(id, start)))))
const anyItems = (media: SequenceMedia[]): fc.Arbitrary<SequenceItem[]> =>
  fc.array(
    fc.oneof(
      fc
        .tuple(fc.constantFrom(...media), fc.nat({ max: 50 }), fc.integer({ min: 1, max: 40 }), fc.string())
        .map(([{ id }, start, length, name]) => clip(id, start, start + length, { name })),
      fc.integer({ min: 1, max: 99 }).map((durationFrames) => ({ kind: 'gap' as const, durationFrames })),
    ),
    { maxLength: 10 },
  )

describe('random cuts', () => {
  test('read back by another reader as the same events', () => {
    const anyCut = anyMedia.chain((media) => fc.tuple(fc.constant(media), anyItems(media), anyItems(media)))
    fc.assert(
      fc.property(anyCut, ([media, picture, sound]) => {
        const soundTracks = [{ name: 'A1', items: sound }]
        const text = writeOtio(sequence(picture, { media, soundTracks }), { premiere: true })
        expect(objectsOf(JSON.parse(text)).length).toBeGreaterThan(3)
        const expected = [picture, sound].flatMap((items) => {
          let at = 0
          return items.flatMap((item) => {
            const start = at
            at +=
              item.kind === 'clip'
                ? item.source.end - item.source.start
                : (item as { durationFrames: number }).durationFrames
            if (item.kind !== 'clip') return []
            const { startFrame } = media.find(({ id }) => id === item.mediaId) ?? { startFrame: NaN }
            return [[item.name, start, at, startFrame + item.source.start, startFrame + item.source.end]]
          })
        })
        const events = readEvents(text)
        expect(events.map((each) => [each.name, each.recordIn, each.recordOut, each.mediaIn, each.mediaOut])).toEqual(
          expected,
        )
        for (const event of events) expect(decodeURIComponent(event.url ?? '')).toMatch(/^media\/.*\.mp4$/su)
      }),
    )
  })
})
