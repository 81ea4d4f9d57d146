import { boardSpans } from '../../../../core/project/boards-of-shot.ts'
import type { Shot } from '../../../../core/project/schema/shot.ts'
import type { FrameRange } from '../../../../core/timeline/range.ts'

/** One picture of a clip's strip. */
export interface StripCell {
  /** Frame of the shot that it shows: the first that it stands for. */
  readonly frame: number
  /** From the clip's left end, pixels. */
  readonly left: number
  readonly width: number
}

interface Strip {
  /** What the clip shows of its shot. */
  readonly source: FrameRange
  readonly pixelsPerFrame: number
  /** Width of a whole picture; cells are at most this wide, unless a frame alone is wider, and more than half of it. */
  readonly pictureWidth: number
  /** Frames of the shot that are in sight. */
  readonly sight: FrameRange
}

/**
 * The pictures of a clip, side by side, those in sight only. Cells begin at multiples of a power of two of the shot's
 * frames, so that a trim or another zoom asks for pictures that are known.
 */
export function stripCells({ source, pixelsPerFrame, pictureWidth, sight }: Strip): StripCell[] {
  let step = 1
  while (step * 2 * pixelsPerFrame <= pictureWidth) step *= 2
  const cells: StripCell[] = []
  const first = Math.max(source.start, sight.start)
  const last = Math.min(source.end, sight.end)
  if (first >= last) return []
  for (let at = Math.floor(first / step) * step; at < last; at += step) {
    const frame = Math.max(at, source.start)
    const end = Math.min(at + step, source.end)
    cells.push({ frame, left: (frame - source.start) * pixelsPerFrame, width: (end - frame) * pixelsPerFrame })
  }
  return cells
}

/** The boards of a shot that a clip shows, each once and where it takes over, so that a short one is not passed over. */
export function boardCells(
  shot: Shot,
  { source, pixelsPerFrame, pictureWidth }: Pick<Strip, 'source' | 'pixelsPerFrame' | 'pictureWidth'>,
): StripCell[] {
  return boardSpans(shot).flatMap(({ frames }) => {
    const frame = Math.max(frames.start, source.start)
    const length = Math.min(frames.end, source.end) - frame
    if (length <= 0) return []
    const width = Math.min(pictureWidth, length * pixelsPerFrame)
    return [{ frame, left: (frame - source.start) * pixelsPerFrame, width }]
  })
}
