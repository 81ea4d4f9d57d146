import type { PointerEvent } from 'react'
import type { ErrorDetails } from '../../../../core/contract/errors.ts'
import {
  rolled,
  rollRoom,
  slid,
  slideRoom,
  slipped,
  slipRoom,
  type FrameRoom,
} from '../../../../core/project/edits/cut-trims.ts'
import type { CutClip } from '../../../../core/project/schema/cut.ts'
import type { Film } from '../../../../core/project/schema/film.ts'
import type { StudioTextKey } from '../../../../core/texts/studio/texts.ts'
import { durationOf } from '../../../../core/timeline/range.ts'
import { beginGesture, currentFilm, type FilmGesture } from '../../../state/film-store.ts'
import { setCutFrame } from '../../../state/workspace-store.ts'
import { cutTransport } from '../cut-transport.ts'
import { choose, clearDrag, cutSession, type CutTool } from '../cut-view.ts'
import { playhead, splitAt } from '../editing/cut-edits.ts'
import { startTrim } from './clip-drag.ts'
import { dragPointer } from './drag-pointer.ts'
import { snapDrag } from './snap-drag.ts'

interface Pressed {
  readonly clip: CutClip
  readonly startFrame: number
  readonly pixelsPerFrame: number
  /** Where the pointer is, frames of the cut. */
  readonly pointerFrame: number
  readonly text: (key: StudioTextKey, details?: ErrorDetails) => string
}

/** One of the tools that leave the cut as long as it is. */
interface EvenTrim {
  readonly title: StudioTextKey
  readonly room: FrameRoom
  readonly trimmed: (film: Film, frames: number) => Film
  /** Boundaries that the drag moves. */
  readonly edges: readonly number[]
  /** Frames of the drag in frames of the trim: a slip drags the picture, which shows earlier material to the right. */
  readonly sign: 1 | -1
  readonly shownFrame: (by: number) => number
  readonly says: (film: Film) => readonly [StudioTextKey, ErrorDetails]
}

/** A press on a clip with another tool than the one that selects. */
export function startTool(event: PointerEvent<HTMLElement>, tool: Exclude<CutTool, 'select'>, pressed: Pressed): void {
  if (event.button !== 0) return
  const { clip, startFrame, pointerFrame, text } = pressed
  if (tool === 'blade') return splitAt(Math.round(pointerFrame))
  const edge = pointerFrame - startFrame < durationOf(clip.source) / 2 ? 'head' : 'tail'
  if (tool === 'ripple') return startTrim(event, { ...pressed, edge })
  choose([clip.id])
  startEvenTrim(event, evenTrim(tool, pressed, edge), { ...pressed, text })
}

function evenTrim(tool: 'roll' | 'slip' | 'slide', { clip, startFrame }: Pressed, edge: 'head' | 'tail'): EvenTrim {
  const film = currentFilm()
  const end = startFrame + durationOf(clip.source)
  if (tool === 'slip') {
    return {
      title: 'cut.edit.slip',
      room: slipRoom(film, clip.id),
      trimmed: (base, frames) => slipped(base, clip.id, frames),
      edges: [],
      sign: -1,
      shownFrame: () => startFrame,
      says: (now) => ['cut.readout-slip', sourceOf(now, clip.id)],
    }
  }
  if (tool === 'slide') {
    return {
      title: 'cut.edit.slide',
      room: slideRoom(film, clip.id),
      trimmed: (base, frames) => slid(base, clip.id, frames),
      edges: [startFrame, end],
      sign: 1,
      shownFrame: (by) => startFrame + by,
      says: (now) => ['cut.readout-sides', sidesOf(now, clip.id, 'both')],
    }
  }
  const rollsId = edge === 'head' ? clip.id : itemAfter(film, clip.id)
  return {
    title: 'cut.edit.roll',
    room: rollsId === null ? { least: 0, most: 0 } : rollRoom(film, rollsId),
    trimmed: (base, frames) => (rollsId === null ? base : rolled(base, rollsId, frames)),
    edges: [edge === 'head' ? startFrame : end],
    sign: 1,
    shownFrame: (by) => (edge === 'head' ? startFrame + by : end + by - 1),
    says: (now) => ['cut.readout-sides', sidesOf(now, rollsId ?? clip.id, 'before')],
  }
}

function startEvenTrim(
  event: PointerEvent<HTMLElement>,
  trim: EvenTrim,
  { clip, pixelsPerFrame, text }: Pressed,
): void {
  const { room, sign, title, trimmed, shownFrame, says } = trim
  const snap = snapDrag(trim.edges, new Set([clip.id]), pixelsPerFrame)
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
      gesture = beginGesture(title)
    },
    move: (pixels) => {
      const wanted = snap(pixels) * sign
      const by = Math.min(room.most, Math.max(room.least, wanted))
      gesture?.preview((base) => trimmed(base, by))
      setCutFrame(shownFrame(by))
      const [key, details] = says(currentFilm())
      const change = by < 0 ? `−${-by}` : by > 0 ? `+${by}` : '0'
      const what = text(key, { ...details, change })
      cutSession.setState({ readout: wanted === by ? what : text('cut.readout-end', { what }) })
    },
    end: end(() => gesture?.commit()),
    cancel: end(() => gesture?.cancel()),
  })
}

/** The clip or gap after one, over a dissolve between; null at the end. */
function itemAfter({ cut: { items } }: Film, id: string): string | null {
  const place = items.findIndex((item) => item.id === id)
  return items.slice(place + 1).find(({ kind }) => kind !== 'dissolve')?.id ?? null
}

/** What a clip shows of its shot, its first frame counted as 1. */
function sourceOf({ cut }: Film, id: string): ErrorDetails {
  const item = cut.items.find((each) => each.id === id)
  if (item?.kind !== 'clip') return { first: 0, last: 0 }
  return { first: item.source.start + 1, last: item.source.end }
}

/** Lengths on the two sides of the cut before an item, or of an item's neighbours. */
function sidesOf({ cut }: Film, id: string, sides: 'before' | 'both'): ErrorDetails {
  const items = cut.items.filter((item) => item.kind !== 'dissolve')
  const place = items.findIndex((item) => item.id === id)
  const lengthAt = (index: number): number => {
    const item = items[index]
    return item === undefined ? 0 : item.kind === 'gap' ? item.durationFrames : durationOf(item.source)
  }
  return { before: lengthAt(place - 1), after: lengthAt(sides === 'both' ? place + 1 : place) }
}
