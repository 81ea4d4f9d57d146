import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lanczosResize } from '../../../core/diffusion/lanczos-resize.ts'

interface Extent {
  readonly width: number
  readonly height: number
}

/** A picture with edges everywhere, so that the window's overshoot is clipped at both ends. */
function pattern({ width, height }: Extent): Uint8Array {
  return Uint8Array.from({ length: 3 * width * height }, (_, i) => {
    const x = Math.floor(i / 3) % width
    const y = Math.floor(i / 3 / width)
    return (7 * x + 13 * y + 29 * (i % 3) + Math.floor((x * y) / 5)) % 256
  })
}

/** SHA-256 of the pattern resized by Pillow 13.0: `Image.fromarray(a).resize((w, h), Image.LANCZOS)`. */
const cases: readonly (readonly [string, Extent, Extent, string])[] = [
  [
    'shrunk both ways',
    { width: 83, height: 59 },
    { width: 32, height: 24 },
    '2a433522f7d4385fb462bddc651ad691df803bb224518bc47702b4e64c39aabd',
  ],
  [
    'grown both ways',
    { width: 17, height: 11 },
    { width: 40, height: 25 },
    '5c73188b0b005bde8a972197f403091dde0b0314c31b4ed5c690025f43dcb0bf',
  ],
  [
    'shrunk across and grown down',
    { width: 50, height: 20 },
    { width: 24, height: 48 },
    '7b128e288ef32f703d237b49831e1cd360fdc6d2b57f2e01d2ee3424470a8a83',
  ],
  [
    'of the same width',
    { width: 40, height: 30 },
    { width: 40, height: 16 },
    '300056bb6340b6663c117410d5029be1a652cf22f4aa78a576d13a0df43924a9',
  ],
  [
    'of the same height',
    { width: 31, height: 9 },
    { width: 12, height: 9 },
    'de26137d617ab4d3532eb5e5871a543d061cdff38841e425f1ebea22cbaf7f67',
  ],
  [
    'of a board',
    { width: 1536, height: 854 },
    { width: 576, height: 320 },
    '8449a810531c51c25883f792f58850316c0470aa2f4e7b4e9731aaf4fbd59267',
  ],
]

describe('lanczosResize', () => {
  it.each(cases)('gives Pillow’s bytes for a picture %s', (_, source, target, sha256) => {
    const resized = lanczosResize(pattern(source), source, target)
    expect(resized).toHaveLength(3 * target.width * target.height)
    expect(createHash('sha256').update(resized).digest('hex')).toBe(sha256)
  })

  it('leaves a picture of the right size alone and a flat one flat', () => {
    const size = { width: 9, height: 7 }
    expect(lanczosResize(pattern(size), size, size)).toEqual(pattern(size))
    const side = fc.integer({ min: 1, max: 40 })
    fc.assert(
      fc.property(side, side, side, side, fc.integer({ min: 0, max: 255 }), (width, height, w, h, value) => {
        const flat = new Uint8Array(3 * width * height).fill(value)
        const resized = lanczosResize(flat, { width, height }, { width: w, height: h })
        expect(resized).toEqual(new Uint8Array(3 * w * h).fill(value))
      }),
    )
  })
})
