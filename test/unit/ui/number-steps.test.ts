import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  clampToRange,
  draggedBy,
  dragValue,
  editableNumber,
  formatNumber,
  pixelsPerStep,
  steppedValue,
  type NumberDrag,
} from '../../../renderer/ui/fields/number-steps.ts'

const normal = { fine: false, coarse: false }
const fine = { fine: true, coarse: false }
const coarse = { fine: false, coarse: true }
const pace = fc.constantFrom(normal, fine, coarse)
const step = fc.constantFrom(0.01, 0.05, 0.1, 0.25, 0.5, 1, 5)
const range = fc.record({ step, min: fc.integer({ min: -500, max: -1 }), max: fc.integer({ min: 1, max: 500 }) })

function drag(start: number): NumberDrag {
  return { start, travel: 0 }
}

describe('an arrow key', () => {
  it('goes to the next multiple of the step, a tenth of it with Shift, ten of it with Ctrl', () => {
    expect(steppedValue(24, 1, normal, { step: 1 })).toBe(25)
    expect(steppedValue(24, -1, coarse, { step: 1 })).toBe(20)
    expect(steppedValue(24, 1, fine, { step: 1 })).toBe(24.1)
    expect(steppedValue(1.37, 1, normal, { step: 0.5 })).toBe(1.5)
    expect(steppedValue(1.37, -1, normal, { step: 0.5 })).toBe(1)
    expect(steppedValue(0.3, 1, normal, { step: 0.1 })).toBe(0.4)
  })

  it('stops at the ends', () => {
    expect(steppedValue(199.5, 1, coarse, { step: 1, max: 200 })).toBe(200)
    expect(steppedValue(12, -1, normal, { step: 1, min: 12 })).toBe(12)
  })

  it('moves by more than nothing and at most one step, and back again', () => {
    fc.assert(
      fc.property(step, pace, fc.integer({ min: -1000, max: 1000 }), (size, speed, count) => {
        const reach = size * (speed === fine ? 0.1 : speed === coarse ? 10 : 1)
        const value = Number((count * reach).toPrecision(12))
        const up = steppedValue(value, 1, speed, { step: size })
        expect(up - value).toBeCloseTo(reach, 9)
        expect(steppedValue(up, -1, speed, { step: size })).toBeCloseTo(value, 9)
      }),
    )
  })
})

describe('a drag', () => {
  it('makes one step of the pace for every few pixels', () => {
    expect(dragValue(draggedBy(drag(24), pixelsPerStep, normal, { step: 1 }), normal, { step: 1 })).toBe(25)
    expect(dragValue(draggedBy(drag(24), -pixelsPerStep * 3, fine, { step: 1 }), fine, { step: 1 })).toBe(23.7)
    expect(dragValue(draggedBy(drag(24), pixelsPerStep, coarse, { step: 1 }), coarse, { step: 1 })).toBe(34)
  })

  it('keeps the start while nothing moved, even off the grid', () => {
    expect(dragValue(drag(1.37), normal, { step: 0.5 })).toBe(1.37)
  })

  it('does not jump when a modifier changes in between', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200, max: 200 }), pace, pace, step, (pixels, before, after, size) => {
        const moved = draggedBy(drag(0), pixels, before, { step: size })
        const held = draggedBy(moved, 0, after, { step: size })
        expect(held.travel).toBe(moved.travel)
        expect(Math.abs(dragValue(held, after, { step: size }) - moved.travel)).toBeLessThanOrEqual(size / 2 + 1e-9)
      }),
    )
  })

  it('stays inside the range and turns round at once at an end', () => {
    fc.assert(
      fc.property(
        range,
        fc.array(fc.tuple(fc.integer({ min: -300, max: 300 }), pace), { minLength: 1 }),
        (limits, moves) => {
          let state = drag(0)
          for (const [pixels, speed] of moves) {
            state = draggedBy(state, pixels, speed, limits)
            expect(dragValue(state, speed, limits)).toBeGreaterThanOrEqual(limits.min)
            expect(dragValue(state, speed, limits)).toBeLessThanOrEqual(limits.max)
          }
        },
      ),
    )
    const limits = { step: 1, min: 0, max: 10 }
    const beyond = draggedBy(drag(5), 1000, normal, limits)
    expect(dragValue(draggedBy(beyond, -pixelsPerStep, normal, limits), normal, limits)).toBe(9)
  })

  it('shows numbers as short as their grid', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2000, max: 2000 }), step, (pixels, size) => {
        const shown = dragValue(draggedBy(drag(0), pixels, normal, { step: size }), normal, { step: size })
        expect(String(shown).length).toBeLessThanOrEqual(9)
      }),
    )
  })
})

describe('printing', () => {
  it('uses a true minus and never minus zero', () => {
    expect(formatNumber(-1.5, 2)).toBe('−1.50')
    expect(formatNumber(-0.001, 2)).toBe('0.00')
    expect(formatNumber(0, 0)).toBe('0')
  })

  it('offers for editing what reads back as the same value to three more decimals', () => {
    expect(editableNumber(24, 0)).toBe('24')
    expect(editableNumber(1.23456, 2)).toBe('1.23456')
    expect(editableNumber(1 / 3, 1)).toBe('0.3333')
    expect(editableNumber(-0.00001, 1)).toBe('0')
  })

  it('clamps to either end or neither', () => {
    expect(clampToRange(5, { step: 1 })).toBe(5)
    expect(clampToRange(5, { step: 1, max: 4 })).toBe(4)
    expect(clampToRange(5, { step: 1, min: 6 })).toBe(6)
  })
})
