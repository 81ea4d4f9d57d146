import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { camerasFromPoses } from '../../../core/camera/cameras.ts'
import { parseRealEstate10k } from '../../../core/camera/formats/realestate10k.ts'
import { expandPlucker } from '../../../core/camera/plucker.ts'
import { valueOf } from '../../../core/contract/result.ts'

/* Values computed by the reference implementation of CameraCtrl in PyTorch and NumPy. */

const SIZE = { width: 576, height: 320 }
const POSE_SIZE = { width: 1280, height: 720 }

function cameras(file: string, size = SIZE) {
  const text = readFileSync(new URL(`../../fixtures/poses/${file}`, import.meta.url), 'utf8')
  return camerasFromPoses(valueOf(parseRealEstate10k(text, file)).rows, { size, poseSize: POSE_SIZE })
}

function expectClose(found: ArrayLike<number>, expected: readonly number[]): void {
  expect(found.length).toBe(expected.length)
  expected.forEach((value, index) => expect(Math.abs(found[index]! - value)).toBeLessThanOrEqual(1e-6))
}

function pixel(map: Float32Array, frame: number, y: number, x: number): number[] {
  const plane = SIZE.width * SIZE.height
  return Array.from({ length: 6 }, (_, channel) => map[(frame * 6 + channel) * plane + y * SIZE.width + x]!)
}

describe('CameraCtrl golden values, 14 frames', () => {
  const shot = cameras('0c9b371cc6225682_svd.txt')
  const map = expandPlucker(shot.cameras, SIZE, 'moment-direction')

  it('has the reference intrinsics', () => {
    expectClose(shot.boardIntrinsics, [276.060791, 276.060791, 288, 160])
    const small = cameras('0c9b371cc6225682_svd.txt', { width: 384, height: 256 })
    expectClose(small.boardIntrinsics, [218.122116, 218.122101, 192, 128])
  })

  it('has the reference relative poses, the first exactly the identity', () => {
    expect(shot.cameras[0]!.worldFromCamera).toEqual([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0])
    expectClose(
      shot.cameras[1]!.worldFromCamera,
      // prettier-ignore
      [0.999998033, -0.000271961413, 0.00198759395, -0.0103843845, 0.000272979232, 0.999999821, -0.00051184016,
        0.0081140548, -0.00198744447, 0.000512381142, 0.999997914, 0.199171975],
    )
    expectClose(
      shot.cameras[13]!.worldFromCamera,
      // prettier-ignore
      [0.995760679, -0.0141129959, 0.090893276, -1.15703237, 0.00727519579, 0.99714756, 0.0751253143,
        -0.0167035032, -0.0916942209, -0.0741455629, 0.993022919, 1.86271536],
    )
  })

  it.each([
    [0, 0, 0, [0, 0, 0, -0.669681132, -0.371527433, 0.643035471]],
    [0, 160, 288, [0, 0, 0, 0.00181118946, 0.00181118946, 0.999996781]],
    [1, 0, 0, [0.0793266743, -0.126417413, 0.0092860274, -0.668300688, -0.372039318, 0.644174695]],
    [7, 160, 288, [0.0480484739, 0.586431384, 0.00207346492, 0.007051514, -0.00411337195, 0.999966741]],
    [13, 0, 0, [0.597014725, -0.281755656, 0.368311286, -0.603151202, -0.327031493, 0.727501988]],
    [13, 319, 575, [-0.798315823, 1.97714186, -0.478147149, 0.720046401, 0.423648, 0.549595952]],
  ])('has the reference ray at frame %i, y %i, x %i', (frame, y, x, expected) => {
    expectClose(pixel(map, frame, y, x), expected)
  })

  it('has the reference sum of every channel', () => {
    const plane = SIZE.width * SIZE.height
    const sums = [0, 0, 0, 0, 0, 0]
    map.forEach((value, index) => (sums[Math.floor(index / plane) % 6]! += value))
    const expected = [28197.686392, 1265014.271657, -12679.855164, 50278.063683, 8365.904057, 2163508.554169]
    expected.forEach((sum, channel) => expect(Math.abs(sums[channel]! / sum - 1)).toBeLessThanOrEqual(1e-6))
  })
})

describe('CameraCtrl golden values, 25 frames', () => {
  it('has the reference pose and ray', () => {
    const shot = cameras('0c9b371cc6225682_svdxt.txt')
    const [, , , x, , , , y, , , , z] = shot.cameras[1]!.worldFromCamera
    expectClose([x!, y!, z!], [-0.028364189, 0.0103002125, 0.125418365])
    const map = expandPlucker(shot.cameras, SIZE, 'moment-direction')
    expect(map.length).toBe(25 * 6 * SIZE.width * SIZE.height)
    const expected = [-0.985889614, 2.01689053, -0.535336971, 0.714803576, 0.483513057, 0.50524348]
    expectClose(pixel(map, 24, 319, 575), expected)
  })
})
