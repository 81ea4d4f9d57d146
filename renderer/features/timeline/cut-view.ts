import { z } from 'zod'
import { createStore } from 'zustand/vanilla'
import { useStore } from 'zustand'
import type { FrameRange } from '../../../core/timeline/range.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import { cutDuration } from '../../state/playback/cut-frame.ts'
import { workspaceSlice } from '../../state/workspace-store.ts'
import type { Insertion } from './editing/reorder.ts'

const frame = z.number().int().min(0).max(1e9)

const viewSchema = z.object({
  pixelsPerFrame: z.number().min(0.001).max(100),
  scrollPixels: z.number().min(0).max(1e9),
  snapping: z.boolean(),
  loop: z.boolean(),
  inFrame: frame.nullable(),
  /** The frame after the last one. */
  outFrame: frame.nullable(),
  rows: z.record(z.string(), z.number()).optional(),
  columns: z.record(z.string(), z.number()).optional(),
})

/** How the Edit workspace looks at the cut: kept with the project, no part of undo. */
export const cutView = workspaceSlice('cut', viewSchema, {
  pixelsPerFrame: 4,
  scrollPixels: 0,
  snapping: true,
  loop: false,
  inFrame: null,
  outFrame: null,
})

/** What a press on a clip does: select and move, or trim in one of the ways of an edit, or cut in two. */
export type CutTool = 'select' | 'ripple' | 'roll' | 'slip' | 'slide' | 'blade'

/** Choices and drags that are gone with the window. */
interface CutSession {
  /** Ids of cut items and sounds. */
  readonly selection: ReadonlySet<string>
  readonly markerId: string | null
  /** Where clips that are dragged would go. */
  readonly insertion: Insertion | null
  readonly moving: ReadonlySet<string>
  /** The boundary that a dragged edge caught. */
  readonly snappedTo: number | null
  /** What a drag says: a length, a change, a limit. */
  readonly readout: string | null
  readonly tool: CutTool
}

const nothing: ReadonlySet<string> = new Set()

export const cutSession = createStore<CutSession>(() => ({
  selection: nothing,
  markerId: null,
  insertion: null,
  moving: nothing,
  snappedTo: null,
  readout: null,
  tool: 'select',
}))

export function useCutSession<Value>(select: (session: CutSession) => Value): Value {
  return useStore(cutSession, select)
}

export function choose(ids: Iterable<string>): void {
  cutSession.setState({ selection: new Set(ids), markerId: null })
}

export function chooseMarker(markerId: string | null): void {
  cutSession.setState({ selection: nothing, markerId })
}

export function chooseTool(tool: CutTool): void {
  cutSession.setState({ tool })
}

export function clearDrag(): void {
  cutSession.setState({ insertion: null, moving: nothing, snappedTo: null, readout: null })
}

/** Frames that the timeline covers: {@link cutLength}, at least one frame. */
export function timelineDuration(film: Film): number {
  return Math.max(1, cutLength(film))
}

/** Frames to the end of the last picture or sound, as the movie of the cut lasts. */
export function cutLength({ cut }: Film): number {
  const sounds = cut.soundTracks.flatMap(({ clips }) =>
    clips.map((clip) => clip.recordStartFrame + clip.durationFrames),
  )
  return Math.max(cutDuration(cut.items), ...sounds)
}

/** What is played: from in to out where both make sense, else everything. */
export function playedRange(film: Film): FrameRange {
  const end = timelineDuration(film)
  const { inFrame, outFrame } = cutView.get()
  const start = inFrame === null || inFrame >= end ? 0 : inFrame
  const stop = outFrame === null || outFrame <= start ? end : Math.min(end, outFrame)
  return { start, end: stop }
}
