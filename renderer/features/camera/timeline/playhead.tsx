import { useEffect, useRef, type PointerEvent, type RefObject } from 'react'
import { workspaceStore } from '../../../state/workspace-store.ts'
import { useText } from '../../../ui/use-text.ts'
import { frameToPixels, pixelsToFrame, type TimeScale, frameNumber } from '../model/time-scale.ts'
import { playheadFrame, showFrame } from '../session/current-shot.ts'
import { player } from '../session/player.ts'
import { usePlayhead } from '../session/use-shot.ts'
import styles from './timeline.module.css'

interface PlayheadProps {
  readonly scale: TimeScale
  /** Frames of the shot with its handles, the last one left out. */
  readonly start: number
  readonly end: number
}

/** The ruler to scrub on, and the line of the shown frame, which moves without React. */
export function Playhead({ scale, start, end }: PlayheadProps) {
  const text = useText()
  const line = useRef<HTMLDivElement>(null)
  usePlayheadPlace(line, scale)
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
        <PlayheadHandle label={text('camera.playhead')} min={start} max={end - 1} />
      </div>
    </>
  )
}

interface PlayheadHandleProps {
  readonly label: string
  readonly min: number
  readonly max: number
}

/** The playhead for the keyboard and for screen readers. */
function PlayheadHandle({ label, min, max }: PlayheadHandleProps) {
  const frame = usePlayhead()
  return (
    <div
      className={styles['playheadHandle']}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuenow={frame}
      aria-valuetext={String(frameNumber(frame))}
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
