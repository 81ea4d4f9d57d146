import { currentFilm } from '../../../state/film-store.ts'
import { cutSession, cutView } from '../cut-view.ts'
import { playhead } from '../editing/cut-edits.ts'
import { snapEdges, snapFrames, snapPixels } from '../editing/snapping.ts'

/**
 * Frames that a drag moves by, caught by boundaries near the moved edges while snapping is on.
 * @param edges frames of the moved edges at rest
 */
type SnapDrag = (pixels: number) => number

/** @param moving ids of what is dragged: its own edges do not catch it */
export function snapDrag(edges: readonly number[], moving: ReadonlySet<string>, pixelsPerFrame: number): SnapDrag {
  const { snapping, inFrame, outFrame } = cutView.get()
  // Collected when the drag begins: what follows a trimmed edge moves with it and must not draw it on.
  const targets = snapping
    ? snapFrames(currentFilm(), { playhead: playhead(), range: { inFrame, outFrame }, moving })
    : []
  return (pixels) => {
    const by = Math.round(pixels / pixelsPerFrame)
    const snapped = snapEdges(
      edges.map((edge) => edge + by),
      targets,
      snapPixels / pixelsPerFrame,
    )
    cutSession.setState({ snappedTo: snapped.target })
    return by + snapped.by
  }
}
