import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import { useText } from '../../../ui/use-text.ts'
import { frameCount } from '../model/frame-count.ts'
import { useCameraSession } from '../session/camera-session.ts'
import { cameraLayout } from '../session/layout.ts'
import { usePlayhead, useShotPart } from '../session/use-shot.ts'
import styles from './through-view.module.css'

interface FrameCounterProps {
  /** Of the picture; told without React, which draws only what of it is read here. */
  readonly coveredPart: StoreApi<number | null>
}

/** Frame, coverage and what else the picture does not show by itself, along its lower edge. */
export function FrameCounter({ coveredPart }: FrameCounterProps) {
  const text = useText()
  const coveredPercent = useStore(coveredPart, (part) => (part === null ? null : Math.floor(part * 100)))
  const frame = usePlayhead()
  const durationFrames = useShotPart(({ shot }) => shot.durationFrames) ?? 0
  const pilot = useCameraSession((session) => session.pilot)
  const unsaved = useCameraSession((session) => session.piloted !== null)
  const hatched = cameraLayout.use(({ coverage }) => coverage)
  const count = frameCount(frame, durationFrames)
  return (
    <div className={styles['status']}>
      <span className={styles['fact']} data-frame={frame}>
        {text(count.key, count.values)}
      </span>
      {pilot && (
        <span className={styles['fact']} data-tone={unsaved ? 'record' : 'pilot'}>
          {text(unsaved ? 'camera.badge.pilot-unsaved' : 'camera.badge.pilot')}
        </span>
      )}
      <span className={styles['space']} />
      {coveredPercent !== null && coveredPercent < 100 && hatched && (
        <span className={styles['fact']} data-tone="invented">
          {text('camera.invents')}
        </span>
      )}
      {coveredPercent !== null && (
        <span className={styles['fact']}>{text('camera.covered', { percent: coveredPercent })}</span>
      )}
    </div>
  )
}
