import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { StudioError } from '../core/contract/errors.ts'
import type { Raster } from '../core/contract/generation.ts'

/** 8-bit RGB `[height, width, 3]`. @throws StudioError `inference.raster-missing`, `inference.raster-changed` */
export async function readPicture(file: string, raster: Raster): Promise<Uint8Array> {
  return readRaster(file, raster, 3)
}

/** float32 `[height, width]`, little-endian. @throws StudioError `inference.raster-missing`, `inference.raster-changed` */
export async function readDepth(file: string, raster: Raster): Promise<Float32Array> {
  const bytes = await readRaster(file, raster, 4)
  // Every platform of the app is little-endian; the copy aligns the values.
  return new Float32Array(bytes.slice().buffer)
}

async function readRaster(file: string, raster: Raster, bytesPerPixel: number): Promise<Uint8Array> {
  const bytes = await readFile(file).catch((thrown: unknown) => {
    throw new StudioError('inference.raster-missing', { file }, { cause: thrown })
  })
  const whole = bytes.length === raster.width * raster.height * bytesPerPixel
  if (!whole || createHash('sha256').update(bytes).digest('hex') !== raster.sha256)
    throw new StudioError('inference.raster-changed', { file })
  return new Uint8Array(bytes)
}
