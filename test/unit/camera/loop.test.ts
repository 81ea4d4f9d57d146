import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endedPath, loopedPath } from '../../../core/camera/loop.ts'
import type { Move } from '../../../core/camera/move-names.ts'
import { pathFromMoves } from '../../../core/camera/moves.ts'
import { evaluatePath, type CameraPose } from '../../../core/camera/path.ts'
import { cameraPathSchema, type CameraPath, type Easing } from '../../../core/camera/path-schema.ts'
import { dotQuaternions, rotateVector } from '../../../core/math/quaternion.ts'

const frames = fc.integer({ min: 12, max: 240 })
const move = fc.constantFrom<Move>(
  { name: 'dolly', amount: 0.3 },
  { name: 'truck', amount: -0.2 },
  { name: 'orbit', amount: 35 },
  { name: 'orbit', amount: 360 },
  { name: 'pan', amount: 50 },
  { name: 'pan', amount: -360 },
  { name: 'roll', amount: 360 },
  { name: 'roll', amount: 20 },
  { name: 'zoom', amount: 1.5 },
  { name: 'dolly-zoom', amount: 1.4 },
  { name: 'handheld', amount: 0.5 },
)
const speed = fc.constantFrom<CameraPath['speed']>('keyed', 'constant')
const easing = fc.constantFrom('linear', 'ease-in', 'ease-out', 'ease-in-out' as const)

/** How far a picture moves between two cameras: of the place, of where it looks and what is up, of the lens. */
function distance(a: CameraPose, b: CameraPose): number {
  const far = (u: readonly number[], v: readonly number[]): number => Math.hypot(...u.map((value, i) => value - v[i]!))
  const axes = (
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ] as const
  ).map((axis) => far(rotateVector(a.orientation, axis), rotateVector(b.orientation, axis)))
  return far(a.position, b.position) + Math.max(...axes) + Math.abs(Math.log(a.focalLengthMm / b.focalLengthMm))
}

function keyAt(timeFrames: number, x: number): CameraPath['keys'][number] {
  return { timeFrames, position: [x, 0, 0], orientation: [0, 0, 0, 1], focalLengthMm: 24, easing: 'linear' }
}

function steps(path: CameraPath, from: number, count: number, step = 1): number[] {
  const times = Array.from({ length: count + 1 }, (_, i) => from + i * step)
  const poses = evaluatePath(path, times)
  return poses.slice(1).map((pose, i) => distance(pose, poses[i]!))
}

