import { describe, expect, it } from 'vitest'
import { ghostEdges } from '../../../renderer/features/camera/model/ghost-edges.ts'

const [width, height] = [12, 6]

/** Grey levels by column, `[height, width, 4]`. */
function columns(level: (x: number) => number): { rgba: Uint8ClampedArray; width: number; height: number } {
  const rgba = new Uint8ClampedArray(width * height * 4)
  for (let pixel = 0; pixel < width * height; pixel++) {
    const grey = level(pixel % width)
    rgba.set([grey, grey, grey, 255], pixel * 4)
  }
  return { rgba, width, height }
}

const alphaAt = (edges: Uint8ClampedArray, x: number, y: number) => edges[(y * width + x) * 4 + 3]!

describe('ghostEdges', () => {
  it('draws a hard edge in the colour, and nothing on plain ground', () => {
    const edges = ghostEdges(
      columns((x) => (x < 6 ? 20 : 220)),
      [10, 200, 30],
    )
    for (const x of [5, 6]) {
      expect(alphaAt(edges, x, 3)).toBe(255)
      expect([...edges.subarray((3 * width + x) * 4, (3 * width + x) * 4 + 3)]).toEqual([10, 200, 30])
    }
    for (const x of [1, 2, 3, 8, 9, 10]) expect(alphaAt(edges, x, 3)).toBe(0)
  })

  it('leaves soft shading out and draws a faint edge faintly', () => {
    const shading = ghostEdges(
      columns((x) => 100 + x * 8),
      [255, 255, 255],
    )
    expect(Math.max(...shading)).toBe(0)
    const faint = alphaAt(
      ghostEdges(
        columns((x) => (x < 6 ? 100 : 150)),
        [255, 255, 255],
      ),
      5,
      3,
    )
    expect(faint).toBeGreaterThan(20)
    expect(faint).toBeLessThan(150)
  })
})
