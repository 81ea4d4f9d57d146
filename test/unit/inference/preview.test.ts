import { expect, test } from 'vitest'
import type { Decoder } from '../../../native-models/components/decoder.ts'
import { decodePreview } from '../../../native-models/pipelines/preview.ts'
import { floatTensor, type FloatTensor } from '../../../native-models/runtime/tensor.ts'

/** Shows the latent's first value of each cell in red. */
function showingDecoder(): Decoder {
  const decode = async (latent: FloatTensor, reference: Float32Array, width: number, height: number) => {
    const [, , h = 0, w = 0] = latent.dims
    expect([w * 8, h * 8, 4 * width * height]).toEqual([width, height, reference.length])
    expect(reference.every((value) => value === 0)).toBe(true)
    const data = new Float32Array(3 * width * height)
    for (let i = 0; i < width * height; i++) {
      data[i] = latent.data[Math.floor(i / width / 8) * w + Math.floor((i % width) / 8)]!
    }
    return { dims: [1, 3, height, width], data }
  }
  return { decode } as unknown as Decoder
}

test.each([
  [64, 32, 32, 16],
  [72, 40, 32, 16],
  [40, 8, 40, 8],
  [8, 24, 8, 24],
])('without a cache a frame of %s×%s is shown as %s×%s', async (width, height, previewWidth, previewHeight) => {
  const [columns, rows] = [width / 8, height / 8]
  // Red grows by the cell, two a column.
  const values = Float32Array.from({ length: 8 * columns * rows }, (_, i) => ((i % columns) * 2) / 255)
  const { rgb, ...size } = await decodePreview(showingDecoder(), floatTensor([1, 8, rows, columns], values), 8)
  expect(size).toEqual({ width: previewWidth, height: previewHeight })
  const scale = previewHeight < height ? 2 : 1
  const row = Array.from({ length: previewWidth }, (_, x) => rgb[(previewWidth * (previewHeight - 1) + x) * 3])
  // The mean of cells 2x and 2x + 1 is half a cell on.
  expect(row).toEqual(row.map((_, x) => Math.floor(x / 8) * 2 * scale + (scale === 2 ? 1 : 0)))
})
