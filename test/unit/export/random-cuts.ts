import fc from 'fast-check'
import type { CutSequence, SequenceItem, SequenceMarker, SequenceMedia } from '../../../core/export/cut-sequence.ts'
import { inOrder, type CutReading } from './cut-reading.ts'

const ntsc = (base: number) => ({ numerator: base * 1000, denominator: 1001 })
const whole = (base: number) => ({ numerator: base, denominator: 1 })

/** Every rate that editors cut at, with its frames a second of timecode. */
export const editorRates = [
  { rate: ntsc(24), base: 24, dropFrame: false },
  { rate: whole(24), base: 24, dropFrame: false },
  { rate: whole(25), base: 25, dropFrame: false },
  { rate: ntsc(30), base: 30, dropFrame: true },
  { rate: ntsc(30), base: 30, dropFrame: false },
  { rate: whole(30), base: 30, dropFrame: false },
  { rate: whole(50), base: 50, dropFrame: false },
  { rate: ntsc(60), base: 60, dropFrame: true },
]

export interface RandomCut {
  sequence: CutSequence
  /** Frames a second of the timecode. */
  base: number
  /** What every reader must find, made without the writers. */
  expected: CutReading
}

/** One clip of a random cut: what comes before it, how long it is, where its media starts, a marker in it. */
const anyPiece = fc.record({
  join: fc.constantFrom('cut', 'gap', 'dissolve'),
  gap: fc.integer({ min: 1, max: 200 }),
  inFrames: fc.nat({ max: 40 }),
  outFrames: fc.nat({ max: 40 }),
  /** Beyond what its dissolves take. */
  moreFrames: fc.nat({ max: 90 }),
  trim: fc.nat({ max: 30 }),
  media: fc.nat({ max: 3 }),
  marker: fc.option(fc.nat({ max: 1000 })),
})
type Piece = typeof anyPiece extends fc.Arbitrary<infer Value> ? Value : never

const namePieces = ['shot', 'SH010_v', 'sh010-v', 'Café ', 'a.b', '_']
const anyNames = fc.uniqueArray(
  fc.tuple(fc.constantFrom(...namePieces), fc.nat({ max: 12 })).map(([word, number]) => `${word}${number}.mov`),
  { minLength: 4, maxLength: 4, selector: (name) => name.normalize('NFKD').replaceAll(/\p{M}/gu, '') },
)

export const anyCut: fc.Arbitrary<RandomCut> = fc
  .record({
    rate: fc.constantFrom(...editorRates),
    startSeconds: fc.nat({ max: 80_000 }),
    mediaStarts: fc.array(fc.nat({ max: 2_000_000 }), { minLength: 4, maxLength: 4 }),
    names: anyNames,
    pieces: fc.array(anyPiece, { minLength: 1, maxLength: 8 }),
    tail: fc.option(fc.integer({ min: 1, max: 50 })),
    cutMarkers: fc.array(fc.nat({ max: 300 }), { maxLength: 3 }),
  })
  .map(({ rate, startSeconds, mediaStarts, names, pieces, tail, cutMarkers }) => {
    const media = names.map((name, index) => aMovie(`m${index}`, name, mediaStarts[index]!))
    const placed = place(pieces, media)
    const length = placed.length + (tail ?? 0)
    const items = tail === null ? placed.items : [...placed.items, { kind: 'gap' as const, durationFrames: tail }]
    const markers = cutMarkers.map((frame, index) => aMarker(Math.min(frame, length - 1), `cut ${index}`))
    const start = startSeconds * rate.base
    const own = markers.map(({ frames, name }) => ({ at: frames.start, text: name }))
    const found = [...own, ...placed.markers]
    return {
      base: rate.base,
      sequence: aSequence({ ...rate, startFrame: start, media, markers, pictureTracks: [{ name: 'V1', items }] }),
      expected: inOrder({ start, length, events: placed.events, markers: found }),
    }
  })

/** The items of the pieces, and where a person with a ruler would say that everything lies. */
function place(pieces: readonly Piece[], media: readonly SequenceMedia[]) {
  const items: SequenceItem[] = []
  const events: CutReading['events'] = []
  const found: CutReading['markers'] = []
  let at = 0
  for (const [index, piece] of pieces.entries()) {
    const join = index === 0 && piece.join === 'dissolve' ? 'gap' : piece.join
    const next = pieces[index + 1]
    const before = join === 'dissolve' ? piece : { inFrames: 0, outFrames: 0 }
    const after = next?.join === 'dissolve' ? next : { inFrames: 0, outFrames: 0 }
    const length = Math.max(1, before.outFrames + after.inFrames + piece.moreFrames)
    if (join === 'gap') items.push({ kind: 'gap', durationFrames: piece.gap })
    if (join === 'gap') at += piece.gap
    if (join === 'dissolve') items.push({ kind: 'dissolve', inFrames: piece.inFrames, outFrames: piece.outFrames })
    const source = { start: before.inFrames + piece.trim, end: before.inFrames + piece.trim + length }
    const { id, name, startFrame } = media[piece.media]!
    const text = `note ${index}`
    const markers = piece.marker === null ? [] : [aMarker(source.start + (piece.marker % length), text)]
    items.push({ kind: 'clip', name, mediaId: id, source, markers, linkId: null, gainDb: 0, origin: null })
    found.push(...markers.map(({ frames }) => ({ at: at + frames.start - source.start, text })))
    events.push({
      file: name,
      mediaIn: startFrame + piece.trim,
      recordIn: at - before.inFrames,
      recordOut: at + length + after.outFrames,
    })
    at += length
  }
  return { items, events, markers: found, length: at }
}

function aMarker(frame: number, name: string): SequenceMarker {
  return { name, comment: '', color: 'green', frames: { start: frame, end: frame + 1 } }
}

export function aMovie(id: string, name: string, startFrame: number): SequenceMedia {
  const picture = { width: 1920, height: 1080 }
  return { id, name, path: `/films/out/${name}`, startFrame, durationFrames: 400, picture, sound: null }
}

export function aSequence(more: Partial<CutSequence>): CutSequence {
  return {
    name: 'Harbour',
    rate: whole(24),
    startFrame: 86_400,
    dropFrame: false,
    width: 1920,
    height: 1080,
    soundSampleRate: 48_000,
    media: [],
    pictureTracks: [],
    soundTracks: [],
    markers: [],
    ...more,
  }
}
