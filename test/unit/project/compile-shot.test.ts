import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expandPlucker } from '../../../core/camera/plucker.ts'
import type { PoseRow } from '../../../core/camera/pose-row.ts'
import { StudioError } from '../../../core/contract/errors.ts'
import { frameSizeOf, generationSpecSchema } from '../../../core/contract/generation.ts'
import { compileShot, evenTimes, type ShotToCompile } from '../../../core/project/compile-shot.ts'
import { aPath } from './films.ts'

const size = { width: 64, height: 32 }
const raster = { ...size, sha256: 'f'.repeat(64) }
const identity = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]

function shot(more: Partial<ShotToCompile> = {}): ShotToCompile {
  return {
    camera: { kind: 'path', path: aPath(23), anchorFrame: 0, boardFocalLengthMm: 24 },
    pack: { id: 'tiny', version: '1', manifestSha256: 'a'.repeat(64), rayLayout: 'moment-direction' },
    size,
    film: null,
    delivery: null,
    rate: { numerator: 24, denominator: 1 },
    firstFrame: 0,
    filmFrames: 24,
    sampleFrames: 8,
    settings: { steps: 4, seed: 7, cache: 'on' },
    picture: raster,
    depth: raster,
    ...more,
  }
}

/** A camera that moves along x by one unit a row, half a second apart, with a lens that grows. */
function row(index: number, more: Partial<PoseRow> = {}): PoseRow {
  const cameraFromWorld = [1, 0, 0, -index, 0, 1, 0, 0, 0, 0, 1, 0]
  const lens = { focalX: 0.5 + index / 10, focalY: 0.9, centreX: 0.5, centreY: 0.5 }
  return { timestampMicroseconds: index * 500_000, ...lens, unused: [0, 0], cameraFromWorld, ...more }
}

const poses = (count: number, durationFrames = count) => ({
  kind: 'poses' as const,
  rows: Array.from({ length: count }, (_, index) => row(index)),
  poseSize: null,
  unitsPerSubjectDistance: 2,
  durationFrames,
})

