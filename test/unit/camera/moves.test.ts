import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { camerasFromPath } from '../../../core/camera/cameras.ts'
import { openCvPointFromEditor } from '../../../core/camera/conventions.ts'
import { DEFAULT_AMOUNTS, MOVE_NAMES, parseMove } from '../../../core/camera/move-names.ts'
import { pathFromMoves } from '../../../core/camera/moves.ts'
import { evaluatePath } from '../../../core/camera/path.ts'
import { cameraPathSchema } from '../../../core/camera/path-schema.ts'
import { StudioError } from '../../../core/contract/errors.ts'
import { valueOf } from '../../../core/contract/result.ts'
import { projectOpenCv } from './projection.ts'

const SIZE = { width: 448, height: 256 }
const FOCAL = (24 / 24.89) * 448
const SUBJECT = [0, 0, -1] as const

function shot(text: string, frames = 16, options: { easing?: 'ease-in-out'; seed?: number } = {}) {
  return pathFromMoves(valueOf(parseMove(text)), { frames, ...options })
}

/** Pixels, relative to the picture's centre, of an editor point on the first and the last frame. */
function seen(text: string, point: readonly [number, number, number] = SUBJECT) {
  const { cameras } = camerasFromPath(shot(text), { size: SIZE, timesInFrames: [0, 15] })
  const [first, last] = cameras.map((camera) => projectOpenCv(camera, openCvPointFromEditor(point)))
  return { first: centred(first!), last: centred(last!) }
}

function centred({ x, y, depth }: { x: number; y: number; depth: number }) {
  return { x: x - 224, y: y - 128, depth }
}

const quarterTan = (degrees: number) => Math.tan((degrees * Math.PI) / 180)

describe('signs and units, seen in the picture', () => {
  it('starts every move as the board camera', () => {
    for (const name of MOVE_NAMES) {
      const { cameras } = camerasFromPath(shot(name), { size: SIZE, timesInFrames: [0] })
      expect(cameras[0]!.worldFromCamera).toEqual([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0])
    }
  })

  it('pans right: the subject leaves to the left, by the angle', () => {
    expect(seen('pan:10').last.x).toBeCloseTo(-FOCAL * quarterTan(10), 2)
    expect(seen('pan:10').last.y).toBeCloseTo(0, 3)
  })

  it('tilts up: the subject sinks, by the angle', () => {
    expect(seen('tilt:10').last.y).toBeCloseTo(FOCAL * quarterTan(10), 2)
  })

  it('rolls clockwise: the world turns anticlockwise', () => {
    const { first, last } = seen('roll:90', [0, 0.2, -1])
    expect(first.y).toBeCloseTo(-0.2 * FOCAL, 3)
    expect(last.x).toBeCloseTo(-0.2 * FOCAL, 3)
    expect(last.y).toBeCloseTo(0, 3)
  })

  it('dollies forward: the subject grows', () => {
    const { first, last } = seen('dolly:0.25', [0.1, 0, -1])
    expect(last.x / first.x).toBeCloseTo(1 / 0.75, 6)
    expect(last.depth).toBeCloseTo(0.75, 6)
  })

  it('trucks right and pedestals up, in subject distances', () => {
    expect(seen('truck:0.2').last.x).toBeCloseTo(-0.2 * FOCAL, 3)
    expect(seen('pedestal:0.2').last.y).toBeCloseTo(0.2 * FOCAL, 3)
  })

  it('cranes up and keeps the subject in the middle', () => {
    const { last } = seen('crane:0.5')
    expect([last.x, last.y]).toEqual([expect.closeTo(0, 3), expect.closeTo(0, 3)])
    expect(last.depth).toBeCloseTo(Math.sqrt(1.25), 6)
    // From above, what stands behind the subject rises over it.
    expect(seen('crane:0.5', [0, 0, -2]).last.y).toBeLessThan(-10)
  })

  it('orbits to the right: the background goes right behind a subject that stays', () => {
    expect(seen('orbit:25').last).toEqual({
      x: expect.closeTo(0, 3),
      y: expect.closeTo(0, 3),
      depth: expect.closeTo(1, 6),
    })
    expect(seen('orbit:25', [0, 0, -2]).last.x).toBeGreaterThan(50)
    const end = evaluatePath(shot('orbit:25'), [15])[0]!
    expect(end.position[0]).toBeCloseTo(Math.sin((25 * Math.PI) / 180), 12)
  })

  it('zooms in by the factor', () => {
    const { first, last } = seen('zoom:1.5', [0.1, 0.1, -3])
    expect(last.x / first.x).toBeCloseTo(1.5, 6)
    expect(last.depth).toBe(3)
  })
})

