import type { Camera } from '../contract/generation.ts'
import type { CacheFrame, Rasteriser } from './rasterise.ts'

/** Part of a frame that the board's surface covers, 0..1. */
export function coveredPart(frame: CacheFrame): number {
  let covered = 0
  for (let i = 0; i < frame.coverage.length; i++) covered += frame.coverage[i]!
  return covered / frame.coverage.length
}

/** Covered part of each frame along a path; a rasteriser of a small size is enough for advice while editing. */
export function pathCoverage(rasteriser: Rasteriser, cameras: readonly Camera[]): number[] {
  return cameras.map((camera) => coveredPart(rasteriser.render(camera)))
}

/** Which pixels the board covers, 255 or 0, `[height, width]`: a picture to lay over a viewport. */
export function coverageMask(frame: CacheFrame): Uint8Array {
  return frame.coverage.map((value) => value * 255)
}
