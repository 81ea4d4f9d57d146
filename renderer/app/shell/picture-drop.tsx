import { ImageDown } from 'lucide-react'
import { useText } from '../../ui/use-text.ts'
import styles from './picture-drop.module.css'
import { usePictureDrop } from './use-picture-drop.ts'

/** Takes pictures that are dropped or pasted anywhere, and says so while they hang over the window. */
export function PictureDrop() {
  const text = useText()
  const hovering = usePictureDrop()
  if (!hovering) return null
  return (
    <div className={styles['hover']}>
      <p className={styles['words']}>
        <ImageDown aria-hidden />
        {text('shell.drop')}
      </p>
    </div>
  )
}
