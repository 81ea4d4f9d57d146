import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cropBoxSchema, type CropBox } from '../../../core/contract/media.ts'
import {
  centredCrop,
  chooseModelSize,
  deliveredPart,
  frameBoard,
  wastedPart,
  type FrameSize,
} from '../../../core/framing/framing.ts'

const extent = fc.integer({ min: 1, max: 9000 })
const pictureSize = fc.record({ width: extent, height: extent })
const aspect = fc.double({ min: 0.3, max: 4, noNaN: true })
const modelSize = fc.record({
  width: fc.integer({ min: 1, max: 64 }).map((cells) => cells * 8),
  height: fc.integer({ min: 1, max: 64 }).map((cells) => cells * 8),
})
const cropBox = fc
  .tuple(...[0, 1, 2, 3].map(() => fc.double({ min: 0.01, max: 1, noNaN: true })))
  .map(([a, b, c, d]) => ({ x: (1 - a!) * c!, y: (1 - b!) * d!, width: a!, height: b! }))

function shapeOf(crop: CropBox, picture: FrameSize): number {
  return (crop.width * picture.width) / (crop.height * picture.height)
}

function expectInside(inner: CropBox, outer: CropBox): void {
  expect(inner.x).toBeGreaterThanOrEqual(outer.x - 1e-9)
  expect(inner.y).toBeGreaterThanOrEqual(outer.y - 1e-9)
  expect(inner.x + inner.width).toBeLessThanOrEqual(outer.x + outer.width + 1e-9)
  expect(inner.y + inner.height).toBeLessThanOrEqual(outer.y + outer.height + 1e-9)
}

describe('centredCrop', () => {
  it('cuts both sides of what is too wide and top and bottom of what is too tall', () => {
    expect(centredCrop({ width: 2000, height: 500 }, 2)).toEqual({ x: 0.25, y: 0, width: 0.5, height: 1 })
    expect(centredCrop({ width: 500, height: 1000 }, 2)).toEqual({ x: 0, y: 0.375, width: 1, height: 0.25 })
    expect(centredCrop({ width: 400, height: 400 }, 1, { x: 0.5, y: 0, width: 0.5, height: 1 })).toEqual({
      x: 0.5,
      y: 0.25,
      width: 0.5,
      height: 0.5,
    })
  })

  it('has the shape asked for, is centred and touches the picture', () => {
    fc.assert(
      fc.property(pictureSize, aspect, (picture, wanted) => {
        const crop = centredCrop(picture, wanted)
        expect(cropBoxSchema.safeParse(crop).success).toBe(true)
        expect(shapeOf(crop, picture) / wanted).toBeCloseTo(1, 9)
        expect(crop.x * 2 + crop.width).toBeCloseTo(1, 9)
        expect(crop.y * 2 + crop.height).toBeCloseTo(1, 9)
        expect(Math.max(crop.width, crop.height)).toBeCloseTo(1, 9)
      }),
    )
  })
})

describe('chooseModelSize', () => {
  const listed = [
    { width: 256, height: 256 },
    { width: 320, height: 192 },
    { width: 448, height: 256 },
    { width: 192, height: 320 },
    { width: 512, height: 512 },
  ]

  it.each([
    [16 / 9, 448, 256],
    [1, 256, 256],
    [9 / 16, 192, 320],
    [1.66, 320, 192],
    [2.39, 448, 256],
    [4 / 3, 320, 192],
  ])('for the shape %s takes %s×%s', (shape, width, height) => {
    expect(chooseModelSize(listed, shape)).toEqual({ width, height })
  })

  it('wastes no more than any other listed size', () => {
    fc.assert(
      fc.property(fc.array(modelSize, { minLength: 1, maxLength: 6 }), aspect, (sizes, shape) => {
        const chosen = chooseModelSize(sizes, shape)
        // Waste from first principles: pixels outside the largest frame of that shape.
        const waste = ({ width, height }: FrameSize): number => {
          const used = Math.min(width, height * shape) * Math.min(height, width / shape)
          return 1 - used / (width * height)
        }
        for (const size of sizes) {
          expect(waste(chosen)).toBeLessThanOrEqual(waste(size) + 1e-8)
          expect(wastedPart(size, shape)).toBeCloseTo(waste(size), 9)
        }
      }),
    )
  })

  it('needs a size to choose', () => {
    expect(() => chooseModelSize([], 1)).toThrow(RangeError)
  })
})

