import { expect, test } from 'vitest'
import { framesOfLatents, latentsOfFrames, packedPlucker } from '../../../core/camera/packed-plucker.ts'

/** Values that say where they come from: frame · 100 + channel · 10 + pixel. */
function plucker(frames: number, pixels: number): Float32Array {
  return Float32Array.from({ length: frames * 6 * pixels }, (_, i) => {
    return Math.floor(i / (6 * pixels)) * 100 + (Math.floor(i / pixels) % 6) * 10 + (i % pixels)
  })
}

test('a clip of 4k + 1 frames has k + 1 latent frames; others are filled up to that', () => {
  expect([1, 2, 5, 6, 9, 81].map(latentsOfFrames)).toEqual([1, 2, 2, 3, 3, 21])
  expect([1, 2, 3, 21].map(framesOfLatents)).toEqual([1, 5, 9, 81])
})

test('the first frame comes four times, then four frames to a latent frame, channel after channel', () => {
  const [pixels, latentFrames] = [2, 2]
  const packed = packedPlucker(plucker(5, pixels), pixels)
  expect(packed).toHaveLength(24 * latentFrames * pixels)
  const at = (row: number, latentFrame: number, pixel: number): number =>
    packed[(row * latentFrames + latentFrame) * pixels + pixel]!
  const frameOf = (row: number, latentFrame: number): number => Math.floor(at(row, latentFrame, 0) / 100)
  expect([0, 6, 12, 18].map((row) => frameOf(row, 0))).toEqual([0, 0, 0, 0])
  expect([0, 6, 12, 18].map((row) => frameOf(row, 1))).toEqual([1, 2, 3, 4])
  expect(at(12 + 5, 1, 1)).toBe(351)
})

test('the last camera stands until the last group is whole', () => {
  const packed = packedPlucker(plucker(3, 1), 1)
  const frames = [0, 6, 12, 18].map((row) => Math.floor(packed[row * 2 + 1]! / 100))
  expect(frames).toEqual([1, 2, 2, 2])
})
