import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { readNpy } from '../../../core/camera/formats/npy.ts'
import { pathFromMoves } from '../../../core/camera/moves.ts'
import { valueOf } from '../../../core/contract/result.ts'
import { compileShot, type ShotToCompile } from '../../../core/project/compile-shot.ts'
import { pluckerNpyBytes, pluckerPictures } from '../../../renderer/state/board-view/plucker-pictures.ts'

const raster = { width: 16, height: 8, sha256: 'a'.repeat(64) }
const shot: ShotToCompile = {
  camera: {
    kind: 'path',
    path: pathFromMoves([{ name: 'truck', amount: 0.5 }], { frames: 9 }),
    anchorFrame: 0,
    boardFocalLengthMm: 24,
  },
  pack: { id: 'p', version: '1', manifestSha256: 'b'.repeat(64), rayLayout: 'moment-direction' },
  size: { width: 16, height: 8 },
  film: null,
  delivery: null,
  rate: { numerator: 24, denominator: 1 },
  firstFrame: 0,
  filmFrames: 9,
  sampleFrames: 3,
  settings: { steps: 1, seed: 1, cache: 'on' },
  picture: raster,
  depth: raster,
}

it('exports exactly the numbers that the digest of the spec counts', async () => {
  const spec = await compileShot(shot)
  const { shape, data } = valueOf(readNpy(pluckerNpyBytes(spec), 'embedding.npy'))
  expect(shape).toEqual([1, 3, 6, 8, 16])
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(spec.pluckerSha256)
})

it('shows directions and moments as colours, whatever the layout', async () => {
  const pictures = await Promise.all(
    (['moment-direction', 'direction-moment'] as const).map(async (rayLayout) =>
      pluckerPictures(await compileShot({ ...shot, pack: { ...shot.pack, rayLayout } })),
    ),
  )
  expect(pictures[0]).toEqual(pictures[1])
  const { samples, momentRange } = pictures[0]!
  // The camera trucks half a subject distance to the right; |o × d| is at most |o|.
  expect(momentRange).toBeGreaterThan(0.4)
  expect(momentRange).toBeLessThanOrEqual(0.5)
  const [first, , last] = samples
  // Without a move there is no moment: middle grey everywhere.
  expect(new Set(first!.moment.filter((_value, index) => index % 4 !== 3))).toEqual(new Set([128]))
  const pixel = (map: Uint8ClampedArray, column: number, row: number): number[] =>
    Array.from(map.subarray((row * 16 + column) * 4, (row * 16 + column) * 4 + 3))
  // Rays at the right go right (red), those at the bottom down (green), all of them forward (blue).
  const [left, right] = [pixel(first!.direction, 0, 4), pixel(first!.direction, 15, 4)]
  expect(right[0]! - left[0]!).toBeGreaterThan(80)
  expect(left[0]! + right[0]!).toBeCloseTo(255, -1)
  expect(pixel(first!.direction, 8, 7)[1]).toBeGreaterThan(pixel(first!.direction, 8, 0)[1]!)
  expect(right[2]).toBeGreaterThan(200)
  // o along +x: o × d = (0, −z, y): green dark all over.
  expect(pixel(last!.moment, 8, 4)[1]).toBeLessThan(10)
})
