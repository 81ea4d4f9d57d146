import { useEffect, useRef, type PointerEvent, type RefObject } from 'react'
import type { ShotGeometry } from '../../../state/board-view/shot-geometry.ts'
import { useWorkspace, workspaceStore } from '../../../state/workspace-store.ts'
import { useText } from '../../../ui/use-text.ts'
import { frameToPixels, pixelsToFrame, type TimeScale } from '../model/time-scale.ts'
import { playheadFrame, showFrame, shownFrame } from '../session/current-shot.ts'
import { player } from '../session/player.ts'
import styles from './timeline.module.css'

interface PlayheadProps {
  readonly geometry: ShotGeometry
  readonly scale: TimeScale
}

/** The ruler to scrub on, and the line of the shown frame, which moves without React. */
export function Playhead({ geometry, scale }: PlayheadProps) {
  const text = useText()
  const line = useRef<HTMLDivElement>(null)
  usePlayheadPlace(line, scale)
  const { frames } = geometry
  return (
    <>
      <div
        className={styles['ruler']}
        onPointerDown={(event) => {
          if (event.button !== 0) return
          player.stop()
          event.currentTarget.setPointerCapture(event.pointerId)
          scrub(event, scale)
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) scrub(event, scale)
        }}
      />
      <div ref={line} className={styles['playhead']}>
        <PlayheadHandle label={text('camera.playhead')} geometry={geometry} min={frames.start} max={frames.end - 1} />
      </div>
    </>
  )
}

interface PlayheadHandleProps {
  readonly label: string
  readonly geometry: ShotGeometry
  readonly min: number
  readonly max: number
}

/** The playhead for the keyboard and for screen readers. */
function PlayheadHandle({ label, geometry, min, max }: PlayheadHandleProps) {
  const frame = useWorkspace((workspace) => shownFrame(workspace, geometry.shot))
  return (
    <div
      className={styles['playheadHandle']}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuenow={frame}
      onKeyDown={(event) => {
        const step = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1 }[event.key]
        if (step === undefined) return
        event.preventDefault()
        event.stopPropagation()
        showFrame(frame + step)
      }}
    />
  )
}

function scrub(event: PointerEvent<HTMLElement>, scale: TimeScale): void {
  const { left } = event.currentTarget.getBoundingClientRect()
  showFrame(pixelsToFrame(scale, event.clientX - left))
}

function usePlayheadPlace(line: RefObject<HTMLElement | null>, scale: TimeScale): void {
  useEffect(() => {
    let placed: number | null = null
    const place = (): void => {
      const frame = playheadFrame()
      if (frame === placed || line.current === null) return
      placed = frame
      line.current.style.transform = `translateX(${frameToPixels(scale, frame)}px)`
    }
    place()
    return workspaceStore.subscribe(place)
  }, [line, scale])
}
