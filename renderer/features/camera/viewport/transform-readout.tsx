import { Move3d, Rotate3d } from 'lucide-react'
import { useText } from '../../../ui/use-text.ts'
import { shownTransform } from '../model/key-transform.ts'
import { useCameraSession } from '../session/camera-session.ts'
import styles from './transform-readout.module.css'

/** The axis and the amount of keys that are being moved or turned by G or R, and how it ends. */
export function TransformReadout() {
  const text = useText()
  const transform = useCameraSession((session) => session.transform)
  if (transform === null) return null
  const { kind, axis, axes, typed } = transform
  const amount = shownTransform(transform)
  return (
    // What is typed is spoken, what the pointer runs through is not.
    <div className={styles['readout']} role="status" aria-live={axis === null || typed !== '' ? 'polite' : 'off'}>
      <p className={styles['line']}>
        {kind === 'move' ? <Move3d aria-hidden /> : <Rotate3d aria-hidden />}
        {axis === null ? (
          <span>{text(`camera.transform.${kind}-waits`)}</span>
        ) : (
          <>
            <span className={styles['axis']} data-axis={axis}>
              {axis.toUpperCase()}
            </span>
            <span>{text(`camera.transform.${kind}-${axes}`)}</span>
          </>
        )}
        {(axis !== null || typed !== '') && <output className={styles['amount']}>{amount}</output>}
      </p>
      {axis !== null && <p className={styles['hint']}>{text('camera.transform.hint', { axis: axis.toUpperCase() })}</p>}
    </div>
  )
}
