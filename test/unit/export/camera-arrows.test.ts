import fc from 'fast-check'
import { expect, test } from 'vitest'
import { camerasFromPath } from '../../../core/camera/cameras.ts'
import { pixelIntrinsics, wholeLensFrame } from '../../../core/camera/intrinsics.ts'
import type { CameraKey } from '../../../core/camera/path-schema.ts'
import { cameraArrows, type BoardPoint } from '../../../core/export/camera-arrows.ts'
import { quaternionAboutAxis } from '../../../core/math/quaternion.ts'

const size = { width: 640, height: 360 }
const frameBox = { x: 0, y: 0, ...size }
const focalLengthMm = 24
const still: CameraKey = {
  timeFrames: 0,
  position: [0, 0, 0],
  orientation: [0, 0, 0, 1],
  focalLengthMm,
  easing: 'linear',
}
const halfFov = Math.atan(24.89 / 2 / focalLengthMm)

type End = Partial<Omit<CameraKey, 'orientation'>> & { readonly orientation?: readonly number[] }

function arrowsTo(last: End, box = frameBox) {
  const end = { ...still, timeFrames: 10, ...last } as CameraKey
  const path = { keys: [still, end], speed: 'keyed' as const }
  const { cameras } = camerasFromPath(path, { size, timesInFrames: Array.from({ length: 11 }, (_, i) => i) })
  return cameraArrows({ cameras, boardIntrinsics: pixelIntrinsics(focalLengthMm, wholeLensFrame(size)), frameBox: box })
}

/** Rounding of cameras to float32. */
function expectPoints(found: readonly BoardPoint[], wanted: readonly BoardPoint[]): void {
  expect(found.length).toBe(wanted.length)
  found.flat().forEach((value, index) => expect(value).toBeCloseTo(wanted.flat()[index]!, 5))
}

const wholeFrame: readonly BoardPoint[] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
]

test('a camera that holds frames the whole board, first and last', () => {
  const { start, end, path } = arrowsTo({})
  expectPoints(start.corners, wholeFrame)
  expectPoints(end.corners, wholeFrame)
  expectPoints(
    path,
    Array.from({ length: 11 }, () => [0.5, 0.5] as const),
  )
})

test('a pan to the right by half the field of view ends with its middle on the right edge of the board', () => {
  const { end, path } = arrowsTo({ orientation: quaternionAboutAxis([0, 1, 0], -halfFov) })
  expect(end.centre![0]).toBeCloseTo(1, 5)
  expect(end.centre![1]).toBeCloseTo(0.5, 5)
  // The left edge of that frame looks straight ahead.
  expect(end.corners[0]![0]).toBeCloseTo(0.5, 5)
  expect(end.corners[3]![0]).toBeCloseTo(0.5, 5)
  expect(path.every(([x], index) => index === 0 || x > path[index - 1]![0])).toBe(true)
})

test('up is up: a tilt up and a pedestal up end higher on the board', () => {
  const tilted = arrowsTo({ orientation: quaternionAboutAxis([1, 0, 0], 0.2) })
  const raised = arrowsTo({ position: [0, 0.2, 0] })
  expect(tilted.end.centre![1]).toBeLessThan(0.4)
  expect(raised.end.centre![1]).toBeLessThan(0.4)
})

test('a dolly in by a part of the subject’s distance frames the rest of it; a zoom the quotient of the lenses', () => {
  const quarter: readonly BoardPoint[] = [
    [0.25, 0.25],
    [0.75, 0.25],
    [0.75, 0.75],
    [0.25, 0.75],
  ]
  expectPoints(arrowsTo({ position: [0, 0, -0.5] }).end.corners, quarter)
  expectPoints(arrowsTo({ focalLengthMm: 2 * focalLengthMm }).end.corners, quarter)
})

test('a truck shifts the frame by its length over what the frame is wide at the subject', () => {
  const { end } = arrowsTo({ position: [-0.3, 0, 0] })
  const shift = 0.3 / (24.89 / focalLengthMm)
  expectPoints(
    end.corners,
    wholeFrame.map(([x, y]) => [x - shift, y]),
  )
})

test('a clockwise roll turns the frame clockwise about its middle', () => {
  const { end } = arrowsTo({ rollRadians: Math.PI / 2 })
  expect(end.centre![0]).toBeCloseTo(0.5, 5)
  // Its upper left corner comes to the right of the upper edge.
  const [x, y] = end.corners[0]!
  expect(x).toBeGreaterThan(0.5)
  expect(y).toBeLessThan(0)
})

test('a camera that turns away leaves the board: less of its frame, then nothing', () => {
  const turned = (radians: number) => arrowsTo({ orientation: quaternionAboutAxis([0, 1, 0], radians) }).end
  expect(turned(1.2).corners.length).toBeGreaterThan(2)
  expect(turned(Math.PI)).toEqual({ corners: [], centre: null })
})

test('a camera that passes the subject still has its frames before it', () => {
  const { end } = arrowsTo({ position: [0, 0, -1.75] })
  const side = 0.25 / 2
  expectPoints(end.corners, [
    [0.5 - side / 2, 0.5 - side / 2],
    [0.5 + side / 2, 0.5 - side / 2],
    [0.5 + side / 2, 0.5 + side / 2],
    [0.5 - side / 2, 0.5 + side / 2],
  ])
})

test('whatever turns, every corner is where a pinhole camera sees that ray', () => {
  // Far enough from edge-on that a corner keeps its digits.
  const angle = fc.double({ min: -0.4, max: 0.4, noNaN: true })
  fc.assert(
    fc.property(angle, angle, fc.double({ min: 20, max: 100, noNaN: true }), (pan, tilt, lens) => {
      const turn = quaternionAboutAxis([0, 1, 0], pan)
      const orientation = turned(turn, quaternionAboutAxis([1, 0, 0], tilt))
      const { end } = arrowsTo({ orientation, focalLengthMm: lens })
      const halfWidth = 24.89 / 2 / lens
      const halfHeight = (halfWidth * size.height) / size.width
      const wanted = [
        [-halfWidth, halfHeight],
        [halfWidth, halfHeight],
        [halfWidth, -halfHeight],
        [-halfWidth, -halfHeight],
      ].map(([x, y]) => seenByBoard(x!, y!, pan, tilt))
      end.corners.forEach(([x, y], index) => {
        expect(x).toBeCloseTo(wanted[index]![0], 2)
        expect(y).toBeCloseTo(wanted[index]![1], 2)
      })
    }),
    { numRuns: 100 },
  )
})

/** By the sines and cosines of the turn itself: y up, looking along −z, then the board's own lens. */
function seenByBoard(x: number, y: number, pan: number, tilt: number): BoardPoint {
  const up = y * Math.cos(tilt) + Math.sin(tilt)
  const back = y * Math.sin(tilt) - Math.cos(tilt)
  const right = x * Math.cos(pan) + back * Math.sin(pan)
  const away = -(-x * Math.sin(pan) + back * Math.cos(pan))
  const widths = focalLengthMm / 24.89
  return [0.5 + (widths * right) / away, 0.5 - (widths * (up / away) * size.width) / size.height]
}

function turned(a: readonly number[], b: readonly number[]): [number, number, number, number] {
  const [ax, ay, az, aw] = a as [number, number, number, number]
  const [bx, by, bz, bw] = b as [number, number, number, number]
  return [
    aw * bx + ax * bw + ay * bz - az * by,
    aw * by - ax * bz + ay * bw + az * bx,
    aw * bz + ax * by - ay * bx + az * bw,
    aw * bw - ax * bx - ay * by - az * bz,
  ]
}