describe('accuracy between keys', () => {
  const times = Array.from({ length: 151 }, (_, i) => i / 10)

  it.each(['orbit:25', 'orbit:-90', 'orbit:360', 'orbit:720'])(
    '%s keeps its distance and looks at the subject',
    (text) => {
      for (const easing of [undefined, 'ease-in-out'] as const) {
        for (const pose of evaluatePath(shot(text, 16, easing ? { easing } : {}), times)) {
          const [x, y, z] = pose.position
          expect(Math.abs(Math.hypot(x, y, z + 1) - 1)).toBeLessThan(0.005)
        }
      }
      const { cameras } = camerasFromPath(shot(text), { size: SIZE, timesInFrames: times })
      for (const camera of cameras) {
        expect(Math.abs(projectOpenCv(camera, openCvPointFromEditor(SUBJECT)).x - 224)).toBeLessThan(1)
      }
    },
  )

  it.each(['dolly-zoom:1.5', 'dolly-zoom:0.6'])('%s holds the size of the subject at every time', (text) => {
    const { cameras } = camerasFromPath(shot(text, 16, { easing: 'ease-in-out' }), { size: SIZE, timesInFrames: times })
    for (const camera of cameras) {
      const { x } = projectOpenCv(camera, openCvPointFromEditor([0.2, 0, -1]))
      expect(Math.abs((x - 224) / (0.2 * FOCAL) - 1)).toBeLessThan(1e-5)
    }
    const [first, last] = [cameras[0]!, cameras[150]!]
    expect(last.intrinsics[0]! / first.intrinsics[0]!).toBeCloseTo(Number(text.split(':')[1]), 5)
  })

  it('pans evenly through a whole turn', () => {
    const poses = evaluatePath(shot('pan:360', 25), [6, 12, 18])
    expect(poses.map((pose) => Math.abs(pose.orientation[1]))).toEqual(
      [45, 90, 135].map((half) => expect.closeTo(Math.sin((half * Math.PI) / 180), 9)),
    )
  })

  it('holds still exactly in a static shot', () => {
    const { cameras, boardIntrinsics } = camerasFromPath(shot('static'), { size: SIZE, timesInFrames: times })
    cameras.forEach((camera) => expect(camera).toEqual({ ...cameras[0]!, intrinsics: boardIntrinsics }))
  })
})

describe('keys', () => {
  it('are a valid path on whole frames where there is room, few for simple moves', () => {
    expect(shot('dolly', 48).keys.map((key) => key.timeFrames)).toEqual([0, 47])
    expect(shot('static').keys).toHaveLength(1)
    expect(shot('orbit:60', 48).keys.every((key) => Number.isInteger(key.timeFrames))).toBe(true)
    const move = fc.constantFrom(...MOVE_NAMES)
    fc.assert(
      fc.property(fc.array(move, { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 200 }), (names, frames) => {
        const path = shot(names.join('+'), frames)
        expect(cameraPathSchema.parse(path)).toEqual(path)
        expect(path.keys[path.keys.length - 1]!.timeFrames).toBe(path.keys.length === 1 ? 0 : frames - 1)
      }),
    )
  })

  it('carry the easing of a simple move, and spread it over a dense one', () => {
    expect(shot('dolly', 16, { easing: 'ease-in-out' }).keys[0]!.easing).toBe('ease-in-out')
    const eased = evaluatePath(shot('orbit:40', 17, { easing: 'ease-in-out' }), [4, 8])
    const angles = eased.map((pose) => (2 * Math.asin(pose.orientation[1]) * 180) / Math.PI)
    expect(angles).toEqual([expect.closeTo(40 * 0.15625, 1), expect.closeTo(20, 1)])
  })
})

