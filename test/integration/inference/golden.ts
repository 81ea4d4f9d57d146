import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { FloatTensor } from '../../../native-models/runtime/tensor.ts'
import { tinyPack } from './shot.ts'

/** One tensor of the case that PyTorch computed with the tiny pack's networks: NumPy format, float32. */
export function golden(name: string): FloatTensor {
  const bytes = readFileSync(join(tinyPack, 'golden', `${name}.npy`))
  const headerBytes = bytes.readUInt16LE(8)
  const header = bytes.toString('latin1', 10, 10 + headerBytes)
  if (!header.includes("'<f4'") || header.includes('True')) throw new Error(`${name}: not float32 in C order`)
  const dims = header
    .match(/\(([\d, ]*)\)/)![1]!
    .split(',')
    .flatMap((text) => (text.trim() === '' ? [] : [Number(text)]))
  return { dims, data: new Float32Array(new Uint8Array(bytes.subarray(10 + headerBytes)).buffer) }
}

/** Part `index` of a golden tensor's outermost dimension. */
export function goldenPart(name: string, index: number): Float32Array {
  const { dims, data } = golden(name)
  const size = data.length / dims[0]!
  return data.slice(index * size, (index + 1) * size)
}

/** Every value within `tolerance` of the expected one. */
export function expectNear(actual: ArrayLike<number>, expected: Float32Array, tolerance: number): void {
  expect(actual.length).toBe(expected.length)
  const worst = expected.reduce((most, value, i) => Math.max(most, Math.abs(value - actual[i]!)), 0)
  expect(worst).toBeLessThan(tolerance)
}
