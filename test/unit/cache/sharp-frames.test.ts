import { describe, expect, it } from 'vitest'
import { BoardCache } from '../../../core/cache/board-cache.ts'
import { flatDepth } from '../../../core/cache/depth.ts'
import type { CacheFrame } from '../../../core/cache/rasterise.ts'
import { camera, noisePicture, paint } from './scenes.ts'

const frameSize = { width: 192, height: 108 }
const modelSize = { width: 48, height: 27 }
const modelLens = [48, 48, 24, 13.5]

/** Waves up to six tenths of what a frame can hold, the shorter ones lower; x and y in the frame's pixels. */
function detail(x: number, y: number): number {
  const waves = [0.1, 0.2, 0.35, 0.5, 0.6].map((part, i) => {
    const angle = i * 1.3
    return (0.1 / part) * Math.sin(Math.PI * part * (x * Math.cos(angle) + y * Math.sin(angle)) + i)
  })
  return 127.5 + 50 * waves.reduce((sum, wave) => sum + wave, 0)
}

function detailedPicture(scale: number) {
  const [width, height] = [frameSize.width * scale, frameSize.height * scale]
  return paint(width, height, (x, y) => {
    const value = Math.round(detail((x + 0.5) / scale, (y + 0.5) / scale))
    return [value, value, value]
  })
}

/** Sum of squared differences to the right and down, away from the border. */
function gradientEnergy(value: (column: number, row: number) => number): number {
  let energy = 0
  for (let row = 8; row < frameSize.height - 9; row++) {
    for (let column = 8; column < frameSize.width - 9; column++) {
      const here = value(column, row)
      energy += (value(column + 1, row) - here) ** 2 + (value(column, row + 1) - here) ** 2
    }
  }
  return energy
}

function energyOf({ rgb, width }: CacheFrame): number {
  return gradientEnergy((column, row) => 255 * rgb[(row * width + column) * 3]!)
}

describe('frames to look at', () => {
  it.each([1, 1.03, 1.1, 1.25, 1.5])('keep nine tenths of the board’s gradient energy at zoom %f', (zoom) => {
    const picture = detailedPicture(1.5)
    const board = new BoardCache(picture, flatDepth(4, 4), modelLens, modelSize, frameSize)
    const lens = [192 * zoom, 192 * zoom, 96, 54]
    const truth = gradientEnergy((column, row) => detail(96 + (column + 0.5 - 96) / zoom, 54 + (row + 0.5 - 54) / zoom))
    const kept = energyOf(board.render(camera(lens))) / truth
    expect(kept).toBeGreaterThan(0.9)
    expect(kept).toBeLessThan(1.2)
  })

  it('are the picture itself, bit for bit, where pixels meet texels', () => {
    const picture = noisePicture(frameSize.width, frameSize.height)
    const board = new BoardCache(picture, flatDepth(4, 4), modelLens, modelSize, frameSize)
    const { rgb } = board.render(camera([192, 192, 96, 54]))
    expect(Array.from(rgb, (value) => Math.round(value * 255))).toEqual([...picture.rgb])
  })
})

it('frames for a model are exact means of a larger picture, at the board’s own camera', () => {
  const picture = noisePicture(frameSize.width, frameSize.height)
  const { rgb } = new BoardCache(picture, flatDepth(4, 4), modelLens, modelSize).render(camera(modelLens))
  for (const [column, row] of [
    [0, 0],
    [17, 5],
    [47, 26],
  ] as const) {
    let sum = 0
    for (let y = 0; y < 4; y++)
      for (let x = 0; x < 4; x++) sum += picture.rgb[((row * 4 + y) * frameSize.width + column * 4 + x) * 3]!
    expect(rgb[(row * modelSize.width + column) * 3]).toBeCloseTo(sum / 16 / 255, 5)
  }
})
