import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { applyDepthOperations } from '../../../core/cache/apply-depth-operations.ts'
import type { DepthOperation } from '../../../core/contract/depth-operation.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { ask, whole } from './media-worker.ts'

const [width, height] = [48, 32]
const values = Float32Array.from({ length: width * height }, (_, i) => 0.5 + (i % width) / 8)

/** A raw raster in a folder of its own. */
function raw(depth: Float32Array = values): string {
  const file = join(temporaryFolder(), 'depth.f32')
  writeFileSync(file, new Uint8Array(depth.buffer))
  return file
}

function floats(file: string): Float32Array {
  return new Float32Array(Uint8Array.from(readFileSync(file)).buffer)
}

test('operations are those of core, in their order, on the picture that is given', async () => {
  const file = raw()
  const guideFile = `${file}.rgb`
  const rgb = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 37) % 256)
  writeFileSync(guideFile, rgb)
  const operations: DepthOperation[] = [
    { kind: 'sharpen', passes: 2 },
    { kind: 'relief', strength: 1.5 },
  ]
  const outFile = `${file}.changed`
  await ask('change-depth', { file, guideFile, width, height, subjectDistance: 2, operations, outFile })
  const guide = { width, height, rgb }
  expect(floats(outFile)).toEqual(applyDepthOperations({ width, height, values }, guide, operations, 2).values)
})

test('no operation leaves a raster in subject distances, and nothing usable is named', async () => {
  const file = raw(Float32Array.of(2, 4, 6, 0))
  const request = { width: 4, height: 1, guideFile: null, subjectDistance: null, operations: [] }
  await ask('change-depth', { file, outFile: file, ...request })
  expect([...floats(file)]).toEqual([0.5, 1, 1.5, 1.5])
  const empty = raw(new Float32Array(4))
  const refused = ask('change-depth', { file: empty, outFile: empty, ...request })
  await expect(refused).rejects.toMatchObject({ code: 'cache.depth.no-valid' })
})

test.each([
  ['npy', 0],
  ['exr', 0],
  ['png', 1 / 65535],
] as const)('a raster written as %s is read again', async (format, step) => {
  const file = raw()
  const written = `${file}.${format}`
  await ask('encode-depth', { file, width, height, format, outFile: written })
  const outFile = `${file}.again`
  const size = await ask('decode-depth', { file: written, crop: whole, width, height, outFile })
  expect(size).toEqual({ width, height })
  // A PNG holds parts of the farthest depth.
  const unit = format === 'png' ? Math.max(...values) : 1
  // Inside a surface, reading interpolates 1/depth and rounds once more.
  for (const [i, value] of floats(outFile).entries())
    expect(Math.abs(value - values[i]! / unit)).toBeLessThanOrEqual(step + 1e-6)
})

test('a place that cannot be written is named and keeps no half file', async () => {
  const file = raw()
  const outFile = join(temporaryFolder(), 'gone', 'depth.png')
  const refused = ask('encode-depth', { file, width, height, format: 'png', outFile })
  await expect(refused).rejects.toMatchObject({ code: 'media.write', details: { file: outFile, reason: 'ENOENT' } })
  expect(existsSync(`${outFile}.unfinished`)).toBe(false)
})
