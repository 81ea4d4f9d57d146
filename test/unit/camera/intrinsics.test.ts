import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  DEFAULT_FOCAL_LENGTH_MM,
  degreesFromRadians,
  focalLengthFromFovXDegrees,
  focalLengthFromFovYRadians,
  fovXRadiansFromFocalLength,
  fovYRadiansFromFocalLength,
  pixelIntrinsics,
  wholeLensFrame,
} from '../../../core/camera/intrinsics.ts'

const HD = { width: 1920, height: 1080 }

describe('intrinsics', () => {
  it('sees 55° across through the default lens, to a fifth of a degree', () => {
    const fov = degreesFromRadians(fovXRadiansFromFocalLength(DEFAULT_FOCAL_LENGTH_MM))
    expect(Math.abs(fov - 55)).toBeLessThan(0.2)
    expect(focalLengthFromFovXDegrees(90)).toBeCloseTo(24.89 / 2, 12)
  })

  it('goes from lens to field of view and back, across and up', () => {
    fc.assert(
      fc.property(fc.double({ min: 4, max: 600, noNaN: true }), (focalLengthMm) => {
        const across = fovXRadiansFromFocalLength(focalLengthMm)
        expect(across).toBeCloseTo(2 * Math.atan(24.89 / 2 / focalLengthMm), 12)
        expect(focalLengthFromFovXDegrees(degreesFromRadians(across)) / focalLengthMm).toBeCloseTo(1, 12)
        const up = fovYRadiansFromFocalLength(focalLengthMm, HD)
        expect(Math.tan(up / 2) / Math.tan(across / 2)).toBeCloseTo(1080 / 1920, 12)
        expect(focalLengthFromFovYRadians(up, HD) / focalLengthMm).toBeCloseTo(1, 12)
      }),
    )
  })

  it('puts half the field of view at the edge of the frame, in float32', () => {
    const [fx, fy, cx, cy] = pixelIntrinsics(24, wholeLensFrame({ width: 448, height: 256 }))
    expect(Math.atan(cx / fx)).toBeCloseTo(fovXRadiansFromFocalLength(24) / 2, 6)
    expect([fy, cx, cy]).toEqual([fx, 224, 128])
    expect(Math.fround(fx)).toBe(fx)
  })

  it('fits the lens to a part of the frame, and has its axis in the middle of it', () => {
    const [fx, fy, cx, cy] = pixelIntrinsics(24, { widthPixels: 320 * (4 / 3), centre: [213.4, 160] })
    expect(fx / (320 * (4 / 3))).toBeCloseTo(24 / 24.89, 6)
    expect([fy, cx, cy]).toEqual([fx, Math.fround(213.4), 160])
  })
})
