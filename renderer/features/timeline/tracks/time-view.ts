import { createContext, useContext } from 'react'

/** The part of time that the timeline shows. */
export interface TimeView {
  readonly pixelsPerFrame: number
  /** Frames in sight, and a little beyond at both sides. */
  readonly start: number
  readonly end: number
  /** The scrolled content's place under the pointer, in its own pixels. */
  contentPixels(clientX: number): number
}

export const TimeViewContext = createContext<TimeView>({
  pixelsPerFrame: 1,
  start: 0,
  end: 0,
  contentPixels: (clientX) => clientX,
})

export function useTimeView(): TimeView {
  return useContext(TimeViewContext)
}

/** Whether a stretch of frames is in sight. */
export function isInSight({ start, end }: TimeView, record: { readonly start: number; readonly end: number }): boolean {
  return record.end >= start && record.start <= end
}
