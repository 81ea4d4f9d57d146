import type { PointerEvent } from 'react'
import type { ErrorDetails } from '../../../../core/contract/errors.ts'
import type { CutClip, CutItem } from '../../../../core/project/schema/cut.ts'
import type { StudioTextKey } from '../../../../core/texts/studio/texts.ts'
import { durationOf } from '../../../../core/timeline/range.ts'
import { beginGesture, currentFilm, type FilmGesture } from '../../../state/film-store.ts'
import { setCutFrame } from '../../../state/workspace-store.ts'
import { cutTransport } from '../cut-transport.ts'
import { choose, clearDrag, cutSession } from '../cut-view.ts'
import { moveChosen, playhead } from '../editing/cut-edits.ts'
import { insertionAt, resizedGap } from '../editing/reorder.ts'
import { trimmedBy, trimRoom, type Edge } from '../editing/trim.ts'
import { dragPointer } from './drag-pointer.ts'
import { snapDrag } from './snap-drag.ts'

interface DraggedItem {
  readonly startFrame: number
  readonly pixelsPerFrame: number
}

type Text = (key: StudioTextKey, details?: ErrorDetails) => string

/** Chooses by a press; with Ctrl one more or less, with Shift everything between. @returns whether a drag may follow */
export function chooseByPress(event: PointerEvent<HTMLElement>, id: string): boolean {
  if (event.button !== 0) return false
  const { selection } = cutSession.getState()
  if (event.ctrlKey || event.metaKey) {
    const changed = new Set(selection)
    if (!changed.delete(id)) changed.add(id)
    choose(changed)
    return false
  }
  if (event.shiftKey) choose(between(currentFilm().cut.items, selection, id))
  else if (!selection.has(id)) choose([id])
  return true
}

/** Drags a clip, and the others that are chosen, to another place in the cut. */
export function startMove(
  event: PointerEvent<HTMLElement>,
  dragged: { readonly item: CutItem; readonly grabbedFrame: number; readonly pixelsPerFrame: number },
): void {
  const { item, grabbedFrame, pixelsPerFrame } = dragged
  if (!chooseByPress(event, item.id)) return
  const { items } = currentFilm().cut
  const { selection } = cutSession.getState()
  const moved = new Set(items.filter(({ id, kind }) => kind !== 'dissolve' && selection.has(id)).map(({ id }) => id))
  dragPointer(event, {
    begin: () => cutSession.setState({ moving: moved }),
    move: (pixels) =>
      cutSession.setState({ insertion: insertionAt(items, moved, grabbedFrame + pixels / pixelsPerFrame) }),
    end: (wasDragged) => {
      const { insertion } = cutSession.getState()
      clearDrag()
      if (insertion !== null) moveChosen(moved, insertion.beforeId)
      else if (!wasDragged && !event.shiftKey) choose([item.id])
    },
    cancel: clearDrag,
  })
}

/** Drags an end of a clip; the player shows the frame that the cut falls on, and goes back where it was. */
export function startTrim(
  event: PointerEvent<HTMLElement>,
  dragged: DraggedItem & { readonly clip: CutClip; readonly edge: Edge; readonly text: Text },
): void {
  event.stopPropagation()
  if (event.button !== 0) return
  const { clip, startFrame, edge, text, pixelsPerFrame } = dragged
  choose([clip.id])
  const film = currentFilm()
  const length = durationOf(clip.source)
  const room = trimRoom(film, clip.id, edge)
  const at = edge === 'head' ? startFrame : startFrame + length
  const snap = snapDrag([at], new Set([clip.id]), pixelsPerFrame)
  const before = playhead()
  let gesture: FilmGesture | null = null
  const end = (finish: () => void) => (): void => {
    finish()
    setCutFrame(before)
    clearDrag()
  }
  dragPointer(event, {
    begin: () => {
      cutTransport.stop()
      gesture = beginGesture('cut.edit.trim')
    },
    move: (pixels) => {
      const wanted = snap(pixels)
      const by = Math.min(room.most, Math.max(room.least, wanted))
      gesture?.preview((base) => trimmedBy(base, clip.id, edge, by))
      const after = edge === 'head' ? length - by : length + by
      setCutFrame(edge === 'head' ? startFrame : startFrame + after - 1)
      const change = (edge === 'head' ? -by : by) < 0 ? `−${Math.abs(by)}` : `+${Math.abs(by)}`
      const limit = wanted > room.most || wanted < room.least
      cutSession.setState({ readout: text(limit ? 'cut.readout-limit' : 'cut.readout', { change, frames: after }) })
    },
    end: end(() => gesture?.commit()),
    cancel: end(() => gesture?.cancel()),
  })
}

/** Drags the end of a gap. */
export function startGapTrim(
  event: PointerEvent<HTMLElement>,
  dragged: DraggedItem & { readonly gap: Extract<CutItem, { kind: 'gap' }>; readonly text: Text },
): void {
  event.stopPropagation()
  if (event.button !== 0) return
  const { gap, startFrame, pixelsPerFrame, text } = dragged
  choose([gap.id])
  const snap = snapDrag([startFrame + gap.durationFrames], new Set([gap.id]), pixelsPerFrame)
  let gesture: FilmGesture | null = null
  dragPointer(event, {
    begin: () => void (gesture = beginGesture('cut.edit.gap-length')),
    move: (pixels) => {
      const frames = Math.max(1, gap.durationFrames + snap(pixels))
      gesture?.preview((base) => resizedGap(base, gap.id, frames))
      cutSession.setState({ readout: text('cut.readout-length', { frames }) })
    },
    end: () => {
      gesture?.commit()
      clearDrag()
    },
    cancel: () => {
      gesture?.cancel()
      clearDrag()
    },
  })
}

/** From the first to the last of what was chosen and what is pressed now. */
function between(items: readonly CutItem[], chosen: ReadonlySet<string>, id: string): string[] {
  const places = items.flatMap((item, index) => (chosen.has(item.id) || item.id === id ? [index] : []))
  return items.slice(Math.min(...places), Math.max(...places) + 1).map((item) => item.id)
}
