import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CropBox } from '../../../core/contract/media.ts'
import {
  centredOnPicture,
  keptCrop,
  largestCrop,
  movedCrop,
  oppositeCorner,
  scaledCrop,
  shownCrop,
  sizedCrop,
  type CropFrame,
} from '../../../core/framing/crop-box.ts'
import { boardSchema } from '../../../core/project/schema/board.ts'
import { aBoard } from '../project/films.ts'

const anyFrame: fc.Arbitrary<CropFrame> = fc.record({
  picture: fc.record({ width: fc.integer({ min: 64, max: 8000 }), height: fc.integer({ min: 64, max: 8000 }) }),
  aspect: fc.double({ min: 0.4, max: 2.6, noNaN: true }),
})
const part = fc.double({ min: 0, max: 1, noNaN: true })

function shapeOf({ picture }: CropFrame, { width, height }: CropBox): number {
  return (width * picture.width) / (height * picture.height)
}

test('whatever is done to a crop, it keeps the film’s shape, stays in the picture, and a board takes it', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('move' as const), x: fc.double({ min: -2, max: 2, noNaN: true }), y: part }),
    fc.record({
      kind: fc.constant('scale' as const),
      x: part,
      y: part,
      factor: fc.double({ min: 0.01, max: 9, noNaN: true }),
    }),
    fc.record({ kind: fc.constant('size' as const), width: fc.double({ min: 0, max: 2, noNaN: true }) }),
    fc.record({ kind: fc.constant('largest' as const) }),
    fc.record({ kind: fc.constant('centre' as const) }),
  )
  fc.assert(
    fc.property(anyFrame, fc.array(step, { maxLength: 8 }), (frame, steps) => {
      let crop = shownCrop(frame, null)
      for (const each of steps) {
        if (each.kind === 'move') crop = movedCrop(crop, each)
        else if (each.kind === 'size') crop = sizedCrop(frame, crop, each.width)
        else if (each.kind === 'largest') crop = largestCrop(frame, crop)
        else if (each.kind === 'centre') crop = centredOnPicture(crop)
        else {
          const about = { x: crop.x + each.x * crop.width, y: crop.y + each.y * crop.height }
          crop = scaledCrop(frame, crop, about, each.factor)
        }
        expect(Math.abs(shapeOf(frame, crop) / frame.aspect - 1)).toBeLessThan(1e-6)
        expect(boardSchema.shape.crop.safeParse(crop).error).toBeUndefined()
      }
      expect(boardSchema.safeParse(aBoard('b', { crop })).success).toBe(true)
    }),
  )
})

test('the point that a crop is scaled about stays at its part of the crop', () => {
  fc.assert(
    fc.property(anyFrame, part, part, fc.double({ min: 0.3, max: 3, noNaN: true }), (frame, x, y, factor) => {
      const crop = sizedCrop(frame, shownCrop(frame, null), 0.5 * shownCrop(frame, null).width)
      const about = { x: crop.x + x * crop.width, y: crop.y + y * crop.height }
      const scaled = scaledCrop(frame, crop, about, factor)
      expect((about.x - scaled.x) / scaled.width).toBeCloseTo(x, 6)
      expect((about.y - scaled.y) / scaled.height).toBeCloseTo(y, 6)
      // Never more than asked for, never beyond the picture's ends.
      if (factor > 1) expect(scaled.width).toBeLessThanOrEqual(crop.width * factor + 1e-9)
    }),
  )
})

test('named places', () => {
  const frame = { picture: { width: 4000, height: 3000 }, aspect: 16 / 9 }
  const usual = shownCrop(frame, null)
  expect(usual).toEqual({ x: 0, y: 0.125, width: 1, height: 0.75 })
  expect(keptCrop(frame, usual)).toBeNull()
  const small = sizedCrop(frame, movedCrop(usual, { x: 0, y: 1 }), 0.5)
  expect(small).toEqual({ x: 0.25, y: 0.4375, width: 0.5, height: 0.375 })
  expect(keptCrop(frame, small)).toBe(small)
  expect(largestCrop(frame, small)).toEqual({ x: 0, y: 0.25, width: 1, height: 0.75 })
  expect(centredOnPicture(small)).toEqual({ x: 0.25, y: 0.3125, width: 0.5, height: 0.375 })
  expect(oppositeCorner(small, { x: 1, y: -1 })).toEqual({ x: 0.25, y: 0.8125 })
  // A handle cannot be dragged beyond the picture.
  expect(scaledCrop(frame, small, { x: 0.25, y: 0.4375 }, 9)).toEqual({
    x: 0.25,
    y: 0.4375,
    width: 0.75,
    height: 0.5625,
  })
})
