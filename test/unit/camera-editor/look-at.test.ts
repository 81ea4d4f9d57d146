import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loopedPath } from '../../../core/camera/loop.ts'
import { evaluatePath } from '../../../core/camera/path.ts'
import { pathFromMoves } from '../../../core/camera/moves.ts'
import { conjugateQuaternion, rotateVector } from '../../../core/math/quaternion.ts'
import { subtractVectors, vectorLength, type Vector3 } from '../../../core/math/vector3.ts'
import { emptyFilm } from '../../../core/project/schema/film.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { anchorPose, poseOfKey, type BoardPose } from '../../../renderer/features/camera/model/board-space.ts'
import { lookingAt, pathLookingAt } from '../../../renderer/features/camera/model/look-at.ts'
import { anglesFromOrientation, orientationFromAngles } from '../../../renderer/features/camera/model/pose-angles.ts'
import { withPictures } from '../../../renderer/state/shots.ts'

const number = fc.double({ min: -3, max: 3, noNaN: true })
const place = fc.tuple(number, number, number)
const degrees = fc.double({ min: -80, max: 80, noNaN: true })
const pose = fc
  .record({ position: place, panDegrees: degrees, tiltDegrees: degrees, rollDegrees: degrees })
  .map(({ position, ...angles }): BoardPose => ({ position, orientation: orientationFromAngles(angles) }))

/** Where a camera has the point: right, up, back, as parts of its distance. */
function seen({ position, orientation }: BoardPose, point: Vector3): Vector3 {
  const toward = subtractVectors(point, position)
  const [x, y, z] = rotateVector(conjugateQuaternion(orientation), toward)
  const length = vectorLength(toward)
  return [x / length, y / length, z / length]
}

describe('lookingAt', () => {
  it('has the point in the middle, from the same place, as rolled as before', () => {
    fc.assert(
      fc.property(pose, place, (camera, point) => {
        fc.pre(vectorLength(subtractVectors(point, camera.position)) > 0.01)
        const turned = lookingAt(camera, point)
        const [x, y, z] = seen(turned, point)
        expect(x).toBeCloseTo(0, 6)
        expect(y).toBeCloseTo(0, 6)
        expect(z).toBeCloseTo(-1, 6)
        expect(turned.position).toEqual(camera.position)
        const straight = Math.abs(anglesFromOrientation(turned.orientation).tiltDegrees) > 89
        if (!straight) {
          const before = anglesFromOrientation(camera.orientation).rollDegrees
          expect(anglesFromOrientation(turned.orientation, before).rollDegrees).toBeCloseTo(before, 5)
        }
      }),
    )
  })

  it('leaves a camera that stands at the point as it is', () => {
    const camera: BoardPose = { position: [1, 2, 3], orientation: [0, 0, 0, 1] }
    expect(lookingAt(camera, [1, 2, 3])).toBe(camera)
  })
})

describe('pathLookingAt', () => {
  const film = withPictures(emptyFilm('T'), [
    { name: 'a.png', media: `media/${'1'.repeat(64)}.png`, width: 9, height: 9 },
  ])
  const path = pathFromMoves([{ name: 'orbit', amount: 40 }], { frames: 49 })
  const times = path.keys.map(({ timeFrames }) => timeFrames)
  const shot = (anchorFrame: number): Shot => ({
    ...film.shots[0]!,
    anchorFrame,
    camera: { source: 'keys', path, layers: [] },
  })

  it('turns every key but the board’s own camera, whose view stays, wherever the anchor lies', () => {
    const anchors = fc.integer({ min: 0, max: 60 })
    const points = fc.tuple(number, number, fc.double({ min: -6, max: -4, noNaN: true }))
    fc.assert(
      fc.property(anchors, points, (anchorFrame, point) => {
        const turned = pathLookingAt(shot(anchorFrame), path, times, point)!
        const anchor = anchorPose(turned, anchorFrame)
        const before = evaluatePath(path, [anchorFrame])[0]!
        before.position.forEach((value, axis) => expect(anchor.position[axis]).toBeCloseTo(value, 9))
        const dot = before.orientation.reduce((sum, value, part) => sum + value * anchor.orientation[part]!, 0)
        expect(Math.abs(dot)).toBeCloseTo(1, 9)
        const held = Math.min(times.at(-1)!, anchorFrame)
        for (const key of turned.keys) {
          if (key.timeFrames === held) continue
          expect(seen(poseOfKey(key, anchor), point)[2]).toBeCloseTo(-1, 5)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('keeps the board’s view of a loop, also after the last of its keys', () => {
    const loop = loopedPath(pathFromMoves([{ name: 'truck', amount: 0.5 }], { frames: 48 }), 48)
    const looped = { ...shot(40), camera: { source: 'keys' as const, path: loop, layers: [] } }
    const turned = pathLookingAt(
      looped,
      loop,
      loop.keys.map(({ timeFrames }) => timeFrames),
      [2, 1, -5],
    )!
    const [before, after] = [loop, turned].map((each) => anchorPose(each, 40))
    before!.position.forEach((value, axis) => expect(after!.position[axis]).toBeCloseTo(value, 9))
    before!.orientation.forEach((value, part) => expect(after!.orientation[part]).toBeCloseTo(value, 9))
    for (const key of turned.keys.filter(({ timeFrames }) => timeFrames !== 40))
      expect(seen(poseOfKey(key, after!), [2, 1, -5])[2]).toBeCloseTo(-1, 5)
  })

  it('is null where only the board’s camera was meant', () => {
    expect(pathLookingAt(shot(0), path, [0], [0, 0, -5])).toBeNull()
    const still = { ...path, keys: path.keys.slice(0, 1) }
    expect(pathLookingAt(shot(0), still, [0], [0, 0, -5])).toBeNull()
  })
})
