import { expect, test } from 'vitest'
import type { Decoder } from '../../../native-models/components/decoder.ts'
import { decodePreview, drawnPreview } from '../../../native-models/pipelines/preview.ts'
import { floatTensor, type FloatTensor } from '../../../native-models/runtime/tensor.ts'

/** Shows what it was given: the reference's first plane in red, the latent's first value of the cell in green. */
function showingDecoder(): Decoder {
  const decode = async (latent: FloatTensor, reference: Float32Array, width: number, height: number) => {
    const [, , h = 0, w = 0] = latent.dims
    expect([w * 8, h * 8, 4 * width * height]).toEqual([width, height, reference.length])
    const data = new Float32Array(3 * width * height)
    for (let i = 0; i < width * height; i++) {
      data[i] = reference[i]!
      const cell = Math.floor(i / width / 8) * w + Math.floor((i % width) / 8)
      data[width * height + i] = latent.data[cell]!
    }
    return { dims: [1, 3, height, width], data }
  }
  return { decode } as unknown as Decoder
}

function preview(width: number, height: number) {
  const cells = (width / 8) * (height / 8)
  const latent = floatTensor([1, 8, height / 8, width / 8], new Float32Array(8 * cells).fill(0.5))
  // Red grows by the column.
  const reference = Float32Array.from({ length: 4 * width * height }, (_, i) => (i % width) / 255)
  return decodePreview(showingDecoder(), latent, reference, { width, height })
}

test.each([
  [64, 32, 32, 16],
  [72, 40, 32, 16],
  [40, 8, 40, 8],
  [8, 24, 8, 24],
])('a frame of %s×%s comes as %s×%s', async (width, height, previewWidth, previewHeight) => {
  const { rgb, ...size } = await preview(width, height)
  expect(size).toEqual({ width: previewWidth, height: previewHeight })
  const scale = previewHeight < height ? 2 : 1
  const row = Array.from({ length: previewWidth }, (_, x) => rgb[(previewWidth * (previewHeight - 1) + x) * 3])
  // The mean of columns 2x and 2x + 1 is 2x + 0.5, which rounds up.
  expect(row).toEqual(row.map((_, x) => (scale === 2 ? 2 * x + 1 : x)))
  expect(rgb[1]).toBe(128)
})

test('the cache’s own drawing is shown at half size, each pixel the mean of four, in display values', () => {
  const size = { width: 4, height: 2 }
  const plane = (values: number[]): number[] => values.map((value) => value / 255)
  const red = plane([0, 10, 20, 30, 40, 50, 60, 70])
  const green = plane([255, 255, 0, 0, 255, 255, 0, 0])
  const blue = plane([1, 1, 1, 1, 2, 2, 2, 2])
  const coverage = [1, 0, 1, 0, 1, 0, 1, 0]
  const { width, height, rgb } = drawnPreview(Float32Array.from([...red, ...green, ...blue, ...coverage]), size)
  expect([width, height]).toEqual([2, 1])
  // Halves are rounded up: (1 + 1 + 2 + 2) / 4 = 1.5.
  expect([...rgb]).toEqual([25, 255, 2, 45, 0, 2])
})
