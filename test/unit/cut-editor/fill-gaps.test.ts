import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GapFiller } from '../../../renderer/features/timeline/recording/fill-gaps.ts'

const pieceSamples = 480
const pieceMilliseconds = 10

/** A piece whose samples say which of the pieces that were heard it is, counted from 1. */
function piece(number: number, lateMilliseconds: number, origin = 5e6) {
  const samples = new Float32Array(pieceSamples).fill(number)
  return { samples, capturedAtMilliseconds: origin + (number - 1) * pieceMilliseconds + lateMilliseconds }
}

/** What stands in each piece's place of the recording: its number, or 0 for silence. */
function recorded(pieces: readonly ReturnType<typeof piece>[]): number[] {
  const found: number[] = []
  const filler = new GapFiller((samples) => {
    if (samples.length !== pieceSamples || samples[0] !== samples.at(-1)) throw new Error('a piece was cut')
    found.push(samples[0]!)
  })
  for (const each of pieces) filler.add(each)
  filler.end()
  return found
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)

/** How late a machine that is busy looks at its clock. */
const jitter = fc.infiniteStream(fc.double({ min: 0, max: 4, noNaN: true }))
/** Pieces heard in order, and runs of them lost: after how many, and how many. */
const losses = fc.array(
  fc.record({ after: fc.integer({ min: 12, max: 300 }), lost: fc.integer({ min: 1, max: 90 }) }),
  {
    minLength: 1,
    maxLength: 6,
  },
)

test('whatever blocks are lost, silence takes their places, and every other stays where it was heard', () => {
  fc.assert(
    fc.property(losses, jitter, (runs, late) => {
      const lostNumbers = new Set<number>()
      let at = 0
      for (const { after, lost } of runs) {
        at += after
        for (let index = 0; index < lost; index++) lostNumbers.add(++at)
      }
      const all = numbers(at + 150)
      const heard = all.filter((number) => !lostNumbers.has(number))
      const expected = all.map((number) => (lostNumbers.has(number) ? 0 : number))
      expect(recorded(heard.map((number) => piece(number, late.next().value)))).toEqual(expected)
    }),
    { numRuns: 60 },
  )
})

test('blocks that only come late are no loss: not one by one, and not half a second of them', () => {
  const burst = fc.record({
    from: fc.nat(600),
    length: fc.integer({ min: 1, max: 60 }),
    late: fc.integer({ min: 5, max: 500 }),
  })
  fc.assert(
    fc.property(burst, jitter, ({ from, length, late }, more) => {
      const delayed = numbers(700).map((number) => {
        const isLate = number > from && number <= from + length && number < 640
        return piece(number, more.next().value + (isLate ? late : 0))
      })
      expect(recorded(delayed)).toEqual(numbers(700))
    }),
    { numRuns: 60 },
  )
})

test('clocks that drift apart by 0.02 % lose nothing in five minutes', () => {
  for (const drift of [2e-4, -2e-4]) {
    const drifting = numbers(30_000).map((number) => piece(number, number * pieceMilliseconds * drift))
    expect(recorded(drifting)).toEqual(numbers(30_000))
  }
})

test('a machine that slept gets no hour of silence, and what is lost afterwards is filled', () => {
  const hour = 3_600_000
  const pieces = numbers(1000)
    .filter((number) => number < 700 || number >= 705)
    .map((number) => piece(number, number > 300 ? hour : 0))
  expect(recorded(pieces)).toEqual(numbers(1000).map((number) => (number >= 700 && number < 705 ? 0 : number)))
})

test('of the last few blocks nothing is guessed', () => {
  const pieces = [...numbers(50), 60].map((number) => piece(number, 0))
  expect(recorded(pieces)).toEqual([...numbers(50), 60])
})
