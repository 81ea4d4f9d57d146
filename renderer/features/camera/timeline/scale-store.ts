import { createStore } from 'zustand/vanilla'
import { fittedScale, type TimeScale } from '../model/time-scale.ts'
import type { FrameRange } from '../../../../core/timeline/range.ts'
import { onWorkPlaceLeft } from '../../../state/work-place.ts'

/** What the timeline shows now; null fits the whole shot. */
export const scaleStore = createStore<{ readonly zoomed: TimeScale | null }>(() => ({ zoomed: null }))

export function fitTimeline(): void {
  scaleStore.setState({ zoomed: null })
}

// A part of one shot is any part of another; a visit to another workspace changes nothing.
onWorkPlaceLeft((now, before) => {
  if (now.shotId !== before.shotId || now.projectId !== before.projectId) fitTimeline()
})

export function scaleFor(zoomed: TimeScale | null, { start, end }: FrameRange, widthPixels: number): TimeScale {
  return zoomed ?? fittedScale(start, end, widthPixels)
}
