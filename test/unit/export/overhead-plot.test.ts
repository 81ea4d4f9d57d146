import { expect, test } from 'vitest'
import { flatDepth, groundDepth } from '../../../core/cache/depth.ts'
import { buildCacheMesh } from '../../../core/cache/mesh.ts'
import { camerasFromPath } from '../../../core/camera/cameras.ts'
import { pixelIntrinsics, wholeLensFrame } from '../../../core/camera/intrinsics.ts'
import { boardOutline, overheadPlot } from '../../../core/export/overhead-plot.ts'
import { barMetres, plotMarks } from '../../../core/export/plot-drawing.ts'
import type { Mark } from '../../../core/export/page-marks.ts'

const size = { width: 288, height: 160 }
const intrinsics = pixelIntrinsics(24, wholeLensFrame(size))
const halfWidth = 24.89 / 2 / 24
const frameBox = { x: 0, y: 0, ...size }
const measure = (text: string, points: number): number => text.length * points * 0.5

test('a flat board is one wall at the subject’s distance, as wide as the board is seen', () => {
  const lines = boardOutline({ depth: flatDepth(size.width, size.height), intrinsics, size })
  expect(lines.length).toBe(1)
  const [line] = lines
  expect(line!.points.every(([, z]) => Math.abs(z - 1) < 1e-6)).toBe(true)
  const xs = line!.points.map(([x]) => x)
  const strip = (2 * halfWidth) / xs.length
  expect(Math.min(...xs)).toBeCloseTo(-halfWidth + strip / 2, 5)
  expect(Math.max(...xs)).toBeCloseTo(halfWidth - strip / 2, 5)
  expect(line!.height).toBeCloseTo((2 * halfWidth * size.height) / size.width, 1)
})

test('a ground with a backdrop is the backdrop alone: a floor is no wall', () => {
  const depth = groundDepth(size, 0.5, intrinsics, size)
  const lines = boardOutline({ depth, intrinsics, size })
  expect(lines.length).toBe(1)
  const backdrop = depth.values[0]!
  for (const [, z] of lines[0]!.points) expect(z).toBeCloseTo(backdrop, 1)
})

test('a box before a wall is a line of its own before it, both among the triangles that the viewport shows', () => {
  const depth = flatDepth(size.width, size.height)
  for (let row = 40; row < 120; row++) depth.values.fill(0.5, row * size.width + 96, row * size.width + 192)
  const lines = boardOutline({ depth, intrinsics, size })
  const near = lines.filter(({ points }) => points.every(([, z]) => Math.abs(z - 0.5) < 0.01))
  expect(near.length).toBe(1)
  const width = near[0]!.points.at(-1)![0] - near[0]!.points[0]![0]
  // A third of what is seen at half the distance, less a strip.
  expect(width).toBeCloseTo(halfWidth / 3, 1)
  const { positions } = buildCacheMesh(depth, intrinsics, size)
  const cell = (2 * halfWidth) / 96
  for (const [x, z] of lines.flatMap(({ points }) => points)) {
    let nearest = Infinity
    for (let at = 0; at < positions.length; at += 3)
      nearest = Math.min(nearest, Math.abs(positions[at]! - x) + Math.abs(positions[at + 2]! - z))
    expect(nearest).toBeLessThan(cell)
  }
})

test('sky leaves no line', () => {
  expect(
    boardOutline({
      depth: { ...size, values: new Float32Array(size.width * size.height).fill(100) },
      intrinsics,
      size,
    }),
  ).toEqual([])
})

const key = {
  orientation: [0, 0, 0, 1] as [number, number, number, number],
  focalLengthMm: 24,
  easing: 'linear' as const,
}
const keys = [
  { ...key, timeFrames: 0, position: [0, 0, 0] as [number, number, number] },
  { ...key, timeFrames: 10, position: [0.5, 0, 0] as [number, number, number] },
  { ...key, timeFrames: 20, position: [0.5, 0, -0.5] as [number, number, number] },
]

