import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeDepthExr } from '../../../main/media/encode-depth-exr.ts'
import { headerOf, pixelsOf } from './exr-reader.ts'

describe('encodeDepthExr', () => {
  it('keeps every bit of every value, whatever the size', () => {
    const side = fc.integer({ min: 1, max: 40 })
    const bits = fc.tuple(side, side).chain(([width, height]) => {
      const any = fc.uint32Array({ minLength: width * height, maxLength: width * height })
      const smooth = fc.constant(Uint32Array.from({ length: width * height }, (_, i) => 0x3f800000 + 7 * i))
      return fc.oneof(any, smooth).map((words) => ({ width, height, words }))
    })
    fc.assert(
      fc.property(bits, ({ width, height, words }) => {
        const values = new Float32Array(words.buffer)
        const read = pixelsOf(encodeDepthExr({ width, height, values }), width, height)
        // Some bits that say “no number” are changed on their way through one; the others are the same.
        const numbers = new Float32Array(Uint8Array.from(read).buffer)
        expect(numbers).toEqual(values)
      }),
    )
  })

  it('says in its header what compositing programs ask for', () => {
    const file = encodeDepthExr({ width: 6, height: 4, values: new Float32Array(24).fill(2) })
    expect([...file.subarray(0, 8)]).toEqual([0x76, 0x2f, 0x31, 0x01, 2, 0, 0, 0])
    const { attributes } = headerOf(file)
    const facts = Object.entries(attributes).map(
      ([name, { type, value }]) => `${name} ${type} ${value.toString('hex')}`,
    )
    const window = '00000000000000000500000003000000'
    expect(facts).toEqual([
      'channels chlist 5a000200000000000000010000000100000000',
      'compression compression 03',
      `dataWindow box2i ${window}`,
      `displayWindow box2i ${window}`,
      'lineOrder lineOrder 00',
      'pixelAspectRatio float 0000803f',
      'screenWindowCenter v2f 0000000000000000',
      'screenWindowWidth float 0000803f',
    ])
  })

  it('is much smaller than its pixels where depth is smooth', () => {
    const [width, height] = [320, 180]
    const values = Float32Array.from({ length: width * height }, (_, i) => 1 / (0.2 + Math.floor(i / width) / height))
    expect(encodeDepthExr({ width, height, values }).length).toBeLessThan(values.byteLength / 4)
  })
})
