import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { itemAtFrame, layOutTrack, trackDuration, type TrackItem } from '../../../core/timeline/layout.ts'
import {
  clampRange,
  containsFrame,
  containsRange,
  durationOf,
  intersection,
  rangeFrom,
  shiftRange,
  type FrameRange,
} from '../../../core/timeline/range.ts'

const anyRange = fc
  .tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 40 }))
  .map(([start, duration]) => rangeFrom(start, duration))

function framesOf(range: FrameRange): number[] {
  return Array.from({ length: durationOf(range) }, (_, index) => range.start + index)
}

describe('half-open ranges', () => {
  test('behave as the sets of their frames', () => {
    fc.assert(
      fc.property(anyRange, anyRange, fc.integer({ min: -60, max: 60 }), (a, b, frame) => {
        const inB = new Set(framesOf(b))
        const both = framesOf(a).filter((each) => inB.has(each))
        const common = intersection(a, b)
        expect(common === null ? [] : framesOf(common)).toEqual(both)
        expect(containsRange(b, a)).toBe(both.length === durationOf(a))
        expect(containsFrame(b, frame)).toBe(inB.has(frame))
        expect(framesOf(shiftRange(a, frame))).toEqual(framesOf(a).map((each) => each + frame))
        const clamped = clampRange(a, b)
        expect(durationOf(clamped)).toBeGreaterThanOrEqual(1)
        expect(containsRange(b, clamped)).toBe(true)
        if (common !== null) expect(clamped).toEqual(common)
      }),
    )
  })
})

const clip = (start: number, end: number): TrackItem => ({ kind: 'clip', source: { start, end } })
const anyItem: fc.Arbitrary<TrackItem> = fc.oneof(
  anyRange.map((source) => ({ kind: 'clip' as const, source })),
  fc.integer({ min: 1, max: 30 }).map((durationFrames) => ({ kind: 'gap' as const, durationFrames })),
)

describe('track layout', () => {
  test('places clips one after the other; a dissolve lies over the cut and takes no time', () => {
    const items: TrackItem[] = [
      clip(12, 60),
      { kind: 'dissolve', inFrames: 6, outFrames: 4 },
      clip(0, 48),
      { kind: 'gap', durationFrames: 10 },
      clip(5, 6),
    ]
    expect(layOutTrack(items).map(({ record }) => [record.start, record.end])).toEqual([
      [0, 48],
      [42, 52],
      [48, 96],
      [96, 106],
      [106, 107],
    ])
    expect(trackDuration(items)).toBe(107)
    expect(trackDuration([clip(0, 9), { kind: 'dissolve', inFrames: 2, outFrames: 2 }])).toBe(9)
  })

  test('every frame of the track belongs to exactly one clip or gap, no frame beyond it to any', () => {
    fc.assert(
      fc.property(fc.array(anyItem, { maxLength: 12 }), (items) => {
        const placed = layOutTrack(items)
        const total = trackDuration(items)
        const owners = Array.from({ length: total }, (_, frame) => {
          expect(placed.filter(({ record }) => containsFrame(record, frame))).toHaveLength(1)
          return itemAtFrame(placed, frame)?.index
        })
        expect(owners).toEqual(owners.toSorted((a, b) => Number(a) - Number(b)))
        expect(new Set(owners).size).toBe(items.length)
        expect(itemAtFrame(placed, -1)).toBeNull()
        expect(itemAtFrame(placed, total)).toBeNull()
      }),
    )
  })
})
