import { useEffect } from 'react'
import { useStore } from 'zustand'
import { Square, X } from 'lucide-react'
import { attempt } from '../../../state/notices.ts'
import { Button } from '../../../ui/controls/button.tsx'
import { useText } from '../../../ui/use-text.ts'
import { cancelRecording, recordingStore, stopRecording, type RecordingState } from './recording-session.ts'
import styles from './recording-panel.module.css'

/** Over the programme while sound is recorded: the count-in, how long it runs, how loud it is, and its two ends. */
export function RecordingPanel() {
  const isIdle = useStore(recordingStore, ({ phase }) => phase === 'idle')
  return isIdle ? null : <Recording />
}

function Recording() {
  const text = useText()
  const state = useStore(recordingStore)
  useEscape()
  return (
    <section className={styles['panel']} aria-label={text('cut.recording')} data-phase={state.phase}>
      {state.phase === 'counting' && (
        <p className={styles['count']} role="status">
          {state.left}
        </p>
      )}
      <div className={styles['strip']}>
        <span className={styles['lamp']} aria-hidden />
        <span className={styles['words']} role="status">
          {wordsOf(text, state)}
        </span>
        <Meter level={'level' in state ? state.level : 0} />
        {state.phase === 'recording' && (
          <Button size="compact" variant="primary" icon={<Square />} onClick={() => attempt(stopRecording)}>
            {text('cut.recording.stop')}
          </Button>
        )}
        {state.phase !== 'saving' && (
          <Button size="compact" icon={<X />} onClick={() => attempt(cancelRecording)}>
            {text('cut.recording.cancel')}
          </Button>
        )}
      </div>
    </section>
  )
}

function wordsOf(text: ReturnType<typeof useText>, state: RecordingState): string {
  if (state.phase === 'recording') return text('cut.recording.running', { time: clock(state.seconds) })
  return text(`cut.recording.${state.phase === 'idle' ? 'opening' : state.phase}`)
}

/** Minutes and seconds. */
function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`
}

/** Red where the sound is about to be clipped. */
const hotLevel = 0.94

function Meter({ level }: { readonly level: number }) {
  const text = useText()
  const percent = Math.round(level * 100)
  return (
    <div
      className={styles['meter']}
      role="meter"
      aria-label={text('cut.recording.level')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      data-hot={level > hotLevel || undefined}
    >
      <div className={styles['bar']} style={{ transform: `scaleX(${level})` }} />
    </div>
  )
}

/** Esc gives up, wherever the focus is. */
function useEscape(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      event.stopPropagation()
      attempt(cancelRecording)
    }
    window.addEventListener('keydown', listen, { capture: true })
    return () => window.removeEventListener('keydown', listen, { capture: true })
  }, [])
}
