import { estimatedSharpening, type DepthOperation } from '../contract/depth-operation.ts'
import type { Board } from './schema/board.ts'

type BoardDepth = Board['depth']

/** A board's depth as far as a model pack has estimated it. */
export interface EstimatedDepth {
  readonly media: string
  readonly packId: string
  readonly packVersion: string
}

/**
 * Depth that a pack estimated, as a board gets it: edges sharpened on the picture, relief as it is. One that was
 * estimated before keeps what was chosen for relief and edges.
 * @param before the board's depth until now
 */
export function estimatedBoardDepth({ media, packId, packVersion }: EstimatedDepth, before: BoardDepth): BoardDepth {
  const made = { origin: 'estimated', raster: media, packId, packVersion } as const
  return before.origin === 'estimated' ? { ...before, ...made } : { ...made, sharpening: estimatedSharpening }
}

/** What is done to a board's raster each time it is used, in this order: edges first, since relief only rescales. */
export function shapingOf(depth: BoardDepth): DepthOperation[] {
  if (!('raster' in depth)) return []
  const { relief = 1, sharpening = 0 } = depth
  return [
    ...(sharpening > 0 ? [{ kind: 'sharpen', passes: sharpening } as const] : []),
    ...(relief === 1 ? [] : [{ kind: 'relief', strength: relief } as const]),
  ]
}

/** The unit of a board's raster: an estimated one counts in subject distances already. Null takes its median. */
export function rasterUnit({ depth, subjectDistance }: Pick<Board, 'depth' | 'subjectDistance'>): number | null {
  return depth.origin === 'estimated' ? 1 : subjectDistance
}
