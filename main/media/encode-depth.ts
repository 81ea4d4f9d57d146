import { readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { deflate } from 'node:zlib'
import type { z } from 'zod'
import { writeNpyFloat32 } from '../../core/camera/formats/npy.ts'
import type { DepthRaster } from '../../core/cache/depth.ts'
import { StudioError } from '../../core/contract/errors.ts'
import type { encodeDepthSchema } from '../../core/contract/media.ts'
import type { TaskContext } from '../../core/contract/tasks.ts'
import type { PixelBox } from './resample.ts'
import { encodeDepthExr } from './encode-depth-exr.ts'
import { pngFile } from './encode-pictures.ts'
import { writeWhole } from './whole-file.ts'

const compress = promisify(deflate)

/** Largest value of a 16-bit sample. */
const WHITE = 65535

/** Writes a raw depth raster as a file that decode-depth reads again. @throws StudioError `media.write` */
export async function encodeDepth(
  { file, width, height, box, format, outFile }: z.infer<typeof encodeDepthSchema>,
  { signal }: TaskContext,
): Promise<Record<string, never>> {
  const whole = { width, height, values: new Float32Array((await readFile(file)).slice().buffer) }
  const bytes = await encoded(box === undefined ? whole : partOf(whole, box), format)
  signal.throwIfAborted()
  try {
    await writeWhole(outFile, (unfinished) => writeFile(unfinished, bytes))
  } catch (thrown) {
    const reason = (thrown as NodeJS.ErrnoException).code
    throw reason === undefined ? thrown : new StudioError('media.write', { file: outFile, reason }, { cause: thrown })
  }
  return {}
}

/** @throws RangeError when the box ends outside of the raster */
function partOf({ width, height, values }: DepthRaster, box: PixelBox): DepthRaster {
  if (box.x + box.width > width || box.y + box.height > height)
    throw new RangeError('the box ends outside of the depth')
  const part = new Float32Array(box.width * box.height)
  for (let row = 0; row < box.height; row++) {
    const from = (box.y + row) * width + box.x
    part.set(values.subarray(from, from + box.width), row * box.width)
  }
  return { width: box.width, height: box.height, values: part }
}

async function encoded(depth: DepthRaster, format: 'npy' | 'png' | 'exr'): Promise<Uint8Array> {
  if (format === 'npy') return writeNpyFloat32([depth.height, depth.width], depth.values)
  return format === 'exr' ? encodeDepthExr(depth) : encodeDepthPng(depth)
}

/** Grey of 16 bits: the farthest depth is white, 0 stands for no depth. */
async function encodeDepthPng({ width, height, values }: DepthRaster): Promise<Buffer> {
  const farthest = values.reduce((most, value) => Math.max(most, value), 0)
  const rowBytes = 1 + 2 * width
  const rows = Buffer.alloc(rowBytes * height)
  for (const [i, value] of values.entries()) {
    const grey = value > 0 ? Math.max(1, Math.round((value / farthest) * WHITE)) : 0
    rows.writeUInt16BE(grey, Math.floor(i / width) * rowBytes + 1 + 2 * (i % width))
  }
  return pngFile({ width, height, bitDepth: 16, colourType: 0 }, [['IDAT', await compress(rows)]])
}
