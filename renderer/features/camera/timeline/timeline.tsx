import { memo, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react'
import { useStore } from 'zustand'
import type { ShotGeometry } from '../../../state/board-view/shot-geometry.ts'
import { useText } from '../../../ui/use-text.ts'
import { pixelsToFrame, zoomedScale, type TimeScale } from '../model/time-scale.ts'
import { currentGeometry } from '../session/current-shot.ts'
import { subscribeToShot, useShotPart } from '../session/use-shot.ts'
import { KeysLane } from './keys-lane.tsx'
import { Playhead } from './playhead.tsx'
import { scaleFor, scaleStore } from './scale-store.ts'
import { paintStrips } from './strips.ts'
import { TimelineBar } from './timeline-bar.tsx'
import { TopSpeed } from './top-speed.tsx'
import styles from './timeline.module.css'

interface TimelineProps {
  readonly coverage: readonly number[] | null
}

/** The dope sheet: keys in time, with the speed and the health of the path below them. */
export const Timeline = memo(function Timeline({ coverage }: TimelineProps) {
  const text = useText()
  const sheet = useRef<HTMLDivElement>(null)
  const strips = useRef<HTMLCanvasElement>(null)
  const width = useWidth(sheet)
  const zoomed = useStore(scaleStore, (store) => store.zoomed)
  const start = useShotPart(({ frames }) => frames.start) ?? 0
  const end = useShotPart(({ frames }) => frames.end) ?? 1
  const scale = useMemo(() => scaleFor(zoomed, { start, end }, width), [zoomed, start, end, width])
  useZoom(sheet, { start, end })
  usePaintedStrips(strips, scale, coverage)
  return (
    <section className={styles['timeline']} data-zone="keys" tabIndex={-1} aria-label={text('camera.timeline')}>
      <TimelineBar />
      <div className={styles['sheet']}>
        <div className={styles['labels']}>
          <span className={styles['labelRuler']} />
          <span className={styles['labelKeys']}>{text('camera.keys')}</span>
          <span className={styles['labelSpeed']}>
            {text('camera.speed')}
            <TopSpeed />
          </span>
          <span className={styles['labelStrip']}>{text('camera.coverage')}</span>
          <span className={styles['labelStrip']}>{text('camera.range')}</span>
        </div>
        <div ref={sheet} className={styles['lanes']}>
          <canvas ref={strips} className={styles['strips']} aria-hidden />
          <KeysLane scale={scale} />
          <Playhead scale={scale} start={start} end={end} />
        </div>
      </div>
    </section>
  )
})

/** Paints on a change of the path, at most once for each picture of the screen; React is not asked. */
function usePaintedStrips(
  canvas: RefObject<HTMLCanvasElement | null>,
  scale: TimeScale,
  coverage: readonly number[] | null,
): void {
  useLayoutEffect(() => {
    let painted: ShotGeometry | null = null
    let request = 0
    const paint = (): void => {
      request = 0
      const geometry = currentGeometry()
      if (canvas.current === null || canvas.current.clientWidth === 0 || geometry === null) return
      painted = geometry
      paintStrips(canvas.current, { geometry, scale, coverage })
    }
    const stop = subscribeToShot(() => {
      if (request === 0 && currentGeometry() !== painted) request = requestAnimationFrame(paint)
    })
    paint()
    return () => {
      stop()
      cancelAnimationFrame(request)
    }
  }, [canvas, scale, coverage])
}

function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    if (element.current === null) return undefined
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)))
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return width
}

/** A frame is at most this wide. */
const widestFramePixels = 48

/** The wheel zooms with Ctrl and slides without. */
function useZoom(
  element: RefObject<HTMLElement | null>,
  { start, end }: { readonly start: number; readonly end: number },
) {
  useLayoutEffect(() => {
    const sheet = element.current
    if (sheet === null) return undefined
    const turned = (event: WheelEvent): void => {
      event.preventDefault()
      const width = sheet.clientWidth
      const fitted = scaleFor(null, { start, end }, width)
      const scale = scaleStore.getState().zoomed ?? fitted
      const at = event.clientX - sheet.getBoundingClientRect().left
      if (event.ctrlKey || event.metaKey) {
        const limits = { least: fitted.pixelsPerFrame, most: Math.max(widestFramePixels, fitted.pixelsPerFrame) }
        const zoomed = zoomedScale(scale, event.deltaY < 0 ? 1.25 : 0.8, at, limits)
        scaleStore.setState({ zoomed: zoomed.pixelsPerFrame <= fitted.pixelsPerFrame * 1.001 ? null : zoomed })
        return
      }
      if (scaleStore.getState().zoomed === null) return
      const startFrame = pixelsToFrame(scale, event.deltaX + event.deltaY)
      const last = end - width / scale.pixelsPerFrame
      scaleStore.setState({ zoomed: { ...scale, startFrame: Math.max(start - 2, Math.min(last + 2, startFrame)) } })
    }
    sheet.addEventListener('wheel', turned, { passive: false })
    return () => sheet.removeEventListener('wheel', turned)
  }, [element, start, end])
}