describe('combinations', () => {
  it('add up: a dolly keeps its track while the head pans', () => {
    const end = evaluatePath(shot('dolly:0.3+pan:10'), [15])[0]!
    expect(end.position).toEqual([0, 0, -0.3])
    expect(end.orientation[1]).toBeCloseTo(-Math.sin((5 * Math.PI) / 180), 12)
  })

  it('carry a dolly round with an orbit', () => {
    const { cameras } = camerasFromPath(shot('orbit:40+dolly:0.5'), { size: SIZE, timesInFrames: [7.3, 15] })
    cameras.forEach((camera) => expect(projectOpenCv(camera, [0, 0, 1]).x).toBeCloseTo(224, 0))
    expect(projectOpenCv(cameras[1]!, [0, 0, 1]).depth).toBeCloseTo(0.5, 6)
  })
})

describe('handheld', () => {
  const poses = (seed: number, amount = 1) =>
    evaluatePath(shot(`handheld:${amount}`, 240, { seed }), [...Array(240).keys()])

  it('repeats for a seed, differs between seeds, scales with its amount', () => {
    expect(poses(3)).toEqual(poses(3))
    expect(poses(3)).not.toEqual(poses(4))
    const half = poses(3, 0.5)
    poses(3).forEach((pose, i) => expect(half[i]!.position[0]).toBeCloseTo(pose.position[0] / 2, 12))
    expect(shot('handheld:0', 24).keys.every((key) => key.position.every((x) => x === 0))).toBe(true)
  })

  it('sways by about a degree, without jumps', () => {
    const pans = poses(9).map((pose) => (2 * Math.asin(pose.orientation[1]) * 180) / Math.PI)
    const spread = Math.sqrt(pans.reduce((sum, pan) => sum + pan * pan, 0) / pans.length)
    expect(spread).toBeGreaterThan(0.3)
    expect(spread).toBeLessThan(3)
    pans.slice(1).forEach((pan, i) => expect(Math.abs(pan - pans[i]!)).toBeLessThan(2))
  })
})

describe('parseMove', () => {
  it.each([
    ['orbit:25', [{ name: 'orbit', amount: 25 }]],
    ['Dolly-Zoom', [{ name: 'dolly-zoom', amount: DEFAULT_AMOUNTS['dolly-zoom'] }]],
    [
      'dolly:0.3+pan:-10',
      [
        { name: 'dolly', amount: 0.3 },
        { name: 'pan', amount: -10 },
      ],
    ],
    ['truck:+.5', [{ name: 'truck', amount: 0.5 }]],
    ['Zoom In', [{ name: 'zoom', amount: DEFAULT_AMOUNTS.zoom }]],
    ['zoom-out:2', [{ name: 'zoom', amount: 0.5 }]],
    ['pan_left:15', [{ name: 'pan', amount: -15 }]],
    ['Tilt Down', [{ name: 'tilt', amount: -DEFAULT_AMOUNTS.tilt }]],
    ['roll-left:20', [{ name: 'roll', amount: -20 }]],
  ])('reads %s', (text, moves) => {
    expect(parseMove(text)).toEqual({ ok: true, value: moves })
  })

  it.each([
    ['swoosh', 'camera.move.unknown'],
    ['', 'camera.move.unknown'],
    ['constructor', 'camera.move.unknown'],
    ['pan-up', 'camera.move.unknown'],
    ['pan:10+', 'camera.move.unknown'],
    ['pan:ten', 'camera.move.amount'],
    ['pan:', 'camera.move.amount'],
    ['handheld:2', 'camera.move.amount'],
    ['zoom:0', 'camera.move.amount'],
    ['pan:1e9', 'camera.move.amount'],
  ])('refuses "%s"', (text, code) => {
    const result = parseMove(text)
    expect(result.ok ? null : result.error).toBeInstanceOf(StudioError)
    expect(result.ok ? '' : result.error.code).toBe(code)
  })
})
