import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { camerasFromPath, camerasFromPoses } from '../../../core/camera/cameras.ts'
import { parseRealEstate10k } from '../../../core/camera/formats/realestate10k.ts'
import { parseMove } from '../../../core/camera/move-names.ts'
import { pathFromMoves } from '../../../core/camera/moves.ts'
import type { PoseRow } from '../../../core/camera/pose-row.ts'
import { resamplePoses } from '../../../core/camera/resample.ts'
import { cameraSchema, type Camera } from '../../../core/contract/generation.ts'
import { valueOf } from '../../../core/contract/result.ts'
import { invertMatrix, rigidMatrix } from '../../../core/math/matrix4.ts'
import { quaternionAboutAxis } from '../../../core/math/quaternion.ts'

const SIZE = { width: 448, height: 256 }
const IDENTITY = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]
const text = readFileSync(new URL('../../fixtures/poses/0bf152ef84195293_svd.txt', import.meta.url), 'utf8')
const { rows } = valueOf(parseRealEstate10k(text, 'poses.txt'))

function expectContract(cameras: readonly Camera[]): void {
  for (const camera of cameras) {
    expect(cameraSchema.parse(camera)).toEqual(camera)
    const numbers = [...camera.worldFromCamera, ...camera.intrinsics]
    numbers.forEach((value) => expect(Math.fround(value)).toBe(value))
  }
}

/** A row whose camera stands at x along a turn about y, times in milliseconds. */
function rowAt(milliseconds: number, x: number, turn: number, focalX = 0.5): PoseRow {
  const pose = invertMatrix(rigidMatrix([x, 0, 0], quaternionAboutAxis([0, 1, 0], turn)))!
  return {
    timestampMicroseconds: milliseconds * 1000,
    focalX,
    focalY: 0.9,
    centreX: 0.5,
    centreY: 0.5,
    unused: [0, 0],
    cameraFromWorld: Array.from(pose.subarray(0, 12)),
  }
}

const placeOf = (row: PoseRow) => camerasFromPoses([rowAt(0, 0, 0), row], { size: SIZE }).cameras[1]!.worldFromCamera

describe('camerasFromPath', () => {
  it('is exactly the board camera at the anchor frame, wherever that is', () => {
    const path = pathFromMoves(valueOf(parseMove('orbit:40+dolly:0.3+roll:5+zoom:1.5')), { frames: 17 })
    fc.assert(
      fc.property(fc.double({ min: 0, max: 16, noNaN: true }), (anchorFrame) => {
        const shot = camerasFromPath(path, { size: SIZE, anchorFrame, timesInFrames: [0, anchorFrame, 16] })
        expect(shot.cameras[1]).toEqual({ worldFromCamera: IDENTITY, intrinsics: shot.boardIntrinsics })
        expectContract(shot.cameras)
      }),
    )
  })

  it('does not depend on where the whole path stands', () => {
    const path = pathFromMoves(valueOf(parseMove('truck:0.4+pan:20')), { frames: 9 })
    const anchored = camerasFromPath(path, { size: SIZE, anchorFrame: 8, timesInFrames: [0] }).cameras[0]!
    const [x, , z] = [3, 7, 11].map((i) => anchored.worldFromCamera[i]!)
    // Back from 0.4 to the right, seen by a camera that has panned 20° to the right.
    expect(x).toBeCloseTo(-0.4 * Math.cos((20 * Math.PI) / 180), 6)
    expect(z).toBeCloseTo(-0.4 * Math.sin((20 * Math.PI) / 180), 6)
  })
})

