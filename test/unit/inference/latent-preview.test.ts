import { describe, expect, it } from 'vitest'
import { decodeClip, unscaledLatents } from '../../../native-models/pipelines/decode-clip.ts'
import { LatentPreview } from '../../../native-models/pipelines/latent-preview.ts'
import type { FloatTensor } from '../../../native-models/runtime/tensor.ts'

const [h, w, side] = [4, 6, 8]
const cells = h * w

/** Four channels without any pattern that they share. */
function latent(shift: number): FloatTensor {
  const data = Float32Array.from({ length: 4 * cells }, (_, i) => (((i * i + shift) * 37) % 101) / 50 - 1)
  return { dims: [1, 4, h, w], data }
}

/** A picture whose cells have colours that depend on the latent alone, with detail inside of each cell. */
function imageOf({ data }: FloatTensor): Float32Array {
  const pixels = cells * side * side
  return Float32Array.from({ length: 3 * pixels }, (_, i) => {
    const x = i % (w * side)
    const y = Math.floor(i / (w * side)) % (h * side)
    const cell = Math.floor(y / side) * w + Math.floor(x / side)
    const detail = (x + y) % 2 === 0 ? 0.1 : -0.1
    return colour(data, cell, Math.floor(i / pixels)) + detail
  })
}

function colour(data: Float32Array, cell: number, channel: number): number {
  const value = (k: number): number => data[k * cells + cell]!
  return [0.3 * value(0) - 0.2 * value(3), 0.25 * value(1) + 0.1, 0.2 * value(2) - 0.3 * value(0) - 0.05][channel]!
}

describe('LatentPreview', () => {
  it('shows other latents in the colours that the board’s latent and picture tell', () => {
    const board = latent(0)
    const preview = new LatentPreview(board, imageOf(board))
    const others = latent(13)
    const two = { dims: [2, 4, h, w], data: Float32Array.of(...board.data, ...others.data) }
    const { width, height, rgb } = preview.show(two, 1)
    expect([width, height, rgb.length]).toEqual([4 * w, 4 * h, 3 * 16 * cells])
    // In the corner of the frame nothing is mixed in from beside.
    for (const [cell, x, y] of [
      [0, 0, 0],
      [w - 1, 4 * w - 1, 0],
      [cells - 1, 4 * w - 1, 4 * h - 1],
    ] as const) {
      for (let channel = 0; channel < 3; channel++) {
        const wanted = 255 * (colour(others.data, cell, channel) / 2 + 0.5)
        expect(Math.abs(rgb[3 * (y * width + x) + channel]! - wanted)).toBeLessThan(3)
      }
    }
  })

  it('makes something of a board of one colour', () => {
    const flat = { dims: [1, 4, h, w], data: new Float32Array(4 * cells).fill(0.5) }
    const preview = new LatentPreview(flat, new Float32Array(3 * cells * side * side).fill(0.2))
    const { rgb } = preview.show(flat, 0)
    expect([...new Set(rgb)]).toEqual([153])
  })
})

describe('decodeClip', () => {
  /** Tells which frames it got together, and gives frames of one grey: the first value of each frame's latent. */
  const decoder = {
    chunks: [] as number[][],
    decode({ dims, data }: FloatTensor, first: number, count: number): Promise<FloatTensor> {
      const size = data.length / dims[0]!
      this.chunks.push([first, count])
      const greys = Array.from({ length: count }, (_, i) => Array<number>(3 * 4).fill(data[(first + i) * size]!))
      return Promise.resolve({ dims: [count, 3, 2, 2], data: Float32Array.from(greys.flat()) })
    },
  }

  it('decodes in chunks of the size that is asked for, the last with what is left, and tells each', async () => {
    const latents = { dims: [5, 4, 1, 1], data: Float32Array.from({ length: 20 }, (_, i) => i / 100) }
    const told: number[] = []
    const frames = await decodeClip(decoder, latents, 2, (done, preview) => {
      expect([preview.width, preview.height, preview.rgb.length]).toEqual([1, 1, 3])
      told.push(done)
      return Promise.resolve()
    })
    expect(decoder.chunks).toEqual([
      [0, 2],
      [2, 2],
      [4, 1],
    ])
    expect(told).toEqual([2, 4, 5])
    // −1..1 to 0..255: a value of 0.04 lies 5.1 above the middle.
    expect(frames.map(([first]) => first)).toEqual([128, 133, 138, 143, 148])
  })

  it('divides latents by the scale that the denoiser has them in', () => {
    const { data } = unscaledLatents({ dims: [1, 1, 1, 1], data: Float32Array.of(0.18215) })
    expect(data[0]).toBeCloseTo(1, 6)
  })
})