describe('a compiled shot', () => {
  test('carries what is delivered and leaves every other number as it is', async () => {
    const delivery = { size: { width: 128, height: 54 }, box: { x: 0, y: 2.5, width: 64, height: 27 } }
    const spec = await compileShot(shot({ delivery }))
    expect(spec).toEqual({ ...(await compileShot(shot())), delivery })
    expect(generationSpecSchema.parse(spec)).toEqual(spec)
    expect(frameSizeOf(spec)).toEqual(delivery.size)
    expect(frameSizeOf(await compileShot(shot()))).toEqual(size)
  })

  test('begins with the board’s camera where the model does, and is refused otherwise', async () => {
    const pack = { ...shot().pack, family: 'svd-cameractrl' }
    const anchored = { ...shot().camera, anchorFrame: 12 } as ShotToCompile['camera']
    expect((await compileShot(shot({ pack }))).sampleCameras[0]!.worldFromCamera).toEqual(identity)
    const refused = compileShot(shot({ pack, camera: anchored }))
    await expect(refused).rejects.toMatchObject({ code: 'inference.first-camera' })
    // Other models go on from where the board is seen, and frames before the first key stand on it.
    expect((await compileShot(shot({ camera: anchored }))).sampleCameras).toHaveLength(8)
    const handles = await compileShot(shot({ pack, firstFrame: -4, filmFrames: 30 }))
    expect(handles.sampleCameras[0]!.worldFromCamera).toEqual(identity)
    // Told a wide camera of a long-lens picture, a model would move through another space.
    const long = { ...shot().camera, boardFocalLengthMm: 50 } as ShotToCompile['camera']
    await expect(compileShot(shot({ pack, camera: long }))).rejects.toMatchObject({ code: 'inference.first-camera' })
    expect((await compileShot(shot({ camera: long }))).sampleCameras).toHaveLength(8)
    expect((await compileShot(shot({ pack, camera: poses(24) }))).sampleCameras[0]!.worldFromCamera).toEqual(identity)
  })

  test('has controls only where they are set, so that specs without them keep their bytes', async () => {
    const controls = { guidanceLast: 3, betweenFrames: 'warp' } as const
    const spec = await compileShot(shot({ settings: { ...shot().settings, controls } }))
    expect(spec).toEqual({ ...(await compileShot(shot())), controls })
    expect(generationSpecSchema.parse(spec)).toEqual(spec)
    expect(Object.keys(await compileShot(shot()))).not.toContain('controls')
  })

  test('is a spec by its schema, with every number exact in float32', async () => {
    const spec = await compileShot(shot())
    expect(generationSpecSchema.parse(spec)).toEqual(spec)
    expect([spec.filmCameras.length, spec.sampleTimes.length, spec.sampleCameras.length]).toEqual([24, 8, 8])
    const cameras = [...spec.filmCameras, ...spec.sampleCameras]
    const numbers = cameras.flatMap(({ worldFromCamera, intrinsics }) => [...worldFromCamera, ...intrinsics])
    expect(numbers.map(Math.fround)).toEqual(numbers)
    expect(await compileShot(shot())).toEqual(spec)
  })

  test('names the Plücker map of its samples', async () => {
    for (const rayLayout of ['moment-direction', 'direction-moment', 'origin-direction'] as const) {
      const spec = await compileShot(shot({ pack: { ...shot().pack, rayLayout } }))
      const map = expandPlucker(spec.sampleCameras, spec.size, rayLayout)
      expect(spec.pluckerSha256).toBe(createHash('sha256').update(map).digest('hex'))
    }
  })

  test('with as many samples as frames samples exactly the frames', async () => {
    const spec = await compileShot(shot({ sampleFrames: 24 }))
    expect(spec.sampleTimes).toEqual(Array.from({ length: 24 }, (_, frame) => frame))
    expect(spec.sampleCameras).toEqual(spec.filmCameras)
  })

  test('has the board’s camera at the anchor frame, and only there', async () => {
    const anchored = { kind: 'path', path: aPath(23), anchorFrame: 9, boardFocalLengthMm: 24 } as const
    const spec = await compileShot(shot({ camera: anchored }))
    const atBoard = spec.filmCameras.map(({ worldFromCamera }) => worldFromCamera.every((n, i) => n === identity[i]))
    expect(atBoard.flatMap((is, frame) => (is ? [frame] : []))).toEqual([9])
  })

  test('starts its handle before the path and delivers the same cameras inside', async () => {
    const inside = await compileShot(shot())
    const handles = await compileShot(shot({ firstFrame: -4, filmFrames: 30, sampleFrames: 30 }))
    expect(handles.filmCameras.slice(4, 28)).toEqual(inside.filmCameras)
    expect(handles.filmCameras[0]).toEqual(inside.filmCameras[0])
  })

  test('fits lenses to the film’s frame and sensor', async () => {
    const focal = async (film: ShotToCompile['film']) => (await compileShot(shot({ film }))).boardIntrinsics
    // 24 mm on 24.89 mm over 64 pixels; twice the sensor halves the focal length in pixels.
    expect((await focal(null))[0]).toBeCloseTo((64 * 24) / 24.89, 5)
    expect((await focal({ box: { x: 0, y: 0, ...size }, sensorWidthMm: 49.78 }))[0]).toBeCloseTo((32 * 24) / 24.89, 5)
    // A square film frame takes 32 of the model's 64 columns; the axis goes through its middle.
    const lens = Math.fround((32 * 24) / 24.89)
    const square = (x: number) => ({ box: { x, y: 0, width: 32, height: 32 }, sensorWidthMm: 24.89 })
    expect(await focal(square(16))).toEqual([lens, lens, 32, 16])
    expect(await focal(square(3))).toEqual([lens, lens, 19, 16])
  })

  test('keeps the board’s lens where the path zooms away from it', async () => {
    const path = aPath(23)
    const zoomed = { ...path, keys: path.keys.map((key) => ({ ...key, focalLengthMm: 48 })) }
    const spec = await compileShot(
      shot({ camera: { kind: 'path', path: zoomed, anchorFrame: 0, boardFocalLengthMm: 24 } }),
    )
    expect(spec.filmCameras[0]?.intrinsics[0]).toBeCloseTo(2 * (spec.boardIntrinsics[0] ?? 0), 4)
  })

  test('takes poses and lenses of an imported path as they are, in subject distances', async () => {
    const spec = await compileShot(shot({ camera: poses(5), filmFrames: 5, sampleFrames: 5 }))
    expect(spec.filmCameras.map(({ worldFromCamera }) => worldFromCamera[3])).toEqual([0, 0.5, 1, 1.5, 2])
    // The pose size follows from the first lens: 0.5 w = 0.9 h, so 16:9 against the model's 2:1.
    expect(spec.boardIntrinsics[0]).toBeCloseTo(0.5 * 64, 5)
    expect(spec.boardIntrinsics[1]).toBeCloseTo((0.9 * 64) / 1.8, 5)
    expect(spec.filmCameras[4]?.intrinsics[0]).toBeCloseTo(0.9 * 64, 5)
  })

  test('spreads an imported path of another length over the shot by its timestamps', async () => {
    const spec = await compileShot(shot({ camera: poses(3, 9), filmFrames: 9, sampleFrames: 3 }))
    expect(spec.sampleTimes).toEqual([0, 4, 8])
    expect(spec.sampleCameras.map(({ worldFromCamera }) => worldFromCamera[3])).toEqual([0, 0.5, 1])
    expect(spec.filmCameras[2]?.worldFromCamera[3]).toBeCloseTo(0.25, 5)
  })

  test('plays an imported path over the shot and holds its ends in the handles', async () => {
    const places = async (count: number, durationFrames: number, head: number, tail: number) => {
      const filmFrames = head + durationFrames + tail
      const spec = await compileShot(
        shot({ camera: poses(count, durationFrames), firstFrame: 0 - head, filmFrames, sampleFrames: filmFrames }),
      )
      expect(spec.sampleCameras).toEqual(spec.filmCameras)
      return spec.filmCameras.map(({ worldFromCamera }) => worldFromCamera[3])
    }
    expect(await places(5, 5, 2, 2)).toEqual([0, 0, 0, 0.5, 1, 1.5, 2, 2, 2])
    const lengths = fc.tuple(...[1, 1, 0, 0].map((min) => fc.integer({ min, max: 12 })))
    await fc.assert(
      fc.asyncProperty(lengths, async ([count, duration, head, tail]) => {
        const inside = await places(count!, duration!, 0, 0)
        const held = [...Array<number>(head!).fill(inside[0]!), ...inside, ...Array<number>(tail!).fill(inside.at(-1)!)]
        expect(await places(count!, duration!, head!, tail!)).toEqual(held)
      }),
      { numRuns: 30 },
    )
  })

  test('sees an imported path from a frame of the shot, whatever its handles', async () => {
    const camera = { ...poses(3, 9), referenceFrame: 4 }
    const spec = await compileShot(shot({ camera, firstFrame: -3, filmFrames: 14, sampleFrames: 14 }))
    expect(spec.filmCameras[3 + 4]!.worldFromCamera).toEqual(identity)
    expect([spec.filmCameras[0], spec.filmCameras[13]].map((camera) => camera!.worldFromCamera[3])).toEqual([-0.5, 0.5])
  })

  test('of fewer frames than the model samples is refused by name', async () => {
    const refused = await compileShot(shot({ filmFrames: 4 })).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(StudioError)
    expect(refused).toMatchObject({ code: 'shot.too-few-frames', details: { filmFrames: 4, sampleFrames: 8 } })
  })
})

test('even times rise from the first frame to exactly the last', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 1000 }), fc.integer({ min: 2, max: 1000 }), (a, b) => {
      const [frames, count] = [Math.max(a, b), Math.min(a, b)]
      const times = evenTimes(frames, count)
      expect([times[0], times.at(-1), times.length]).toEqual([0, frames - 1, count])
      const steps = times.slice(1).map((time, index) => time - times[index]!)
      for (const step of steps) expect(step).toBeCloseTo((frames - 1) / (count - 1), 9)
    }),
  )
  expect(evenTimes(24, 1)).toEqual([0])
  expect(evenTimes(1, 1)).toEqual([0])
})
