import { Crosshair, Circle } from 'lucide-react'
import { useText } from '../../../ui/use-text.ts'
import { useCameraSession } from '../session/camera-session.ts'
import styles from './mode-overlay.module.css'

/** What a viewport is busy with: counting down to a flight, recording it, waiting for what to look at. */
export function ModeOverlay() {
  const text = useText()
  const recording = useCameraSession((session) => session.recording)
  const lookingFor = useCameraSession((session) => session.lookingFor)
  return (
    <div className={styles['overlay']} role="status">
      {lookingFor && (
        <span className={styles['mode']}>
          <Crosshair aria-hidden />
          {text('camera.look.pick')}
        </span>
      )}
      {recording !== null && (
        <span className={styles['mode']} data-tone="record">
          <Circle aria-hidden fill="currentColor" />
          {text(recording.stage === 'flying' ? 'camera.record.flying' : 'camera.record.countdown')}
        </span>
      )}
      {recording?.stage === 'countdown' && <span className={styles['count']}>{recording.seconds}</span>}
    </div>
  )
}
