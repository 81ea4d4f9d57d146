import { describe, expect, it } from 'vitest'
import { BoardCache } from '../../../core/cache/board-cache.ts'
import { frameTo8Bit } from '../../../core/cache/condition.ts'
import { coveredPart } from '../../../core/cache/coverage.ts'
import { FrameRenderer, type ViewFrame } from '../../../renderer/state/board-view/frame-renderer.ts'
import { camera, depthOf, noisePicture, rotation, smoothPicture } from '../cache/scenes.ts'

const size = { width: 192, height: 128 }
const intrinsics = [190, 190, 96, 64]
const picture = noisePicture(192, 128)
/** A box in front of a wall: edges, holes behind it, and a margin to look past. */
const depth = depthOf(192, 128, (x, y) => (x > 70 && x < 110 && y > 40 ? 0.7 : 1.3))
const views = [
  camera(intrinsics, rotation(0)),
  camera(intrinsics, rotation(0.15, -0.05, 0.1), [0.2, 0.05, 0.1]),
  camera(intrinsics, rotation(-0.4), [-0.4, 0, 0.3]),
]

describe('FrameRenderer', () => {
  const renderer = new FrameRenderer({ picture, depth, intrinsics, size })

  it('shows byte for byte the frame that the model is conditioned on', () => {
    const cache = new BoardCache(picture, depth, intrinsics, size)
    for (const view of views) {
      const wanted = cache.render(view)
      const rgb = frameTo8Bit(wanted)
      const frame = renderer.render(view)
      const shown = frame.rgba.filter((_value, index) => index % 4 !== 3)
      expect(Buffer.from(shown).equals(Buffer.from(rgb))).toBe(true)
      expect(frame.rgba.every((value, index) => index % 4 !== 3 || value === 255)).toBe(true)
      expect(frame.coverage).toEqual(wanted.coverage)
      expect(frame.coveredPart).toBe(coveredPart(wanted))
    }
  })

  it('gives frames that later frames leave alone', () => {
    const first = renderer.render(views[0]!)
    const kept = structuredClone(first)
    renderer.render(views[2]!)
    expect(first).toEqual(kept)
  })

  it('drafts the same view at half the size', () => {
    // Of noise a half-size picture is only the mean.
    const smooth = new FrameRenderer({ picture: smoothPicture(192, 128), depth, intrinsics, size })
    for (const view of views) {
      const whole = smooth.render(view)
      const draft = smooth.draft(view)
      expect([draft.width, draft.height]).toEqual([96, 64])
      expect(Math.abs(draft.coveredPart - whole.coveredPart)).toBeLessThan(0.02)
      expect(meanDifference(draft, whole)).toBeLessThan(4)
    }
    // Another view is another picture: the small difference above says something.
    expect(meanDifference(smooth.draft(views[0]!), smooth.render(views[2]!))).toBeGreaterThan(30)
  })

  it('counts coverage on a coarse copy close to the true one', () => {
    const exact = views.map((view) => renderer.render(view).coveredPart)
    const coarse = renderer.coverage(views)
    expect(coarse[0]).toBe(1)
    expect(Math.min(...exact)).toBeLessThan(0.8)
    coarse.forEach((part, index) => expect(Math.abs(part - exact[index]!)).toBeLessThan(0.02))
  })
})

/** Mean difference of a half-size frame's values from the means of four pixels of the whole one. */
function meanDifference(draft: ViewFrame, whole: ViewFrame): number {
  let sum = 0
  for (let y = 0; y < draft.height; y++) {
    for (let x = 0; x < draft.width; x++) {
      for (let channel = 0; channel < 3; channel++) {
        const at = (row: number, column: number): number => whole.rgba[(row * whole.width + column) * 4 + channel]!
        const mean = (at(2 * y, 2 * x) + at(2 * y, 2 * x + 1) + at(2 * y + 1, 2 * x) + at(2 * y + 1, 2 * x + 1)) / 4
        sum += Math.abs(draft.rgba[(y * draft.width + x) * 4 + channel]! - mean)
      }
    }
  }
  return sum / (draft.width * draft.height * 3)
}
