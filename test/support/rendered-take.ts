import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { BoardCache } from '../../core/cache/board-cache.ts'
import { frameTo8Bit } from '../../core/cache/condition.ts'
import { normaliseDepth, type DepthRaster } from '../../core/cache/depth.ts'
import { camerasFromPath } from '../../core/camera/cameras.ts'
import { readNpy, writeNpyFloat32 } from '../../core/camera/formats/npy.ts'
import { pixelIntrinsics, wholeLensFrame } from '../../core/camera/intrinsics.ts'
import { parseMove } from '../../core/camera/move-names.ts'
import { pathFromMoves } from '../../core/camera/moves.ts'
import type { Camera } from '../../core/contract/generation.ts'
import { frameFileName, takeFileNames, type Take } from '../../core/contract/take.ts'
import { valueOf } from '../../core/contract/result.ts'
import { readPicture } from '../../main/media/decode-picture.ts'
import { encodePng } from '../../main/media/encode-pictures.ts'
import type { measureObedience } from '../../main/media/measure-obedience.ts'
import { resampleLanczos } from '../../main/media/resample.ts'
import { oldTake, sha } from './old-take.ts'

export type Measured = Parameters<typeof measureObedience>[0]

const boards = new URL('../../resources/boards/', import.meta.url)
export const frameSize = { width: 448, height: 256 }
export const boardLens = pixelIntrinsics(24, wholeLensFrame(frameSize))

/** Cameras of a move, one a frame, e.g. `orbit:12+pan:-5`. */
export function camerasOf(move: string, frames: number): Camera[] {
  const path = pathFromMoves(valueOf(parseMove(move)), { frames, focalLengthMm: 24, seed: 3 })
  const timesInFrames = Array.from({ length: frames }, (_, index) => index)
  return [...camerasFromPath(path, { size: frameSize, timesInFrames }).cameras]
}

/** A bundled board at the frames' size, with the true depth that it was drawn from. */
export async function bundledBoard(name: 'harbour' | 'alley'): Promise<{ rgb: Uint8Array; depth: DepthRaster }> {
  const picture = await readPicture(new URL(`${name}.png`, boards).pathname, new AbortController().signal)
  const { width, height } = picture
  const wanted = frameSize.width / frameSize.height
  const kept = width / height > wanted ? { width: height * wanted, height } : { width, height: width / wanted }
  const box = { x: (width - kept.width) / 2, y: (height - kept.height) / 2, ...kept }
  const file = new URL(`${name}.depth.npy`, boards)
  const { shape, data } = valueOf(readNpy(Uint8Array.from(readFileSync(file)), name))
  const whole = { width: shape[1]!, height: shape[0]!, values: Float32Array.from(data) }
  const part = { x: box.x / width, y: box.y / height, width: box.width / width, height: box.height / height }
  return { rgb: resampleLanczos(picture.rgb, picture, box, frameSize), depth: normaliseDepth(cropped(whole, part)) }
}

function cropped(depth: DepthRaster, part: Record<'x' | 'y' | 'width' | 'height', number>): DepthRaster {
  const left = Math.round(part.x * depth.width)
  const top = Math.round(part.y * depth.height)
  const width = Math.round(part.width * depth.width)
  const height = Math.round(part.height * depth.height)
  const values = new Float32Array(width * height)
  for (let y = 0; y < height; y++)
    values.set(depth.values.subarray((top + y) * depth.width + left, (top + y) * depth.width + left + width), y * width)
  return { width, height, values }
}

/** Exact drawings of a board's depth scene from the cameras, 8-bit RGB. */
export function drawn(
  { rgb, depth }: { rgb: Uint8Array; depth: DepthRaster },
  cameras: readonly Camera[],
): Uint8Array[] {
  const cache = new BoardCache({ ...frameSize, rgb }, depth, boardLens, frameSize)
  return cameras.map((camera) => frameTo8Bit(cache.render(camera)))
}

/** Writes a board and frames as a take's files, to be measured against the authored cameras. */
export async function writeFrames(
  folder: string,
  { rgb, depth }: { rgb: Uint8Array; depth: DepthRaster },
  frames: readonly Uint8Array[],
  cameras: readonly Camera[],
): Promise<Measured> {
  const pictureFile = join(folder, 'picture.png')
  const depthFile = join(folder, 'depth.npy')
  writeFileSync(pictureFile, await encodePng(rgb, frameSize.width, frameSize.height))
  writeFileSync(depthFile, writeNpyFloat32([depth.height, depth.width], depth.values))
  const frameFiles: string[] = []
  for (const [index, frame] of frames.entries()) {
    const file = join(folder, frameFileName(index))
    writeFileSync(file, await encodePng(frame, frameSize.width, frameSize.height))
    frameFiles.push(file)
  }
  const box = { x: 0, y: 0, ...frameSize }
  return {
    pictureFile,
    depthFile,
    modelSize: frameSize,
    boardIntrinsics: [...boardLens],
    frameFiles,
    frameSize,
    box,
    cameras: [...cameras],
  }
}

/** Writes such frames with the recipe of a take of theirs. */
export async function writeTake(folder: string, ...rest: RestOf<typeof writeFrames>): Promise<void> {
  const { cameras, boardIntrinsics, frameFiles } = await writeFrames(folder, ...rest)
  const { spec, files, ...take } = oldTake()
  const whole: Take = {
    ...take,
    spec: { ...spec, size: frameSize, filmCameras: [...cameras], boardIntrinsics: [...boardIntrinsics] },
    files: { ...files, frames: frameFiles.map((file) => ({ name: basename(file), pixelsSha256: sha('f') })) },
    coverage: [],
  }
  writeFileSync(join(folder, takeFileNames.recipe), JSON.stringify(whole))
}

type RestOf<Call extends (first: never, ...rest: never[]) => unknown> =
  Parameters<Call> extends [unknown, ...infer Rest] ? Rest : never
