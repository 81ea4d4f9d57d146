import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lanczosResize } from '../../../core/diffusion/lanczos-resize.ts'
import { patternPicture } from '../../support/pattern-picture.ts'

/**
 * Sizes before and after, and the SHA-256 of what Pillow 13.0 makes of the pattern: `Image.resize(size, LANCZOS)`. Edges
 * everywhere make the window's overshoot be clipped at both ends.
 */
const cases: readonly (readonly [string, readonly [number, number], readonly [number, number], string])[] = [
  ['shrunk', [83, 59], [32, 24], '2a433522f7d4385fb462bddc651ad691df803bb224518bc47702b4e64c39aabd'],
  ['grown', [17, 11], [40, 25], '5c73188b0b005bde8a972197f403091dde0b0314c31b4ed5c690025f43dcb0bf'],
  ['shrunk and grown', [50, 20], [24, 48], '7b128e288ef32f703d237b49831e1cd360fdc6d2b57f2e01d2ee3424470a8a83'],
  ['as wide', [40, 30], [40, 16], '300056bb6340b6663c117410d5029be1a652cf22f4aa78a576d13a0df43924a9'],
  ['as high', [31, 9], [12, 9], 'de26137d617ab4d3532eb5e5871a543d061cdff38841e425f1ebea22cbaf7f67'],
  ['of a board', [1536, 854], [576, 320], '8449a810531c51c25883f792f58850316c0470aa2f4e7b4e9731aaf4fbd59267'],
]

describe('lanczosResize', () => {
  it.each(cases)('gives Pillow’s bytes for a picture %s', (_, [width, height], [targetWidth, targetHeight], sha256) => {
    const source = { width, height }
    const target = { width: targetWidth, height: targetHeight }
    const resized = lanczosResize(patternPicture(source), source, target)
    expect(resized).toHaveLength(3 * targetWidth * targetHeight)
    expect(createHash('sha256').update(resized).digest('hex')).toBe(sha256)
  })

  it('leaves a picture of the right size alone and a flat one flat', () => {
    const size = { width: 9, height: 7 }
    expect(lanczosResize(patternPicture(size), size, size)).toEqual(patternPicture(size))
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
