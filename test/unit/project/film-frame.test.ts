import { describe, expect, test } from 'vitest'
import { parseRealEstate10k } from '../../../core/camera/formats/realestate10k.ts'
import { parseMove } from '../../../core/camera/move-names.ts'
import { pathFromMoves } from '../../../core/camera/moves.ts'
import type { PoseRow } from '../../../core/camera/pose-row.ts'
import type { CropBox } from '../../../core/contract/media.ts'
import { valueOf } from '../../../core/contract/result.ts'
import { cameraText } from '../../../core/export/camera-files.ts'
import { deliveryCamera } from '../../../core/framing/delivery.ts'
import { centredCrop, type FrameSize } from '../../../core/framing/framing.ts'
import { camerasAt, compileShot, evenTimes, type ShotToCompile } from '../../../core/project/compile-shot.ts'
import { madeFrom, showsSameShot } from '../../../core/project/made-from.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import { boardForPack, boardIntrinsics, shotToCompile, type ShotPack } from '../../../core/project/shot-to-compile.ts'
import { aBoard, aFilm, aShot } from './films.ts'

const raster = { width: 1, height: 1, sha256: 'f'.repeat(64) }
const pack: ShotPack = {
  id: 'p',
  version: '1',
  manifestSha256: '0'.repeat(64),
  rayLayout: 'moment-direction',
  steps: { draft: 1, standard: 4, fine: 8 },
  frames: { min: 2, max: 8, default: 3 },
}
const listed = [
  [448, 256],
  [320, 192],
  [256, 256],
].map(([width, height]) => ({ width: width!, height: height! }))
const only576 = [{ width: 576, height: 320 }]

/** A pan with a zoom, so that lens and principal point both matter. */
const path = pathFromMoves(valueOf(parseMove('pan:10+zoom:1.4+roll:8')), { frames: 9 })

/** One shot whose board shows the crop; without one the film's usual, in the middle. */
function filmOf(format: FrameSize, crop: CropBox | null): Film {
  const shot = aShot('s1', 'b1', {
    durationFrames: 9,
    handles: { headFrames: 0, tailFrames: 0 },
    camera: { source: 'keys', path, layers: [] },
  })
  return { ...aFilm(), format, sensorWidthMm: 36, boards: [aBoard('b1', { crop })], shots: [shot] }
}

function compiled(film: Film, sizes: readonly FrameSize[], rows: readonly PoseRow[] = []): ShotToCompile {
  const { size } = boardForPack(film, film.boards[0]!, sizes)
  return shotToCompile(film, film.shots[0]!, pack, { size, picture: raster, depth: raster }, rows)
}

/** The largest crop of the film's shape at a corner of the 16:9 board. */
function atCorner(format: FrameSize, [x, y]: readonly [number, number]): CropBox {
  const { width, height } = centredCrop({ width: 1280, height: 720 }, format.width / format.height)
  return { x: (1 - width) * x, y: (1 - height) * y, width, height }
}

const cases = (
  [
    [1920, 1080, listed],
    [2048, 858, listed],
    [1998, 1080, listed],
    [1440, 1080, listed],
    [1080, 1080, only576],
    [1080, 1920, only576],
    [2048, 858, only576],
  ] as const
).flatMap(([width, height, sizes]) =>
  (
    [
      ['its usual place', null],
      ['the upper left', [0, 0]],
      ['the lower right', [1, 1]],
    ] as const
  ).map(([place, corner]) => {
    const format = { width, height }
    const crop = corner === null ? null : atCorner(format, corner)
    return { name: `${width}×${height} in ${sizes[0]!.width}×${sizes[0]!.height} at ${place}`, format, crop, sizes }
  }),
)

describe('the film’s frame in the model’s', () => {
  test.each(cases)('$name: the camera looks through its middle', ({ format, crop, sizes }) => {
    const film = filmOf(format, crop)
    const shot = compiled(film, sizes)
    const { cameras, boardIntrinsics: boardLens } = camerasAt(shot, evenTimes(9, 9))
    const { size } = shot.delivery!
    for (const camera of cameras) {
      const [fx, fy, cx, cy] = deliveryCamera(camera, shot.delivery!).intrinsics as [number, number, number, number]
      expect(cx / size.width).toBeCloseTo(0.5, 6)
      expect(cy / size.height).toBeCloseTo(0.5, 6)
      // Both sides are rounded to even pixels.
      expect(Math.abs(fx / fy - 1)).toBeLessThan(0.005)
    }
    expect(boardLens[0]! / shot.delivery!.box.width).toBeCloseTo(24 / 36, 6)
    // Depth of the board is made for the very same lens.
    expect(boardIntrinsics(film, film.boards[0]!, shot.size)).toEqual(boardLens)
  })

  test.each(cases)('$name: a camera file comes back as the cameras that it was written of', (each) => {
    const { format, crop, sizes } = each
    const film = filmOf(format, crop)
    const written = compiled(film, sizes)
    const { cameras } = camerasAt(written, evenTimes(9, 9))
    const text = cameraText({
      shotName: 's',
      takeId: null,
      cameras,
      deliveryBox: written.delivery!.box,
      ...format,
      rate: film.rate,
      dropFrame: false,
      startFrame: 0,
      headFrames: 0,
      sensorWidthMm: 36,
      metresPerUnit: 3,
    })
    const { rows } = valueOf(parseRealEstate10k(text, 'camera.txt'))
    const camera = { source: 'file', file: 'media/x.txt', unitsPerSubjectDistance: 1, poseSize: null } as const
    const imported = { ...film, shots: [{ ...film.shots[0]!, camera }] }
    const read = camerasAt(compiled(imported, sizes, rows), evenTimes(9, 9))
    read.cameras.forEach(({ intrinsics, worldFromCamera }, frame) => {
      const wanted = cameras[frame]!
      intrinsics.forEach((value, at) => expect(value / wanted.intrinsics[at]!).toBeCloseTo(1, 5))
      worldFromCamera.forEach((value, at) => expect(value).toBeCloseTo(wanted.worldFromCamera[at]!, 5))
    })
    read.boardIntrinsics.forEach((value, at) => expect(value / cameras[0]!.intrinsics[at]!).toBeCloseTo(1, 5))
  })

  test('another place of the crop is another shot, the usual one by its numbers is the same', async () => {
    const format = { width: 2048, height: 858 }
    const made = async (crop: CropBox | null) => {
      const spec = await compileShot(compiled(filmOf(format, crop), listed))
      return madeFrom(spec, spec.filmCameras.length)
    }
    const [usual, middle, top, bottom] = await Promise.all(
      [null, [0.5, 0.5] as const, [0, 0] as const, [1, 1] as const].map((place) =>
        made(place === null ? null : atCorner(format, place)),
      ),
    )
    expect(middle).toEqual(usual)
    expect(showsSameShot(top!, usual!)).toBe(false)
    expect(showsSameShot(top!, bottom!)).toBe(false)
    expect(new Set([usual, top, bottom].map((each) => each!.pluckerSha256)).size).toBe(3)
  })
})
