import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Camera } from '../../../core/contract/generation.ts'
import {
  deliveryCamera,
  deliveryOf,
  deliverySize,
  modelPart,
  partInFilm,
  pictureSize,
  qualityOf,
  type Delivery,
  type Quality,
} from '../../../core/framing/delivery.ts'
import { deliveredPart, type FrameSize } from '../../../core/framing/framing.ts'

const wide = { width: 448, height: 256 }
const steps = { draft: 3, standard: 8, fine: 12 }
const qualities = ['draft', 'standard', 'fine'] as const

function deliveryInMiddle(format: FrameSize, size: FrameSize, quality: Quality): Delivery {
  return deliveryOf(format, { size, deliveryBox: deliveredPart(size, format.width / format.height) }, quality)
}

describe('the size of delivered frames', () => {
  it.each([
    [1280, 720, 1280, 720],
    [1920, 1080, 1280, 720],
    [3840, 2160, 1280, 720],
    [1998, 1080, 1280, 692],
    [2048, 858, 1280, 536],
    [1440, 1080, 960, 720],
    [1080, 1080, 720, 720],
    [1080, 1920, 720, 1280],
    [1080, 1350, 720, 900],
  ])('of a %i×%i film is %i×%i', (width, height, outWidth, outHeight) => {
    for (const quality of ['standard', 'fine'] as const) {
      expect(deliverySize({ width, height }, wide, quality)).toEqual({ width: outWidth, height: outHeight })
    }
  })

  it('is the film’s own where that is smaller', () => {
    expect(deliverySize({ width: 640, height: 360 }, wide, 'fine')).toEqual({ width: 640, height: 360 })
    expect(deliverySize({ width: 641, height: 361 }, wide, 'fine')).toEqual({ width: 640, height: 360 })
    expect(deliverySize({ width: 320, height: 180 }, wide, 'draft')).toEqual({ width: 320, height: 180 })
  })

  it('of a draft is what the model makes of the film’s frame', () => {
    expect(deliverySize({ width: 1920, height: 1080 }, wide, 'draft')).toEqual({ width: 448, height: 252 })
    expect(deliverySize({ width: 1080, height: 1920 }, { width: 256, height: 448 }, 'draft')).toEqual({
      width: 252,
      height: 448,
    })
  })

  it('never throws away what a larger model makes', () => {
    const size = { width: 1920, height: 1088 }
    expect(deliverySize({ width: 3840, height: 2160 }, size, 'standard')).toEqual({ width: 1920, height: 1080 })
  })

  it('is even, inside the film’s format and in its shape', () => {
    const side = fc.integer({ min: 16, max: 4096 })
    const modelSide = fc.integer({ min: 2, max: 64 }).map((blocks) => blocks * 32)
    fc.assert(
      fc.property(side, side, modelSide, modelSide, fc.constantFrom(...qualities), (w, h, mw, mh, quality) => {
        fc.pre(w / h < 4 && h / w < 4)
        const { width, height } = deliverySize({ width: w, height: h }, { width: mw, height: mh }, quality)
        expect([width % 2, height % 2]).toEqual([0, 0])
        expect(width).toBeLessThanOrEqual(w)
        expect(height).toBeLessThanOrEqual(h)
        // Each side is at most a pixel beside the exact one, and an odd format loses a pixel more.
        expect(Math.abs(width - (height * w) / h)).toBeLessThanOrEqual(2 + (2 * w) / h)
      }),
    )
  })
})

it('tells a take’s quality by its steps', () => {
  expect([1, 3, 4, 8, 11, 12, 40].map((count) => qualityOf(count, steps))).toEqual([
    'draft',
    'draft',
    'standard',
    'standard',
    'standard',
    'fine',
    'fine',
  ])
})

