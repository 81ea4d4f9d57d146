import type { Film } from '../../../../core/project/schema/film.ts'
import { cutLayout } from '../../../state/playback/cut-frame.ts'

/** Where edges catch: a frame boundary, by the frame after it. */
interface SnapTargets {
  readonly playhead: number | null
  readonly range: { readonly inFrame: number | null; readonly outFrame: number | null }
  /** Clips whose edges do not count, because they move. */
  readonly moving: ReadonlySet<string>
}

/** Pixels within which an edge catches. */
export const snapPixels = 8

/** All boundaries of the film that an edge can catch, ascending, each once. */
export function snapFrames(film: Film, { playhead, range, moving }: SnapTargets): number[] {
  const { cut } = film
  const frames = [0]
  for (const { item, record } of cutLayout(cut.items)) {
    if (item.kind !== 'dissolve' && !moving.has(item.id)) frames.push(record.start, record.end)
  }
  for (const marker of cut.markers) frames.push(marker.frame)
  for (const track of cut.soundTracks) {
    for (const clip of track.clips) {
      if (!moving.has(clip.id)) frames.push(clip.recordStartFrame, clip.recordStartFrame + clip.durationFrames)
    }
  }
  for (const frame of [playhead, range.inFrame, range.outFrame]) if (frame !== null) frames.push(frame)
  return [...new Set(frames)].toSorted((a, b) => a - b)
}

/**
 * The nearest target within `tolerance` frames of any of the edges.
 * @param edges frames at which the moved thing begins and ends
 * @returns by how much to move on, and the target; 0 and null when none is near
 */
export function snapEdges(
  edges: readonly number[],
  targets: readonly number[],
  tolerance: number,
): { readonly by: number; readonly target: number | null } {
  let best: { readonly by: number; readonly target: number | null } = { by: 0, target: null }
  let distance = tolerance
  for (const edge of edges) {
    for (const target of targets) {
      const away = Math.abs(target - edge)
      if (away > distance || (best.target !== null && away === distance)) continue
      distance = away
      best = { by: target - edge, target }
    }
  }
  return best
}