function plotOf() {
  const timesInFrames = Array.from({ length: 21 }, (_, index) => index)
  const { cameras } = camerasFromPath({ keys, speed: 'keyed' }, { size, timesInFrames })
  const board = { depth: flatDepth(size.width, size.height), intrinsics, size }
  return overheadPlot(board, { cameras, keys: [0, 10, 20], frameBox })
}

test('the cameras at the keys stand where the path has them, and look along their own axis', () => {
  const { cameras, path } = plotOf()
  const places = cameras.map(({ at }) => at.map((value) => Number(value.toFixed(5))))
  expect(places).toEqual([
    [0, 0],
    [0.5, 0],
    [0.5, 0.5],
  ])
  for (const { left, right } of cameras) {
    expect(left[0]).toBeCloseTo(-right[0], 6)
    expect(left[0] / left[1]).toBeCloseTo(-halfWidth, 5)
  }
  expect(path[0]!.every((value) => Math.abs(value) < 1e-9)).toBe(true)
  expect(path.length).toBe(21)
})

test('keys of a dense move are thinned, the first and the last stay', () => {
  const timesInFrames = Array.from({ length: 101 }, (_, index) => index / 5)
  const { cameras } = camerasFromPath({ keys, speed: 'keyed' }, { size, timesInFrames })
  const board = { depth: flatDepth(8, 8), intrinsics, size }
  const plot = overheadPlot(board, { cameras, keys: timesInFrames.map((_, index) => index), frameBox })
  expect(plot.cameras.length).toBeLessThanOrEqual(13)
  expect(plot.cameras[0]!.at[0]).toBeCloseTo(0, 6)
  expect(plot.cameras.at(-1)!.at[1]).toBeCloseTo(0.5, 5)
})

test('on the page, away from the camera is up, right is right, and the bar is as long as it says', () => {
  const plot = plotOf()
  const box = { x: 100, y: 50, width: 200, height: 150 }
  const metresPerUnit = 3
  const marks = plotMarks(plot, box, metresPerUnit, measure)
  const clip = marks.find((mark): mark is Extract<Mark, { kind: 'clip' }> => mark.kind === 'clip')!
  const letters = clip.marks.filter((mark) => mark.kind === 'text')
  const [a, b] = ['A', 'B'].map((letter) => letters.find(({ text }) => text === letter)!.at)
  expect(b![0]).toBeGreaterThan(a![0])
  expect(b![1]).toBeLessThan(a![1])
  for (const mark of marks) {
    if (mark.kind !== 'line') continue
    for (const [x, y] of mark.points) {
      expect(x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height).toBe(true)
    }
  }
  const words = marks.find((mark) => mark.kind === 'text')!
  const metres = Number(/^(\d+) m$/.exec((words as { text: string }).text)![1])
  const bar = marks.find((mark) => mark.kind === 'line' && mark.points.length === 2)! as Extract<Mark, { kind: 'line' }>
  // The wall of the flat board is drawn at the same scale: 2 × half a width across, less a strip.
  const wall = clip.marks.find((mark) => mark.kind === 'line' && mark.points.length > 50)! as Extract<
    Mark,
    { kind: 'line' }
  >
  const wallMetres = (plot.outline[0]!.points.at(-1)![0] - plot.outline[0]!.points[0]![0]) * metresPerUnit
  const perMetre = (wall.points.at(-1)![0] - wall.points[0]![0]) / wallMetres
  expect(bar.points[1]![0] - bar.points[0]![0]).toBeCloseTo(metres * perMetre, 4)
})

test.each([
  [10, 100, 10],
  [10, 99, 5],
  [1000, 100, 0.1],
  [0.004, 90, 20_000],
])('%d points a metre and room for %d give a bar of %d m', (pointsPerMetre, most, metres) => {
  expect(barMetres(pointsPerMetre, most)).toBe(metres)
})
