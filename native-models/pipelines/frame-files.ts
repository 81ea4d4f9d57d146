import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StudioError } from '../../core/contract/errors.ts'

/**
 * Planes 0..1 `[3, height, width]` as 8-bit `[height, width, 3]`: scaled by 255, rounded to the nearest, halves up,
 * clamped. The same rounding for pictures and previews, so that a static covered pixel keeps its value.
 */
export function toRgb8(planes: Float32Array, width: number, height: number): Uint8Array {
  const pixels = width * height
  const rgb = new Uint8Array(pixels * 3)
  for (let channel = 0; channel < 3; channel++) {
    for (let i = 0; i < pixels; i++) {
      const scaled = Math.floor(planes[channel * pixels + i]! * 255 + 0.5)
      rgb[i * 3 + channel] = Math.min(255, Math.max(0, scaled))
    }
  }
  return rgb
}

/** `frame_0000.rgb`; more digits from 10000 frames on. */
export function frameFileName(index: number): string {
  return `frame_${String(index).padStart(4, '0')}.rgb`
}

/** `depth_0000.f32`, the depth of the frame with the same number. */
export function depthFileName(index: number): string {
  return `depth_${String(index).padStart(4, '0')}.f32`
}

/** Writes one raw frame and returns its name. @throws StudioError `inference.frame-write` */
export async function writeFrame(folder: string, index: number, rgb: Uint8Array): Promise<string> {
  return writeRaw(folder, frameFileName(index), rgb)
}

/**
 * Writes a frame's z-depth, float32 `[height, width]`, little-endian on every machine that this runs on, and returns
 * its name. @throws StudioError `inference.frame-write`
 */
export async function writeDepth(folder: string, index: number, depth: Float32Array): Promise<string> {
  return writeRaw(folder, depthFileName(index), new Uint8Array(depth.buffer, depth.byteOffset, depth.byteLength))
}

async function writeRaw(folder: string, file: string, bytes: Uint8Array): Promise<string> {
  await writeFile(join(folder, file), bytes).catch((thrown: unknown) => {
    const reason = (thrown as NodeJS.ErrnoException).code ?? String(thrown)
    throw new StudioError('inference.frame-write', { file, reason }, { cause: thrown })
  })
  return file
}
