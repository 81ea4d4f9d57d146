import { ChevronFirst, ChevronLast, Maximize, Mic, Pause, Play, Repeat, StepBack, StepForward } from 'lucide-react'
import { useMemo } from 'react'
import { useStore } from 'zustand'
import { formatTimecode } from '../../../../core/timeline/timecode.ts'
import { currentFilm, useFilm } from '../../../state/film-store.ts'
import { useTakes } from '../../../state/mirrors.ts'
import { cutFrameAt } from '../../../state/playback/cut-frame.ts'
import { useWorkspace } from '../../../state/workspace-store.ts'
import { IconButton } from '../../../ui/controls/icon-button.tsx'
import { ToggleButton } from '../../../ui/controls/toggle-button.tsx'
import { Toolbar, ToolbarSeparator } from '../../../ui/controls/toolbar.tsx'
import { useText } from '../../../ui/use-text.ts'
import { cutTransport } from '../cut-transport.ts'
import { cutView, timelineDuration } from '../cut-view.ts'
import { cutFrom } from '../editing/cut-points.ts'
import { playhead } from '../editing/cut-edits.ts'
import { whyNoRecording } from '../recording/recording-command.ts'
import { recordingStore, toggleRecording } from '../recording/recording-session.ts'
import { takeName } from '../take-names.ts'
import { toggleFullScreen } from './full-screen.ts'
import styles from './programme-player.module.css'
import { useCutSpeed } from './use-cut-speed.ts'

function goToCut(direction: 1 | -1): void {
  const frame = cutFrom(currentFilm().cut.items, playhead(), direction)
  if (frame !== null) cutTransport.goTo(frame)
}

/** Times at the sides, buttons between. */
export function TransportBar() {
  const text = useText()
  const speed = useCutSpeed()
  const loop = cutView.use((view) => view.loop)
  return (
    <div className={styles['bar']}>
      <Times />
      <Toolbar label={text('cut.transport')}>
        <IconButton label={text('cut.command.previous')} keys="↑" icon={<ChevronFirst />} onClick={() => goToCut(-1)} />
        <IconButton
          label={text('cut.command.back')}
          keys="←"
          icon={<StepBack />}
          onClick={() => cutTransport.goTo(playhead() - 1)}
        />
        <IconButton
          label={text(speed === 0 ? 'cut.command.play' : 'cut.command.stop')}
          keys="Space"
          icon={speed === 0 ? <Play /> : <Pause />}
          onClick={() => cutTransport.toggle()}
        />
        <IconButton
          label={text('cut.command.on')}
          keys="→"
          icon={<StepForward />}
          onClick={() => cutTransport.goTo(playhead() + 1)}
        />
        <IconButton label={text('cut.command.next')} keys="↓" icon={<ChevronLast />} onClick={() => goToCut(1)} />
        <ToolbarSeparator />
        <RecordButton />
        <ToggleButton
          label={text('cut.command.loop')}
          icon={<Repeat />}
          pressed={loop}
          onPressedChange={(pressed) => cutView.set({ loop: pressed })}
        />
        <IconButton
          label={text('cut.command.full-screen')}
          keys="`"
          icon={<Maximize />}
          onClick={() => toggleFullScreen()}
        />
      </Toolbar>
      <Shown speed={speed} />
    </div>
  )
}

function RecordButton() {
  const text = useText()
  const isRecording = useStore(recordingStore, ({ phase }) => phase !== 'idle')
  useFilm((film) => film.cut.items.length, 0)
  const why = whyNoRecording()
  return (
    <ToggleButton
      label={text('cut.command.record')}
      icon={<Mic />}
      pressed={isRecording}
      disabledReason={why === null ? undefined : text(why)}
      onPressedChange={toggleRecording}
    />
  )
}

function Times() {
  const text = useText()
  const frame = useWorkspace(({ cutFrame }) => cutFrame)
  const rate = useFilm((film) => film.rate, null)
  const cut = useFilm((film) => film.cut, null)
  const duration = useFilm(timelineDuration, 1)
  if (rate === null || cut === null) return <div />
  const format = { rate, dropFrame: cut.dropFrame }
  return (
    <div className={styles['times']}>
      <span className={styles['timecode']} aria-label={text('cut.timecode')} role="timer">
        {formatTimecode(cut.startFrame + frame, format)}
      </span>
      <span className={styles['quiet']}>{text('cut.frame-of', { frame: frame + 1, frames: duration })}</span>
    </div>
  )
}

/** What is on the screen: shot, take and the shot's own frame. */
function Shown({ speed }: { readonly speed: number }) {
  const text = useText()
  const frame = useWorkspace(({ cutFrame }) => cutFrame)
  const film = useFilm((each) => each, null)
  const takes = useTakes((each) => each)
  const layers = useMemo(() => (film === null ? [] : cutFrameAt(film, takes, frame)), [film, takes, frame])
  const top = layers.reduce<(typeof layers)[number] | null>(
    (best, layer) => (best === null || layer.weight > best.weight ? layer : best),
    null,
  )
  return (
    <div className={`${styles['times']} ${styles['right']}`}>
      {speed !== 0 && speed !== 1 && <span className={styles['speed']}>{text('cut.speed', { speed })}</span>}
      {top !== null && (
        <span className={styles['quiet']}>
          {top.shot.name || text('cut.unnamed')} ·{' '}
          {top.take === null ? text('cut.animatic') : takeName(text, takes, top.take.summary)} ·{' '}
          {text('cut.shot-frame', { frame: top.shotFrame + 1, frames: top.shot.durationFrames })}
        </span>
      )}
    </div>
  )
}
