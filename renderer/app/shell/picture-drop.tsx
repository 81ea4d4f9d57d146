import { ImageDown } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { importStore } from '../../state/import-pictures.ts'
import { ProgressBar } from '../../ui/feedback/progress-bar.tsx'
import { useText } from '../../ui/use-text.ts'
import styles from './picture-drop.module.css'
import { usePictureDrop } from './use-picture-drop.ts'

/** A picture or two arrive before anybody could read how far they are. */
const quietMilliseconds = 400

/** Takes pictures that are dropped or pasted anywhere, says so while they hang over the window, and how far they are. */
export function PictureDrop() {
  const text = useText()
  const hovering = usePictureDrop()
  const running = useStore(importStore, (state) => state.running)
  const slow = useIsLasting(running !== null)
  return (
    <>
      {hovering && (
        <div className={styles['hover']}>
          <p className={styles['words']}>
            <ImageDown aria-hidden />
            {text('shell.drop')}
          </p>
        </div>
      )}
      {running !== null && slow && (
        <div role="status" className={styles['progress']}>
          <ProgressBar
            label={text('shell.importing')}
            fraction={running.done / running.total}
            detail={text('shell.importing-count', { done: running.done + 1, total: running.total })}
          />
        </div>
      )}
    </>
  )
}

function useIsLasting(running: boolean): boolean {
  const [lasting, setLasting] = useState(false)
  useEffect(() => {
    if (!running) return
    const timer = setTimeout(() => setLasting(true), quietMilliseconds)
    return () => {
      clearTimeout(timer)
      setLasting(false)
    }
  }, [running])
  return lasting
}
