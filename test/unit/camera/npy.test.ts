import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readNpy, writeNpyFloat32 } from '../../../core/camera/formats/npy.ts'
import { valueOf } from '../../../core/contract/result.ts'

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/poses/numpy-${name}.npy`, import.meta.url)))
const codeOf = (bytes: Uint8Array<ArrayBuffer>) => {
  const result = readNpy(bytes, 'a.npy')
  return result.ok ? null : result.error.code
}

describe('readNpy', () => {
  it('reads what NumPy wrote', () => {
    const { shape, data } = valueOf(readNpy(fixture('float32'), 'a.npy'))
    expect(shape).toEqual([2, 3, 4])
    expect(data).toEqual(Float32Array.from({ length: 24 }, (_, i) => i / 7 - 1))
    const doubles = valueOf(readNpy(fixture('float64'), 'a.npy'))
    expect(doubles).toEqual({ shape: [3], data: Float64Array.of(0.1, -1e300, 5e-324) })
    const words = valueOf(readNpy(fixture('uint16'), 'a.npy'))
    expect(words).toEqual({ shape: [2, 2], data: Uint16Array.of(0, 65535, 256, 1) })
  })

  it('names what it cannot read', () => {
    const good = fixture('float32')
    expect(codeOf(fixture('fortran'))).toBe('camera.npy.order')
    expect(codeOf(fixture('int64'))).toBe('camera.npy.type')
    expect(codeOf(good.slice(0, -1))).toBe('camera.npy.length')
    expect(codeOf(good.slice(0, 40))).toBe('camera.npy.format')
    expect(codeOf(new Uint8Array(0))).toBe('camera.npy.format')
    expect(codeOf(good.map((byte, i) => (i === 6 ? 9 : byte)))).toBe('camera.npy.format')
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (tail) => {
        expect(codeOf(Uint8Array.from([...good.subarray(0, 8), ...tail]))).not.toBeUndefined()
      }),
    )
  })
})

describe('writeNpyFloat32', () => {
  it('writes the very bytes that NumPy writes', () => {
    const { shape, data } = valueOf(readNpy(fixture('float32'), 'a.npy'))
    expect(writeNpyFloat32(shape, data as Float32Array)).toEqual(fixture('float32'))
  })

  it('comes back, with the data on a multiple of 64', () => {
    const side = fc.integer({ min: 1, max: 6 })
    fc.assert(
      fc.property(fc.array(side, { minLength: 1, maxLength: 5 }), (shape) => {
        const count = shape.reduce((product, length) => product * length, 1)
        const data = Float32Array.from({ length: count }, (_, i) => i / 3)
        const bytes = writeNpyFloat32(shape, data)
        expect((bytes.length - count * 4) % 64).toBe(0)
        expect(valueOf(readNpy(bytes, 'a.npy'))).toEqual({ shape, data })
      }),
    )
  })
})
