import { expect, test } from 'vitest'
import type { Camera } from '../../../core/contract/generation.ts'
import { chooseSize } from '../../../main/services/models/model-size.ts'
import { beyondTrainedRange, cameraRange, type CameraRange } from '../../../main/services/takes/trained-range.ts'

/** A camera turned about the vertical axis, at x, y, z. */
function camera(degrees: number, x: number, y: number, z: number): Camera {
  const [sine, cosine] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)]
  const worldFromCamera = [cosine, 0, sine, x, 0, 1, 0, y, -sine, 0, cosine, z]
  return { worldFromCamera, intrinsics: [100, 100, 64, 32] }
}

test('the farthest turn and the farthest place count, each for itself', () => {
  const range = cameraRange([camera(0, 0, 0, 0), camera(-40, 0.1, 0, 0), camera(10, 2, -3, 6)], 128)
  expect(range.maxRotationDegrees).toBeCloseTo(40, 9)
  expect(range.maxTranslation).toBeCloseTo(7, 12)
  expect(cameraRange([camera(0, 0, 0, 0)], 128)).toMatchObject({ maxRotationDegrees: 0, maxTranslation: 0 })
  expect(cameraRange([camera(180, 0, 0, 0)], 128).maxRotationDegrees).toBeCloseTo(180, 5)
})

test('a lens half as long as the picture is wide sees 90 degrees, one 3.8 times as long 15', () => {
  const zoom = [64, 128, 128 * 3.797877].map((fx) => ({ ...camera(0, 0, 0, 0), intrinsics: [fx, 1, 64, 32] }))
  const { minFovXDegrees, maxFovXDegrees } = cameraRange(zoom, 128)
  expect([minFovXDegrees, maxFovXDegrees]).toEqual([expect.closeTo(15, 4), expect.closeTo(90, 9)])
})

test('what goes beyond the trained range is named', () => {
  const trained = { maxRotationDegrees: 30, maxTranslation: 0.5, minFovXDegrees: 30, maxFovXDegrees: 90 }
  const beyond = (range: Partial<CameraRange>): readonly string[] =>
    beyondTrainedRange({ ...trained, ...range }, trained)
  expect(beyond({})).toEqual([])
  expect(beyond({ maxRotationDegrees: 31 })).toEqual(['rotation'])
  expect(beyond({ maxTranslation: 0.6 })).toEqual(['translation'])
  expect(beyond({ maxFovXDegrees: 91, minFovXDegrees: 60 })).toEqual(['lens'])
  expect(beyond({ maxFovXDegrees: 60, minFovXDegrees: 29 })).toEqual(['lens'])
  expect(beyond({ maxFovXDegrees: 90 + 1e-5, minFovXDegrees: 30 - 1e-5 })).toEqual([])
})

test('a size is the listed one of the picture’s shape, or the one asked for if the pack can make it', () => {
  const wide = { width: 448, height: 256 }
  const square = { width: 256, height: 256 }
  const pack = { sizes: [wide, square], sizeMultiple: 64 }
  expect(chooseSize(null, { width: 4000, height: 2250 }, pack)).toEqual(wide)
  expect(chooseSize(null, { width: 900, height: 1000 }, pack)).toEqual(square)
  expect(chooseSize({ width: 64, height: 640 }, wide, pack)).toEqual({ width: 64, height: 640 })
  expect(() => chooseSize({ width: 450, height: 20 }, wide, pack)).toThrow(
    expect.objectContaining({ code: 'inference.size', details: expect.objectContaining({ suggestion: '448x64' }) }),
  )
})
