import { expect, test } from 'vitest'
import type { PackControls } from '../../../core/contract/controls.ts'
import { compileShot } from '../../../core/project/compile-shot.ts'
import { filmSchema } from '../../../core/project/schema/film.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { boardForPack, shotToCompile, type ShotPack } from '../../../core/project/shot-to-compile.ts'
import { aFilm } from './films.ts'

const size = { width: 576, height: 320 }
const raster = { ...size, sha256: 'f'.repeat(64) }
const plain: ShotPack = {
  id: 'p',
  version: '1',
  manifestSha256: '0'.repeat(64),
  rayLayout: 'moment-direction',
  steps: { draft: 10, standard: 25, fine: 50 },
  frames: { min: 2, max: 14, default: 14 },
}
const controls: PackControls = {
  guidance: { min: 1, max: 10, first: 1, last: 3 },
  motionBucket: { min: 1, max: 255, default: 127 },
  betweenFrames: 'warp',
}

const film = aFilm()

function settingsOf(generation: Partial<Shot['generation']>, pack: ShotPack) {
  const shot = { ...film.shots[0]!, generation: { ...film.shots[0]!.generation, ...generation } }
  return shotToCompile(film, shot, pack, { size, picture: raster, depth: raster }).settings
}

test('a pack without controls has the cache to switch, whatever a shot says of controls', () => {
  const settings = settingsOf({ cache: 'on', seed: 3, controls: { motionBucket: 9 } }, plain)
  expect(settings).toEqual({ steps: 25, seed: 3, cache: 'on' })
})

test('a pack with controls gets a value for each of them, the shot’s within its range, and no cache', () => {
  const wishes = { guidanceLast: 50, motionBucket: 9, cameraStrength: 2 }
  expect(settingsOf({ cache: 'on', seed: 3, steps: 4, controls: wishes }, { ...plain, controls })).toEqual({
    steps: 4,
    seed: 3,
    cache: 'off',
    controls: { guidanceFirst: 1, guidanceLast: 10, motionBucket: 9, betweenFrames: 'warp' },
  })
})

test('a film keeps a shot’s controls, and a film without them stays as it is', () => {
  const [first, ...others] = film.shots
  const generation = { ...first!.generation, controls: { guidanceLast: 2.5, betweenFrames: 'nearest' as const } }
  const changed = { ...film, shots: [{ ...first!, generation }, ...others] }
  expect(filmSchema.parse(changed)).toEqual(changed)
  expect(Object.keys(filmSchema.parse(film).shots[0]!.generation)).not.toContain('controls')
  const broken = {
    ...film,
    shots: [{ ...first!, generation: { ...generation, controls: { contrast: 1 } } }, ...others],
  }
  expect(filmSchema.safeParse(broken).success).toBe(false)
})

test('a shot for CameraCtrl has 14 cameras, the first of them the board’s, with the lens of a frame that is cropped', async () => {
  const { modelCrop } = boardForPack(film, film.boards[0]!, [size])
  const prepared = { size, picture: raster, depth: raster }
  const spec = await compileShot(shotToCompile(film, film.shots[0]!, { ...plain, controls }, prepared))
  expect(spec.sampleCameras).toHaveLength(14)
  // The head handle stands on the first key, so the clip begins at the board.
  expect(spec.sampleCameras[0]!.worldFromCamera).toEqual([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0])
  // The board, 16:9, is cropped to 1.8 : 1 at its full width, as the reference's demo does before it takes
  // fx = 576 · fx/width and fy = 324 · fy/height of a 16:9 camera. Here the lens counts on the film's frame, which is
  // 320 · 16/9 wide in the model's.
  expect(modelCrop.width).toBe(1)
  const [fx, fy, cx, cy] = spec.sampleCameras[0]!.intrinsics
  expect([cx, cy]).toEqual([288, 160])
  expect(fx).toBe(fy)
  expect(fx).toBeCloseTo((24 / 24.89) * 320 * (16 / 9), 3)
})
