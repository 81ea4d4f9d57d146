import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react'
import { filmStore, useFilm } from '../../../state/film-store.ts'
import { useText } from '../../../ui/use-text.ts'
import { workspaceStore } from '../../../state/workspace-store.ts'
import { cutView, timelineDuration } from '../cut-view.ts'
import { clampZoom, fitZoom, scrollAround, scrollToShow, zoomStep } from '../editing/time-scale.ts'
import { Overlays } from './overlays.tsx'
import { PictureTrack } from './picture-track.tsx'
import { Ruler } from './ruler.tsx'
import { SoundTracks } from './sound-track.tsx'
import { TrackHeads } from './track-heads.tsx'
import { TimeViewContext, type TimeView } from './time-view.ts'
import styles from './timeline.module.css'
import { answerZoom } from './zoom.ts'

/** Room after the end to drop sounds at and to trim into, as a part of what is in sight. */
const roomAfter = 0.6

interface Window {
  readonly scroll: number
  readonly width: number
}

/**
 * Ruler and tracks on one scrolled strip. The strip is made of elements, not of one drawing: clips then have names, menus
 * and focus of their own, and only those in sight are there, so that five hundred cost no more than fifty.
 */
export function TimelineView() {
  const text = useText()
  const scroller = useRef<HTMLDivElement>(null)
  const duration = useFilm(timelineDuration, 1)
  const pixelsPerFrame = cutView.use((view) => view.pixelsPerFrame)
  const shown = useScroll(scroller)
  useZoom(scroller)
  useFollowedPlayhead(scroller)
  const contentPixels = useCallback((clientX: number) => {
    const element = scroller.current
    return element === null ? 0 : clientX - element.getBoundingClientRect().left + element.scrollLeft
  }, [])
  const view = useMemo((): TimeView => {
    const margin = shown.width / 2
    return {
      pixelsPerFrame,
      start: Math.floor((shown.scroll - margin) / pixelsPerFrame),
      end: Math.ceil((shown.scroll + shown.width + margin) / pixelsPerFrame),
      contentPixels,
    }
  }, [pixelsPerFrame, shown, contentPixels])
  return (
    <TimeViewContext value={view}>
      <div className={styles['view']}>
        <TrackHeads />
        <div ref={scroller} className={styles['scroller']} role="group" aria-label={text('cut.tracks')} tabIndex={0}>
          <div
            className={styles['content']}
            style={{ width: Math.ceil(duration * pixelsPerFrame + shown.width * roomAfter) }}
          >
            <Ruler />
            <PictureTrack />
            <SoundTracks />
            <Overlays />
          </div>
        </div>
      </div>
    </TimeViewContext>
  )
}

/** Scroll position and width, for what is in sight. Coarse while scrolling: what is drawn reaches beyond both sides. */
function useScroll(scroller: RefObject<HTMLDivElement | null>): Window {
  const [shown, setShown] = useState<Window>({ scroll: 0, width: 1000 })
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    element.scrollLeft = cutView.get().scrollPixels
    const look = (): void => {
      const { scrollLeft, clientWidth } = element
      cutView.set({ scrollPixels: scrollLeft })
      setShown((before) =>
        before.width === clientWidth && Math.abs(before.scroll - scrollLeft) < clientWidth / 4
          ? before
          : { scroll: scrollLeft, width: clientWidth },
      )
    }
    look()
    const observer = new ResizeObserver(look)
    observer.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [scroller])
  return shown
}

/** Keys zoom about the playhead, the wheel with Ctrl or Alt about the pointer; the wheel alone scrolls. */
function useZoom(scroller: RefObject<HTMLDivElement | null>): void {
  const pending = useRef<number | null>(null)
  const pixelsPerFrame = cutView.use((view) => view.pixelsPerFrame)
  useLayoutEffect(() => {
    // The content has its new width only now.
    if (pending.current !== null && scroller.current !== null) scroller.current.scrollLeft = pending.current
    pending.current = null
  }, [scroller, pixelsPerFrame])
  useEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    const zoomAbout = (factor: number, frame: number, pointer: number): void => {
      const zoomed = clampZoom(cutView.get().pixelsPerFrame * factor)
      pending.current = scrollAround(frame, pointer, zoomed)
      cutView.set({ pixelsPerFrame: zoomed })
    }
    const wheel = (event: WheelEvent): void => {
      event.preventDefault()
      if (!event.ctrlKey && !event.altKey) {
        element.scrollLeft += Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.deltaY
        return
      }
      const pointer = event.clientX - element.getBoundingClientRect().left
      const frame = (element.scrollLeft + pointer) / cutView.get().pixelsPerFrame
      zoomAbout(event.deltaY < 0 ? zoomStep : 1 / zoomStep, frame, pointer)
    }
    const stop = answerZoom((request) => {
      const film = filmStore.getState().open?.history.present
      if (film === undefined) return
      if (request === 'fit') {
        pending.current = 0
        cutView.set({ pixelsPerFrame: fitZoom(timelineDuration(film), element.clientWidth) })
        return
      }
      const { cutFrame } = workspaceStore.getState()
      const pointer = cutFrame * cutView.get().pixelsPerFrame - element.scrollLeft
      const inSight = pointer >= 0 && pointer <= element.clientWidth
      zoomAbout(request, cutFrame, inSight ? pointer : element.clientWidth / 2)
    })
    element.addEventListener('wheel', wheel, { passive: false })
    return () => {
      stop()
      element.removeEventListener('wheel', wheel)
    }
  }, [scroller])
}

/** Turns the page when the playhead leaves it. */
function useFollowedPlayhead(scroller: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    let seen = workspaceStore.getState().cutFrame
    return workspaceStore.subscribe(({ cutFrame }) => {
      const element = scroller.current
      if (cutFrame === seen || element === null) return
      seen = cutFrame
      const { pixelsPerFrame } = cutView.get()
      const view = { scroll: element.scrollLeft, pixels: element.clientWidth, pixelsPerFrame }
      const next = scrollToShow(cutFrame, view)
      // A hand on the ruler steers by what it sees.
      if (element.querySelector('[data-scrubbing]') === null) element.scrollLeft = next
    })
  }, [scroller])
}
