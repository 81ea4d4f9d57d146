import { createStore } from 'zustand/vanilla'
import { fittedScale, type TimeScale } from '../model/time-scale.ts'
import type { FrameRange } from '../../../../core/timeline/range.ts'

/** What the timeline shows now; null fits the whole shot. */
export const scaleStore = createStore<{ readonly zoomed: TimeScale | null }>(() => ({ zoomed: null }))

export function fitTimeline(): void {
  scaleStore.setState({ zoomed: null })
}

export function scaleFor(zoomed: TimeScale | null, { start, end }: FrameRange, widthPixels: number): TimeScale {
  return zoomed ?? fittedScale(start, end, widthPixels)
}
