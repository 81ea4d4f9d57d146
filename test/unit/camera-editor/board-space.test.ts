import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { camerasFromPath } from '../../../core/camera/cameras.ts'
import { pathFromMoves } from '../../../core/camera/moves.ts'
import type { CameraKey, CameraPath } from '../../../core/camera/path-schema.ts'
import { emptyFilm } from '../../../core/project/schema/film.ts'
import {
  anchorPose,
  isAnchorKey,
  keyAtPose,
  poseOfCamera,
  poseOfKey,
} from '../../../renderer/features/camera/model/board-space.ts'
import { withPictures } from '../../../renderer/state/shots.ts'

const size = { width: 320, height: 192 }
const path = pathFromMoves(
  [
    { name: 'orbit', amount: 30 },
    { name: 'roll', amount: 400 },
    { name: 'dolly', amount: 0.3 },
  ],
  { frames: 25 },
)

function expectSamePose(a: ReturnType<typeof poseOfCamera>, b: ReturnType<typeof poseOfCamera>): void {
  a.position.forEach((value, axis) => expect(value).toBeCloseTo(b.position[axis]!, 5))
  const dot = a.orientation.reduce((sum, value, part) => sum + value * b.orientation[part]!, 0)
  expect(Math.abs(dot)).toBeGreaterThan(1 - 1e-6)
}

describe('keys in the space of the board', () => {
  it('stand where the compiled cameras of their frames stand, whatever the anchor', () => {
    for (const anchorFrame of [0, 7, 24]) {
      const anchor = anchorPose(path, anchorFrame)
      const times = path.keys.map(({ timeFrames }) => timeFrames)
      const { cameras } = camerasFromPath(path, { size, timesInFrames: times, anchorFrame })
      path.keys.forEach((key, index) => expectSamePose(poseOfKey(key, anchor), poseOfCamera(cameras[index]!)))
    }
  })

  it('go where they are put and come back', () => {
    const number = fc.double({ min: -3, max: 3, noNaN: true })
    const position = fc.tuple(number, number, number)
    fc.assert(
      fc.property(position, fc.integer({ min: 0, max: path.keys.length - 1 }), (placed, index) => {
        const anchor = anchorPose(path, 7)
        const key = path.keys[index]!
        const pose = { position: placed, orientation: poseOfKey(path.keys[2]!, anchor).orientation }
        expectSamePose(poseOfKey(keyAtPose(key, pose, anchor), anchor), pose)
        const back = keyAtPose(key, poseOfKey(key, anchor), anchor)
        expectSamePose(poseOfKey(back, anchor), poseOfKey(key, anchor))
        // More than a turn of roll is no pose, yet it is kept.
        expect(back.rollRadians ?? 0).toBeCloseTo(key.rollRadians ?? 0, 6)
      }),
    )
  })
})

describe('isAnchorKey', () => {
  const film = withPictures(emptyFilm('T'), [
    { name: 'a.png', media: `media/${'1'.repeat(64)}.png`, width: 9, height: 9 },
  ])
  const key: CameraKey = {
    timeFrames: 0,
    position: [0, 0, 0],
    orientation: [0, 0, 0, 1],
    focalLengthMm: 24,
    easing: 'linear',
  }
  const keyed: CameraPath = { speed: 'keyed', keys: [10, 20, 30].map((timeFrames) => ({ ...key, timeFrames })) }
  const anchored = (anchorFrame: number) => ({
    ...film.shots[0]!,
    anchorFrame,
    camera: { source: 'keys' as const, path: keyed, layers: [] },
  })

  it('is the key at the anchor, or the end key that holds there', () => {
    const which = (anchorFrame: number) => [10, 20, 30].filter((time) => isAnchorKey(anchored(anchorFrame), time))
    expect([0, 10, 15, 20, 30, 40].map(which)).toEqual([[10], [10], [], [20], [30], [30]])
  })

  it('on a loop is the key of the round at the anchor, for nothing holds there', () => {
    const looped = (anchorFrame: number) => {
      const shot = anchored(anchorFrame)
      return { ...shot, camera: { ...shot.camera, path: { ...keyed, loop: { periodFrames: 40 } } } }
    }
    const which = (anchorFrame: number) => [10, 20, 30].filter((time) => isAnchorKey(looped(anchorFrame), time))
    expect([0, 10, 15, 40, 50, -10].map(which)).toEqual([[], [10], [], [], [10], [30]])
  })
})