describe('frameBoard', () => {
  it('shows the board round the crop where there is some', () => {
    const framing = frameBoard(
      { width: 4000, height: 4000 },
      2,
      { width: 256, height: 256 },
      { x: 0.25, y: 0.375, width: 0.5, height: 0.25 },
    )
    expect(framing.modelCrop).toEqual({ x: 0.25, y: 0.25, width: 0.5, height: 0.5 })
    expect(framing.filmCrop).toEqual({ x: 0.25, y: 0.375, width: 0.5, height: 0.25 })
    expect(framing.deliveryBox).toEqual({ x: 0, y: 64, width: 256, height: 128 })
  })

  it('moves inward at the edge before it shrinks, and leaves the crop where it is', () => {
    const picture = { width: 4000, height: 4000 }
    const crop = { x: 0.25, y: 0, width: 0.5, height: 0.25 }
    const moved = frameBoard(picture, 2, { width: 256, height: 256 }, crop)
    expect(moved.modelCrop).toEqual({ x: 0.25, y: 0, width: 0.5, height: 0.5 })
    expect(moved.filmCrop).toEqual(crop)
    expect(moved.deliveryBox).toEqual({ x: 0, y: 0, width: 256, height: 128 })
    const shrunk = frameBoard({ width: 1600, height: 900 }, 16 / 9, { width: 448, height: 256 })
    expect(shrunk.modelCrop.height).toBe(1)
    expect(shrunk.modelCrop.width).toBeCloseTo((900 * 448) / 256 / 1600, 9)
  })

  it('shows the top of a 16:9 board in a 2.39 film where the crop is there, and the bottom likewise', () => {
    const picture = { width: 1920, height: 1080 }
    const height = 1920 / 2.39 / 1080
    const shown = [0, 1 - height].map(
      (y) => frameBoard(picture, 2.39, { width: 448, height: 256 }, { x: 0, y, width: 1, height }).filmCrop,
    )
    // A 7:4 frame round it is 1890 of the board's 1920 pixels wide, so the crop shrinks a little, about its own middle.
    const rows = shown.map((crop) => [crop.y * 1080, (crop.y + crop.height) * 1080].map(Math.round))
    expect(rows).toEqual([
      [6, 797],
      [283, 1074],
    ])
  })

  it('never squashes, never leaves the board, and delivers the film from where its crop is', () => {
    fc.assert(
      fc.property(pictureSize, aspect, modelSize, fc.option(cropBox), (picture, filmAspect, size, crop) => {
        const { modelCrop, filmCrop, deliveryBox } = frameBoard(picture, filmAspect, size, crop)
        expect(cropBoxSchema.safeParse(modelCrop).success).toBe(true)
        expectInside(modelCrop, { x: 0, y: 0, width: 1, height: 1 })
        expectInside(filmCrop, modelCrop)
        expect(shapeOf(modelCrop, picture) / (size.width / size.height)).toBeCloseTo(1, 6)
        expect(shapeOf(filmCrop, picture) / filmAspect).toBeCloseTo(1, 6)
        // The delivered box of the model's frame shows exactly the film's crop.
        expect(deliveryBox.x / size.width).toBeCloseTo((filmCrop.x - modelCrop.x) / modelCrop.width, 6)
        expect(deliveryBox.y / size.height).toBeCloseTo((filmCrop.y - modelCrop.y) / modelCrop.height, 6)
        expect(deliveryBox.width / size.width).toBeCloseTo(filmCrop.width / modelCrop.width, 6)
        const largest = deliveredPart(size, filmAspect)
        expect([deliveryBox.width, deliveryBox.height]).toEqual([largest.width, largest.height])
        expectInside(deliveryBox, { x: 0, y: 0, ...size })
        const asked = centredCrop(picture, filmAspect, crop ?? undefined)
        expect(filmCrop.x + filmCrop.width / 2).toBeCloseTo(asked.x + asked.width / 2, 9)
        expect(filmCrop.y + filmCrop.height / 2).toBeCloseTo(asked.y + asked.height / 2, 9)
      }),
    )
  })

  it('shows exactly the crop, wherever it is, when the board is large enough for the model’s frame round it', () => {
    fc.assert(
      fc.property(pictureSize, aspect, modelSize, cropBox, (picture, filmAspect, size, box) => {
        const crop = centredCrop(picture, filmAspect, box)
        const width = Math.max(crop.width * picture.width, crop.height * picture.height * (size.width / size.height))
        fc.pre(width <= picture.width && width * (size.height / size.width) <= picture.height)
        const { filmCrop } = frameBoard(picture, filmAspect, size, crop)
        for (const side of ['x', 'y', 'width', 'height'] as const)
          expect(Math.abs(filmCrop[side] - crop[side])).toBeLessThan(1e-9)
      }),
    )
  })

  it('has the crop in the middle to the last bit unless the board ends beside it', () => {
    fc.assert(
      fc.property(pictureSize, aspect, modelSize, cropBox, (picture, filmAspect, size, box) => {
        const middle = deliveredPart(size, filmAspect)
        expect(frameBoard(picture, filmAspect, size).deliveryBox).toEqual(middle)
        // The same crop as a user's, whose numbers went through parts of the picture.
        const usual = centredCrop(picture, filmAspect)
        expect(frameBoard(picture, filmAspect, size, usual).deliveryBox).toEqual(middle)
        const { modelCrop, deliveryBox } = frameBoard(picture, filmAspect, size, box)
        const touches = [
          modelCrop.x,
          modelCrop.y,
          1 - modelCrop.x - modelCrop.width,
          1 - modelCrop.y - modelCrop.height,
        ]
        if (Math.min(...touches) > 1e-6) expect(deliveryBox).toEqual(middle)
      }),
    )
  })
})
