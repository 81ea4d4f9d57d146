import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parseRealEstate10k } from '../../../core/camera/formats/realestate10k.ts'
import { valueOf } from '../../../core/contract/result.ts'
import type { PackSummary } from '../../../core/contract/studio.ts'
import { compileShot, evenTimes } from '../../../core/project/compile-shot.ts'
import { setPathKey } from '../../../core/project/edits/shot-camera.ts'
import { emptyFilm, type Film } from '../../../core/project/schema/film.ts'
import { shotToCompile } from '../../../core/project/shot-to-compile.ts'
import {
  cameraAtFrame,
  importedGeometry,
  packOfShot,
  shotGeometry,
} from '../../../renderer/state/board-view/shot-geometry.ts'
import { withPictures } from '../../../renderer/state/shots.ts'

const pack: PackSummary = {
  id: 'embedded',
  version: '1',
  name: 'Model',
  origin: 'embedded',
  family: 'craneshot-embedded',
  manifestSha256: 'c'.repeat(64),
  rayLayout: 'moment-direction',
  steps: { draft: 1, standard: 4, fine: 8 },
  sizes: [
    { width: 64, height: 64 },
    { width: 80, height: 48 },
  ],
  frames: { min: 4, max: 16, default: 8 },
  trainedRange: { maxRotationDegrees: 30, maxTranslation: 1, minFovXDegrees: 30, maxFovXDegrees: 90 },
  memory: { baseBytes: 1, perPixelFrameBytes: 1 },
  estimatesDepth: false,
  licence: 'none',
}

function filmOfTwoShots(): Film {
  const picture = (digit: string) => ({
    name: `${digit}.png`,
    media: `media/${digit.repeat(64)}.png`,
    width: 160,
    height: 90,
  })
  return withPictures(emptyFilm('Test'), [picture('1'), picture('2')])
}

describe('shotGeometry', () => {
  const film = filmOfTwoShots()
  const shot = film.shots[0]!

  it('has the very cameras that the compiled spec carries', async () => {
    const withHandles = { ...shot, handles: { headFrames: 3, tailFrames: 2 } }
    const geometry = shotGeometry(film, withHandles, pack)
    const raster = { width: 80, height: 48, sha256: 'd'.repeat(64) }
    const prepared = { size: { width: 80, height: 48 }, picture: raster, depth: raster }
    const spec = await compileShot(shotToCompile(film, withHandles, pack, prepared))
    expect(geometry.cameras).toEqual(spec.filmCameras)
    expect(geometry.boardIntrinsics).toEqual(spec.boardIntrinsics)
    expect(geometry.frames).toEqual({ start: -3, end: shot.durationFrames + 2 })
    expect(cameraAtFrame(geometry, -3)).toBe(geometry.cameras[0])
    expect(cameraAtFrame(geometry, 5)).toEqual(spec.filmCameras[8])
    expect(cameraAtFrame(geometry, 9999)).toBe(geometry.cameras.at(-1))
    expect(evenTimes(geometry.cameras.length, geometry.cameras.length)).toHaveLength(spec.filmCameras.length)
  })

  it('stays the same object until the shot, its board or the film’s frame changes', () => {
    const before = shotGeometry(film, shot, pack)
    const other = film.shots[1]!
    const key = { timeFrames: 5, position: [0, 0, 1] as [number, number, number], focalLengthMm: 24 }
    const orientation: [number, number, number, number] = [0, 0, 0, 1]
    const edited = setPathKey(film, other.id, { ...key, orientation, easing: 'linear' })
    expect(shotGeometry(edited, edited.shots[0]!, pack)).toBe(before)
    const moved = setPathKey(film, shot.id, { ...key, orientation, easing: 'linear' })
    expect(shotGeometry(moved, moved.shots[0]!, pack)).not.toBe(before)
    const square = { ...film, format: { width: 1000, height: 1000 } }
    expect(shotGeometry(square, shot, pack).toCompile.size).toEqual({ width: 64, height: 64 })
    const longer = film.boards.map((board) => ({ ...board, lens: { ...board.lens, focalLengthMm: 50 } }))
    expect(shotGeometry({ ...film, boards: longer }, shot, pack).boardIntrinsics).not.toEqual(before.boardIntrinsics)
  })

  it('refuses a shot whose poses come from a file, by name', () => {
    const file = { source: 'file', file: 'media/x.txt', unitsPerSubjectDistance: 1, poseSize: null } as const
    expect(() => shotGeometry(film, { ...shot, camera: file }, pack)).toThrow('edit.imported-path')
  })
})

describe('importedGeometry', () => {
  const film = filmOfTwoShots()
  const text = readFileSync(
    fileURLToPath(new URL('../../fixtures/poses/0c9b371cc6225682_svd.txt', import.meta.url)),
    'utf8',
  )
  const { rows } = valueOf(parseRealEstate10k(text, 'poses.txt'))
  const camera = { source: 'file', file: 'media/x.txt', unitsPerSubjectDistance: 2, poseSize: null } as const
  const shot = { ...film.shots[0]!, camera }
  const use = shot.boards[0]!

  it('has the very cameras of the poses that the compiled spec carries, once the file is read', async () => {
    const { geometry, deliveryBox } = importedGeometry(film, shot, pack, use, async () => rows)
    const raster = { width: 80, height: 48, sha256: 'd'.repeat(64) }
    const prepared = { size: { width: 80, height: 48 }, picture: raster, depth: raster }
    const spec = await compileShot(shotToCompile(film, shot, pack, prepared, rows))
    const { cameras, boardIntrinsics } = await geometry
    expect(cameras).toEqual(spec.filmCameras)
    expect(cameras[0]).not.toEqual(cameras.at(-1))
    expect(boardIntrinsics).toEqual(spec.boardIntrinsics)
    expect((await geometry).deliveryBox).toEqual(deliveryBox)
  })

  it('reads the file once for the same film, and tells whoever looks why it cannot', async () => {
    let reads = 0
    const read = (): Promise<never> => {
      reads += 1
      return Promise.reject(new Error('gone'))
    }
    const lost = { ...shot }
    const first = importedGeometry(film, lost, pack, use, read)
    expect(importedGeometry(film, lost, pack, use, read)).toBe(first)
    await expect(first.geometry).rejects.toThrow('gone')
    expect(reads).toBe(1)
    const wider = { ...film, format: { width: 2390, height: 1000 } }
    expect(importedGeometry(wider, lost, pack, use, async () => rows)).not.toBe(first)
  })
})

it('takes the first pack for a shot that names none, or one that is not there', () => {
  const { shots } = filmOfTwoShots()
  const other = { ...pack, id: 'other' }
  const asking = { ...shots[0]!, generation: { ...shots[0]!.generation, packId: 'other' } }
  expect(packOfShot(shots[0]!, [pack, other])).toBe(pack)
  expect(packOfShot(asking, [pack, other])).toBe(other)
  expect(packOfShot({ ...asking, generation: { ...asking.generation, packId: 'gone' } }, [pack])).toBe(pack)
  expect(packOfShot(asking, [])).toBeNull()
})
