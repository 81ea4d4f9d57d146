import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LanczosResampler, resampleLanczos } from '../../../main/media/resample.ts'

const side = fc.integer({ min: 1, max: 14 })

/** Lanczos-3 straight from its definition, one output pixel at a time. */
function direct(
  source: Uint8Array,
  size: { width: number; height: number },
  box: { x: number; y: number; width: number; height: number },
  out: { width: number; height: number },
): number[] {
  const kernel = (t: number): number => {
    if (t === 0) return 1
    if (Math.abs(t) >= 3) return 0
    return (Math.sin(Math.PI * t) / (Math.PI * t)) * (Math.sin((Math.PI * t) / 3) / ((Math.PI * t) / 3))
  }
  const weightsAt = (start: number, length: number, inputs: number, outputs: number, i: number): number[] => {
    const stretch = Math.max(1, length / outputs)
    const centre = start + ((i + 0.5) * length) / outputs
    const weights = Array.from({ length: inputs }, (_, k) => kernel((k + 0.5 - centre) / stretch))
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    return weights.map((weight) => weight / total)
  }
  return Array.from({ length: out.width * out.height * 3 }, (_, at) => {
    const [x, y] = [Math.floor(at / 3) % out.width, Math.floor(at / 3 / out.width)]
    const columns = weightsAt(box.x, box.width, size.width, out.width, x)
    const rows = weightsAt(box.y, box.height, size.height, out.height, y)
    let sum = 0
    rows.forEach((row, j) =>
      columns.forEach((column, i) => (sum += row * column * source[(j * size.width + i) * 3 + (at % 3)]!)),
    )
    return Math.min(255, Math.max(0, sum))
  })
}

test('any box at any size is what the definition says', () => {
  fc.assert(
    fc.property(side, side, side, side, fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9), fc.nat(9)), (w, h, ow, oh, cut) => {
      const source = Uint8Array.from({ length: w * h * 3 }, (_, i) => (i * i * 7 + w * 31 + h) % 256)
      const [left, top, right, bottom] = cut.map((part) => part / 25) as [number, number, number, number]
      const box = { x: left * w, y: top * h, width: (1 - left - right) * w, height: (1 - top - bottom) * h }
      const size = { width: w, height: h }
      const out = { width: ow, height: oh }
      const found = resampleLanczos(source, size, box, out)
      const wanted = direct(source, size, box, out)
      expect(found.length).toBe(wanted.length)
      found.forEach((value, i) => expect(Math.abs(value - wanted[i]!)).toBeLessThan(0.501))
    }),
    { numRuns: 120 },
  )
})

test('the same size is the same picture, and one colour stays it', () => {
  const size = { width: 13, height: 9 }
  const box = { x: 0, y: 0, ...size }
  const source = Uint8Array.from({ length: 13 * 9 * 3 }, (_, i) => (i * 89) % 256)
  expect(resampleLanczos(source, size, box, size)).toEqual(source)
  for (const value of [0, 1, 127, 254, 255]) {
    const flat = resampleLanczos(
      source.map(() => value),
      size,
      box,
      { width: 40, height: 5 },
    )
    expect(new Set(flat)).toEqual(new Set([value]))
  }
})

test('a resampler that is used again gives each picture its own result', () => {
  const size = { width: 8, height: 8 }
  const box = { x: 1, y: 2, width: 5, height: 4.5 }
  const out = { width: 20, height: 18 }
  const pictures = [3, 11].map((step) => Uint8Array.from({ length: 192 }, (_, i) => (i * step) % 256))
  const resampler = new LanczosResampler(size, box, out)
  const found = pictures.map((picture) => {
    const result = new Uint8Array(20 * 18 * 3)
    resampler.resample(picture, result)
    return result
  })
  expect(found).toEqual(pictures.map((picture) => resampleLanczos(picture, size, box, out)))
})