describe('camerasFromPoses', () => {
  it('divides distances, and nothing else, by the subject distance', () => {
    const near = camerasFromPoses(rows, { size: SIZE }).cameras
    const far = camerasFromPoses(rows, { size: SIZE, subjectDistance: 4 }).cameras
    expectContract(near)
    far.forEach((camera, frame) =>
      camera.worldFromCamera.forEach((value, i) => {
        expect(value).toBe(near[frame]!.worldFromCamera[i]! / (i % 4 === 3 ? 4 : 1))
      }),
    )
  })

  it('fits the lens to the height when the poses are wider, to the width when they are not', () => {
    const lens = (size: { width: number; height: number }, poseSize?: { width: number; height: number }) =>
      camerasFromPoses(rows, { size, ...(poseSize ? { poseSize } : {}) }).boardIntrinsics
    const [wideX, wideY, cx, cy] = lens({ width: 256, height: 256 }, { width: 1280, height: 720 })
    expect([wideX, wideY]).toEqual([expect.closeTo(256 * 0.844111024, 3), expect.closeTo(256 * 0.844111024, 3)])
    expect([cx, cy]).toEqual([128, 128])
    const [narrowX, narrowY] = lens({ width: 512, height: 256 }, { width: 1280, height: 720 })
    expect([narrowX, narrowY]).toEqual([expect.closeTo(512 * 0.474812461, 3), expect.closeTo(512 * 0.474812461, 3)])
    lens(SIZE).forEach((value, i) => expect(value).toBeCloseTo(lens(SIZE, { width: 1280, height: 720 })[i]!, 4))
  })

  it('holds still exactly where the poses repeat', () => {
    const still = camerasFromPoses([rows[3]!, { ...rows[3]! }, rows[3]!], { size: SIZE }).cameras
    still.forEach((camera) => expect(camera.worldFromCamera).toEqual(IDENTITY))
  })
})

describe('cameras that no number can tell', () => {
  const far = (x: number, subjectDistance = 1) =>
    camerasFromPoses([rowAt(0, 0, 0), rowAt(1, x, 0)], { size: SIZE, subjectDistance })

  it('are refused by their place in the path', () => {
    const refusal = expect.objectContaining({ code: 'camera.too-far', details: { camera: 2 } })
    expect(() => far(1e39)).toThrow(refusal)
    expect(() => far(1, 1e-300)).toThrow(refusal)
    expectContract(far(1e38).cameras)
  })

  it.each(['zoom:20', 'zoom:0.05'])('are refused when many of %s pile up', (move) => {
    const moves = valueOf(parseMove(Array.from({ length: 300 }, () => move).join('+')))
    const path = pathFromMoves(moves, { frames: 3 })
    expect(() => camerasFromPath(path, { size: SIZE, timesInFrames: [0, 1, 2] })).toThrow('camera.too-far')
  })
})

describe('resamplePoses', () => {
  it('keeps as many rows as frames as they are, and row times exact', () => {
    expect(resamplePoses(rows, rows.length)).toEqual(rows)
    const irregular = [rowAt(0, 0, 0), rowAt(100, 1, 0.1), rowAt(400, 2, 0.2)]
    const five = resamplePoses(irregular, 5)
    expect([five[0], five[1], five[4]]).toEqual(irregular)
  })

  it('follows irregular timestamps at constant speed', () => {
    const track = [0, 30, 100, 110, 400].map((t) => rowAt(t, t / 100, t / 1000))
    resamplePoses(track, 9).forEach((row, frame) => {
      const time = frame * 50
      const place = placeOf(row)
      expect(place[3]).toBeCloseTo(time / 100, 6)
      expect(place[2]).toBeCloseTo(Math.sin(time / 1000), 6)
      expect(row.timestampMicroseconds).toBeCloseTo(time * 1000, 3)
    })
  })

  it('evaluates between film frames and stays inside neighbouring values', () => {
    const track = [rowAt(0, 0, 0, 0.5), rowAt(100, 1, 0, 0.5), rowAt(200, 1, 0, 0.8)]
    const between = resamplePoses(track, 3, [0.5, 1.25, 1.5, 1.9, 7])
    between.slice(1).forEach((row) => expect(placeOf(row)[3]).toBeCloseTo(1, 6))
    expect(between[0]!.focalX).toBe(0.5)
    between.forEach((row) => expect(row.focalX).toBeGreaterThanOrEqual(0.5))
    expect(between[4]).toEqual(track[2])
  })

  it('gives one frame the first pose, and one pose to all frames', () => {
    expect(resamplePoses(rows, 1)).toEqual([rows[0]])
    expect(resamplePoses([rows[2]!], 3)).toEqual([rows[2], rows[2], rows[2]])
  })
})