describe('a camera on the delivered frame', () => {
  const camera: Camera = {
    worldFromCamera: [1, 0, 0, 0.5, 0, 1, 0, 0, 0, 0, 1, -2],
    intrinsics: [432, 432, 224, 128],
  }

  it('keeps its pose, and its principal point in the middle', () => {
    const delivered = deliveryCamera(camera, deliveryInMiddle({ width: 1920, height: 1080 }, wide, 'fine'))
    expect(delivered.worldFromCamera).toEqual(camera.worldFromCamera)
    expect(delivered.intrinsics[2]).toBe(640)
    expect(delivered.intrinsics[3]).toBe(360)
    expect(delivered.intrinsics[0]).toBeCloseTo((432 * 1280) / 448, 3)
    expect(delivered.intrinsics[1]).toBeCloseTo((432 * 720) / 252, 3)
  })

  it('sees a point where the cut-out and scaled frame of the model shows it', () => {
    const box = { x: 0, y: 3.5, width: 448, height: (448 * 858) / 2048 }
    const delivery = deliveryOf({ width: 2048, height: 858 }, { size: wide, deliveryBox: box }, 'standard')
    expect(delivery.box).toEqual(box)
    const off: Camera = { ...camera, intrinsics: [400, 410, 230, 120] }
    const place = (intrinsics: readonly number[], x: number, y: number): [number, number] => [
      intrinsics[0]! * x + intrinsics[2]!,
      intrinsics[1]! * y + intrinsics[3]!,
    ]
    const { intrinsics } = deliveryCamera(off, delivery)
    for (const [x, y] of [
      [0, 0],
      [-0.4, 0.2],
      [0.5, -0.2],
    ] as const) {
      const [modelX, modelY] = place(off.intrinsics, x, y)
      const [left, top] = place(intrinsics, x, y)
      expect(left).toBeCloseTo(((modelX - delivery.box.x) / delivery.box.width) * delivery.size.width, 3)
      expect(top).toBeCloseTo(((modelY - delivery.box.y) / delivery.box.height) * delivery.size.height, 3)
    }
    for (const value of intrinsics) expect(Math.fround(value)).toBe(value)
  })
})

describe('the picture that a board is drawn from', () => {
  const hd = deliveryInMiddle({ width: 1920, height: 1080 }, wide, 'fine')
  const whole = { x: 0, y: 0, width: 1, height: 1 }

  it('is half as large again as what is delivered of it', () => {
    expect(pictureSize(whole, { width: 7168, height: 4096 }, wide, hd)).toEqual({ width: 1920, height: 1097 })
    const small = deliveryInMiddle({ width: 640, height: 360 }, wide, 'fine')
    expect(pictureSize(whole, { width: 7168, height: 4096 }, wide, small)).toEqual({ width: 960, height: 549 })
  })

  it('is not blown up where the board has less', () => {
    expect(pictureSize(whole, { width: 1400, height: 800 }, wide, hd)).toEqual({ width: 1400, height: 800 })
    expect(pictureSize({ ...whole, width: 0.5, height: 0.5 }, { width: 1400, height: 800 }, wide, hd)).toEqual({
      width: 700,
      height: 400,
    })
  })

  it('has at least the model’s own pixels', () => {
    expect(pictureSize(whole, { width: 140, height: 80 }, wide, hd)).toEqual(wide)
    const large = { width: 2560, height: 1472 }
    expect(
      pictureSize(
        whole,
        { width: 9000, height: 5175 },
        large,
        deliveryInMiddle({ width: 320, height: 180 }, large, 'fine'),
      ),
    ).toEqual(large)
  })
})

describe('the part of a take that the film shows', () => {
  const spec = { size: wide, delivery: deliveryInMiddle({ width: 2048, height: 858 }, wide, 'fine') }

  it('is all of frames that were delivered in the film’s shape', () => {
    const side = fc.integer({ min: 64, max: 4096 })
    fc.assert(
      fc.property(side, side, fc.constantFrom(...qualities), (width, height, quality) => {
        fc.pre(width / height < 3 && height / width < 3)
        const frame = deliverySize({ width, height }, wide, quality)
        expect(partInFilm(frame, width / height)).toEqual({ x: 0, y: 0, ...frame })
      }),
    )
    expect(modelPart(spec, { x: 0, y: 0, ...spec.delivery.size })).toEqual(spec.delivery.box)
  })

  it('is centred in frames of another shape, and the model’s part goes with it', () => {
    const { size, box } = spec.delivery
    const part = partInFilm(size, 1)
    expect(part).toEqual({ x: (size.width - size.height) / 2, y: 0, width: size.height, height: size.height })
    const inModel = modelPart(spec, part)
    expect((inModel.x - box.x) / box.width).toBeCloseTo(part.x / size.width, 9)
    expect(inModel.width / box.width).toBeCloseTo(part.width / size.width, 9)
    expect([inModel.y, inModel.height]).toEqual([box.y, box.height])
  })

  it('is cut out of the model’s frames where a take has no size of its own', () => {
    const part = partInFilm(wide, 16 / 9)
    expect(part).toEqual({ x: 0, y: 2, width: 448, height: 252 })
    expect(modelPart({ size: wide }, part)).toEqual(part)
  })
})
