import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeNpyFloat32 } from '../../../core/camera/formats/npy.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { ask, fixture, whole } from './media-worker.ts'

const [width, height] = [48, 32]

async function decodeDepth(file: string, out = { width, height }, crop = whole): Promise<Float32Array> {
  const outFile = join(temporaryFolder(), 'depth.f32')
  expect(await ask('decode-depth', { file, crop, ...out, outFile })).toEqual({ width, height })
  return new Float32Array(Uint8Array.from(readFileSync(outFile)).buffer)
}

/** Every fixture holds 0.5 + i/8 in row-major order, in a unit of its own and as exactly as its format can. */
const ramp = Float32Array.from({ length: width * height }, (_, i) => 0.5 + i / 8)

test.each([
  ['depth-f4.npy', 1, 0],
  ['depth-f8.npy', 1, 0],
  ['depth-u2.npy', 8, 0],
  ['depth-16.png', 128 / 65535, 1 / 65535],
  ['depth-z.exr', 1, 0],
  ['depth-layers.exr', 1, 0],
  ['depth-half.exr', 1, 0.0626],
])('%s comes out as it lies in the file', async (name, unit, step) => {
  const values = await decodeDepth(fixture(name))
  const errors = values.map((value, i) => Math.abs(value - ramp[i]! * unit))
  expect(errors.length).toBe(ramp.length)
  expect(Math.max(...errors)).toBeLessThanOrEqual(Math.max(step, 1e-6 * unit * 200))
})

test('a crop at half size takes values of the crop and no others', async () => {
  const crop = { x: 0.5, y: 0.25, width: 0.25, height: 0.5 }
  const values = await decodeDepth(fixture('depth-f4.npy'), { width: 6, height: 8 }, crop)
  expect(values.length).toBe(48)
  values.forEach((value, i) => {
    const [column, row] = [24 + (i % 6) * 2 + 0.5, 8 + Math.floor(i / 6) * 2 + 0.5]
    const exact = 0.5 + (row * width + column) / 8
    // Between two rows, 6 units apart, the nearer row is as right as the middle.
    expect(Math.abs(value - exact)).toBeLessThanOrEqual(3.1)
  })
})

test('enlarging keeps edges: no depth lies between a near and a far surface', async () => {
  const file = join(temporaryFolder(), 'step.npy')
  const step = Float32Array.from({ length: width * height }, (_, i) => (i % width < 20 ? 1 : 4))
  writeFileSync(file, writeNpyFloat32([height, width], step))
  const values = await decodeDepth(file, { width: 480, height: 320 })
  expect(new Set(values)).toEqual(new Set([1, 4]))
})

test('enlarging a slanted plane keeps it a plane: 1/depth stays linear', async () => {
  const file = join(temporaryFolder(), 'plane.npy')
  const inverse = (column: number): number => 1 - column * 0.01
  const plane = Float32Array.from({ length: width * height }, (_, i) => 1 / inverse(i % width))
  writeFileSync(file, writeNpyFloat32([height, width], plane))
  const values = await decodeDepth(file, { width: 192, height: 32 })
  for (let column = 8; column < 184; column++) {
    expect(1 / values[column]!).toBeCloseTo(inverse((column + 0.5) / 4 - 0.5), 5)
  }
})

test('what is no depth passes through for the caller to fill', async () => {
  const file = join(temporaryFolder(), 'holes.npy')
  const holes = Float32Array.from({ length: width * height }, (_, i) => [0, -1, NaN, Infinity, 2][i % 5]!)
  writeFileSync(file, writeNpyFloat32([height, width], holes))
  expect([...(await decodeDepth(file))]).toEqual([...holes])
})

test.each([
  ['plain.png', 'media.depth.colour'],
  ['grey.jpg', 'media.depth.unknown'],
  ['depth-dwaa.exr', 'media.depth.exr-kind'],
])('%s is refused by name', async (name, code) => {
  await expect(decodeDepth(fixture(name))).rejects.toMatchObject({ code, details: { file: fixture(name) } })
})

test.each([
  ['depth-z.exr', 'media.depth.corrupt'],
  ['depth-f4.npy', 'camera.npy.length'],
  ['depth-16.png', 'media.picture.truncated'],
])('%s cut off is refused by name', async (name, code) => {
  const file = join(temporaryFolder(), name)
  writeFileSync(file, readFileSync(fixture(name)).subarray(0, -100))
  await expect(decodeDepth(file)).rejects.toMatchObject({ code, details: { file } })
})

test('an array of three planes is refused by name, with its shape', async () => {
  const file = join(temporaryFolder(), 'planes.npy')
  writeFileSync(file, writeNpyFloat32([3, 2, 2], new Float32Array(12)))
  await expect(decodeDepth(file)).rejects.toMatchObject({ code: 'media.depth.shape', details: { shape: '(3, 2, 2)' } })
})
