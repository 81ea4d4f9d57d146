import './ffmpeg-setup.ts'
import { writeFile } from 'node:fs/promises'
import { JsColorType, Transformer } from '@napi-rs/image'
import type { z } from 'zod'
import type { DepthRaster } from '../../core/cache/depth.ts'
import { resampleDepth } from '../../core/cache/resample-depth.ts'
import { readNpy } from '../../core/camera/formats/npy.ts'
import { StudioError } from '../../core/contract/errors.ts'
import type { decodeDepthSchema } from '../../core/contract/media.ts'
import { valueOf } from '../../core/contract/result.ts'
import type { TaskContext } from '../../core/contract/tasks.ts'
import { pixelBox } from './decode-picture.ts'
import { decodeExr } from './decode-exr.ts'
import { readPictureHeader } from './picture-header.ts'
import { readSource } from './read-source.ts'

/**
 * Reads a depth raster and writes its crop at the wanted size as raw little-endian float32 `[height, width]`, in the
 * file's own unit. A grey PNG's values are depths themselves, scaled to 0..1, and 0 means that there is none; .npy
 * and EXR hold depths as they are. Values that are no depth are passed on for the caller to fill.
 * @returns the size of the raster in the file, so that the caller can compare its shape with the picture's.
 */
export async function decodeDepth(
  input: z.infer<typeof decodeDepthSchema>,
  { signal }: TaskContext,
): Promise<{ readonly width: number; readonly height: number }> {
  const bytes = await readSource(input.file)
  signal.throwIfAborted()
  const plane = await decodePlane(bytes, input.file)
  const { values } = resampleDepth(plane, pixelBox(input.crop, plane), input)
  await writeFile(input.outFile, new Uint8Array(values.buffer))
  return { width: plane.width, height: plane.height }
}

async function decodePlane(bytes: Buffer, file: string): Promise<DepthRaster> {
  const start = bytes.toString('latin1', 0, 8)
  if (start.startsWith('\x93NUMPY')) return npyPlane(bytes, file)
  if (start.startsWith('\x89PNG')) return pngPlane(bytes, file)
  if (start.startsWith('\x76\x2f\x31\x01')) return decodeExr(bytes, file)
  throw new StudioError('media.depth.unknown', { file })
}

function npyPlane(bytes: Buffer, file: string): DepthRaster {
  const { shape, data } = valueOf(readNpy(Uint8Array.from(bytes), file))
  // Depth estimators often leave batch and channel axes of length 1.
  const sides = shape.length === 2 ? shape : shape.filter((side) => side !== 1)
  const [height = 0, width = 0] = sides
  if (sides.length !== 2 || height * width === 0) {
    throw new StudioError('media.depth.shape', { file, shape: `(${shape.join(', ')})` })
  }
  return { width, height, values: Float32Array.from(data) }
}

async function pngPlane(bytes: Buffer, file: string): Promise<DepthRaster> {
  const { width, height, colour } = readPictureHeader(bytes, file)
  if (colour !== 'grey') throw new StudioError('media.depth.colour', { file })
  try {
    const transformer = new Transformer(bytes)
    const { width: decodedWidth, height: decodedHeight, colorType } = await transformer.metadata()
    if (decodedWidth !== width || decodedHeight !== height) throw new StudioError('media.picture.corrupt', { file })
    const raw = await transformer.rawPixels()
    if (colorType === JsColorType.L8) return { width, height, values: Float32Array.from(raw, (v) => v / 255) }
    if (colorType === JsColorType.L16) {
      const wide = new Uint16Array(raw.buffer, raw.byteOffset, width * height)
      return { width, height, values: Float32Array.from(wide, (v) => v / 65535) }
    }
  } catch (cause) {
    if (cause instanceof StudioError) throw cause
    throw new StudioError('media.picture.truncated', { file }, { cause })
  }
  throw new StudioError('media.depth.colour', { file })
}