describe('loopedPath', () => {
  it('is a path that a film keeps, and comes back to its first camera exactly', () => {
    fc.assert(
      fc.property(move, frames, speed, easing, (each, count, how, ease) => {
        const path = { ...pathFromMoves([each], { frames: count, easing: ease }), speed: how }
        const loop = loopedPath(path, count)
        expect(cameraPathSchema.parse(loop)).toEqual(loop)
        const [start, end, before] = evaluatePath(loop, [0, count, -count])
        expect(end).toEqual(start)
        expect(before).toEqual(start)
        expect(distance(start!, evaluatePath(path, [0])[0]!)).toBeLessThan(1e-9)
      }),
    )
  })

  it('goes over its seam at the speed that it has on both sides', () => {
    fc.assert(
      fc.property(move, frames, speed, (each, count, how) => {
        const loop = loopedPath({ ...pathFromMoves([each], { frames: count }), speed: how }, count)
        // Far below a frame the camera moves in a straight line, so a jump of speed would show as two different steps.
        const [before, after] = steps(loop, count - 1e-4, 2, 1e-4)
        const most = Math.max(...steps(loop, 0, count)) * 1e-4
        expect(Math.abs(before! - after!)).toBeLessThan(0.02 * most + 1e-7)
      }),
    )
  })

  it('takes no larger a step from its last frame to its first than elsewhere', () => {
    fc.assert(
      fc.property(move, frames, (each, count) => {
        const all = steps(loopedPath(pathFromMoves([each], { frames: count }), count), 0, count)
        expect(all.at(-1)!).toBeLessThanOrEqual(Math.max(...all.slice(0, -1)) * 1.0001)
      }),
    )
  })

  it('shows nothing that the path did not: a dolly goes out to its end and home', () => {
    const path = pathFromMoves([{ name: 'dolly', amount: 0.3 }], { frames: 48 })
    const depths = evaluatePath(loopedPath(path, 48), [0, 6, 12, 24, 36, 42, 48]).map(({ position }) => 0 - position[2])
    expect(depths[0]).toBe(0)
    expect(depths[3]).toBeCloseTo(0.3, 12)
    expect(depths[2]).toBeCloseTo(0.15, 12)
    expect(depths[4]).toBeCloseTo(depths[2]!, 12)
    expect(depths[5]).toBeCloseTo(depths[1]!, 12)
    expect(depths[6]).toBe(0)
  })

  it('keeps its keys in order however near to the turn they lie, over odd periods too', () => {
    const times = fc.uniqueArray(fc.integer({ min: 1, max: 46 }), { maxLength: 46 })
    fc.assert(
      fc.property(times, fc.integer({ min: 2, max: 97 }), (between, period) => {
        const [from, to] = pathFromMoves([{ name: 'dolly', amount: 0.3 }], { frames: 48 }).keys
        const inner = between.toSorted((a, b) => a - b).map((timeFrames) => ({ ...to!, timeFrames }))
        const loop = loopedPath({ keys: [from!, ...inner, to!], speed: 'keyed' }, period)
        expect(cameraPathSchema.parse(loop)).toEqual(loop)
        expect(loop.keys.every(({ timeFrames }) => timeFrames < period)).toBe(true)
      }),
    )
    const near = { keys: [0, 43, 47].map((timeFrames, i) => keyAt(timeFrames, i)), speed: 'keyed' as const }
    expect(cameraPathSchema.safeParse(loopedPath(near, 23)).success).toBe(true)
  })

  it('is not still for longer where the path was eased, and turns keep their own easing backwards', () => {
    const easings = (ease: Easing): string[] => {
      const keys = [0, 10, 20, 30].map((timeFrames, i) => ({
        ...pathFromMoves([{ name: 'truck', amount: 0.1 * (i + 1) }], { frames: 2 }).keys[1]!,
        timeFrames,
        easing: ease,
      }))
      return loopedPath({ keys, speed: 'keyed' }, 60).keys.map(({ timeFrames, easing: e }) => `${timeFrames} ${e}`)
    }
    expect(easings('ease-in')).toEqual([
      '0 linear',
      '10 ease-in',
      '20 ease-in',
      '30 ease-out',
      '40 ease-out',
      '50 linear',
    ])
    expect(easings('ease-out')).toEqual([
      '0 ease-out',
      '10 ease-out',
      '20 linear',
      '30 linear',
      '40 ease-in',
      '50 ease-in',
    ])
    const dolly = pathFromMoves([{ name: 'dolly', amount: 0.3 }], { frames: 48, easing: 'ease-in-out' })
    expect(loopedPath(dolly, 48).keys.map(({ easing: e }) => e)).toEqual(['linear', 'linear'])
  })

  it('goes round once and on where the path is a whole orbit, pan or roll', () => {
    for (const name of ['orbit', 'pan', 'roll'] as const) {
      const loop = loopedPath(pathFromMoves([{ name, amount: 360 }], { frames: 73 }), 72)
      const all = steps(loop, 0, 72)
      expect(Math.min(...all), name).toBeGreaterThan(0.99 * Math.max(...all))
      const [start, half] = evaluatePath(loop, [0, 36])
      expect(Math.abs(dotQuaternions(start!.orientation, half!.orientation)), name).toBeLessThan(1e-6)
    }
  })

  it('keeps a loop whole when the shot gets longer, and ends it where it stands', () => {
    const loop = loopedPath(pathFromMoves([{ name: 'truck', amount: 0.2 }], { frames: 24 }), 24)
    const longer = loopedPath(loop, 96)
    const places = (path: CameraPath, times: number[]): number[] =>
      evaluatePath(path, times).map(({ position }) => position[0])
    const short = places(loop, [0, 5, 12, 20])
    places(longer, [0, 20, 48, 80]).forEach((place, i) => expect(place).toBeCloseTo(short[i]!, 12))
    const ended = endedPath(loop)
    expect(cameraPathSchema.parse(ended)).not.toHaveProperty('loop')
    expect(places(ended, [12, 30])).toEqual([0.2, 0.2])
  })

  it('leaves a camera that stands still where it is', () => {
    const loop = loopedPath(pathFromMoves([{ name: 'static', amount: 0 }], { frames: 24 }), 24)
    expect(Math.max(...steps(loop, 0, 24))).toBe(0)
  })

  it('jumps at held keys as the path does, and at the seam no further', () => {
    const [from, to] = pathFromMoves([{ name: 'truck', amount: 0.2 }], { frames: 24 }).keys
    const held: CameraPath = { keys: [{ ...from!, easing: 'hold' }, to!], speed: 'keyed' }
    const places = evaluatePath(loopedPath(held, 24), [0, 11, 12, 23, 24]).map(({ position }) => position[0])
    expect(places).toEqual([0, 0, 0.2, 0.2, 0])
  })

  it('ignores keys that were put behind the end of the round', () => {
    const loop = loopedPath(pathFromMoves([{ name: 'truck', amount: 0.2 }], { frames: 24 }), 24)
    const behind = {
      ...loop,
      keys: [...loop.keys, { ...loop.keys[1]!, timeFrames: 30, position: [9, 9, 9] as [number, number, number] }],
    }
    expect(evaluatePath(behind, [0, 7, 23])).toEqual(evaluatePath(loop, [0, 7, 23]))
  })
})
