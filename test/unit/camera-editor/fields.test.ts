import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_AMOUNTS, MOVE_NAMES } from '../../../core/camera/move-names.ts'
import { lensSetMm, neighbourLens } from '../../../renderer/features/camera/model/lens-set.ts'
import {
  amountField,
  defaultMove,
  isReversed,
  moveFromShown,
  reversedMove,
  shownAmount,
} from '../../../renderer/features/camera/model/move-amounts.ts'
import {
  fittedScale,
  frameToPixels,
  pixelsToFrame,
  rulerStep,
  zoomedScale,
} from '../../../renderer/features/camera/model/time-scale.ts'

describe('lens set', () => {
  it('walks through the set and stops at its ends', () => {
    expect(neighbourLens(24, 1)).toBe(25)
    expect(neighbourLens(24, -1)).toBe(21)
    expect(neighbourLens(25, 1)).toBe(27)
    expect(neighbourLens(lensSetMm[0], -1)).toBe(lensSetMm[0])
    expect(neighbourLens(300, 1)).toBe(300)
  })
})

describe('amounts of moves', () => {
  it('come back from their fields, within the fields’ limits', () => {
    for (const name of MOVE_NAMES) {
      const field = amountField(name)
      if (field === null) continue
      const shown = shownAmount(defaultMove(name), 3)
      expect(shown).toBeGreaterThanOrEqual(field.min)
      expect(shown).toBeLessThanOrEqual(field.max)
      expect(moveFromShown(name, shown, 3).amount).toBeCloseTo(DEFAULT_AMOUNTS[name], 12)
    }
    expect(shownAmount({ name: 'dolly', amount: 0.5 }, 3)).toBe(1.5)
    expect(shownAmount({ name: 'handheld', amount: 0.5 }, 3)).toBe(50)
  })

  it('turn round and back', () => {
    for (const name of MOVE_NAMES) {
      const move = defaultMove(name)
      expect(isReversed(move)).toBe(false)
      expect(reversedMove(reversedMove(move)).amount).toBeCloseTo(move.amount, 12)
    }
    expect(isReversed(reversedMove(defaultMove('zoom')))).toBe(true)
    expect(reversedMove(defaultMove('zoom')).amount).toBeCloseTo(1 / 1.4)
  })
})

describe('time scale', () => {
  it('shows a shot from edge to edge and turns frames into pixels and back', () => {
    const scale = fittedScale(-4, 48, 600)
    expect(frameToPixels(scale, -4)).toBeCloseTo(16)
    expect(frameToPixels(scale, 47)).toBeCloseTo(584)
    fc.assert(
      fc.property(fc.double({ min: -100, max: 1000, noNaN: true }), (frame) => {
        expect(pixelsToFrame(scale, frameToPixels(scale, frame))).toBeCloseTo(frame, 6)
      }),
    )
  })

  it('keeps the frame under the pointer when it zooms', () => {
    const scale = fittedScale(0, 100, 500)
    const zoomed = zoomedScale(scale, 3, 200, { least: 0.01, most: 60 })
    expect(pixelsToFrame(zoomed, 200)).toBeCloseTo(pixelsToFrame(scale, 200), 9)
    expect(zoomedScale(scale, 1e9, 0, { least: 0.01, most: 60 }).pixelsPerFrame).toBe(60)
  })

  it('numbers the ruler as densely as there is room', () => {
    expect(rulerStep(60, 24)).toBe(1)
    expect(rulerStep(12, 24)).toBe(5)
    expect(rulerStep(3, 24)).toBe(24)
    expect(rulerStep(0.5, 24)).toBe(120)
  })
})
