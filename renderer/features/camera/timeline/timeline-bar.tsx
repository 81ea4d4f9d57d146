import { ChevronFirst, ChevronLast, Diamond, DiamondPlus, Pause, Play, StepBack, StepForward } from 'lucide-react'
import { memo } from 'react'
import { useStore } from 'zustand'
import { easingSchema, type Easing } from '../../../../core/camera/path-schema.ts'
import { formatTimecode } from '../../../../core/timeline/timecode.ts'
import type { ShotGeometry } from '../../../state/board-view/shot-geometry.ts'
import { useCommandHints } from '../../../state/command-hints.ts'
import { useFilm } from '../../../state/film-store.ts'
import { IconButton } from '../../../ui/controls/icon-button.tsx'
import { SegmentedControl } from '../../../ui/controls/segmented-control.tsx'
import { Select } from '../../../ui/controls/select.tsx'
import { ToggleButton } from '../../../ui/controls/toggle-button.tsx'
import { Toolbar, ToolbarSeparator, ToolbarSpace } from '../../../ui/controls/toolbar.tsx'
import { Timecode } from '../../../ui/display/timecode.tsx'
import { useText } from '../../../ui/use-text.ts'
import { cameraSession, useCameraSession } from '../session/camera-session.ts'
import type { KeyTimes } from '../model/key-edits.ts'
import { showFrame } from '../session/current-shot.ts'
import { easeSegments, goToKey, setKeyHere, setSpeed } from '../session/key-actions.ts'
import { player } from '../session/player.ts'
import { useCalmPart, usePlayhead, useShotPart } from '../session/use-shot.ts'
import { frameNumber } from '../model/time-scale.ts'
import styles from './timeline.module.css'

/** Playback, keys and easing, above the dope sheet. */
export function TimelineBar() {
  const text = useText()
  const hintOf = useCommandHints()
  const playing = useStore(player.store, ({ speed }) => speed !== 0)
  const autoKey = useCameraSession((session) => session.autoKey)
  const speed = useShotPart(({ shot: { camera } }) => (camera.source === 'keys' ? camera.path.speed : null)) ?? 'keyed'
  return (
    <Toolbar label={text('camera.tool.transport')} className={styles['bar']}>
      <IconButton
        size="compact"
        label={text('camera.command.first')}
        keys="Home"
        icon={<ChevronFirst />}
        onClick={() => showFrame(-Infinity)}
      />
      <IconButton
        size="compact"
        label={text('camera.command.previous-key')}
        keys=","
        icon={<StepBack />}
        onClick={() => goToKey(-1)}
      />
      <IconButton
        label={text(playing ? 'camera.tool.stop' : 'camera.tool.play')}
        keys="Space"
        icon={playing ? <Pause /> : <Play />}
        onClick={() => player.toggle()}
      />
      <IconButton
        size="compact"
        label={text('camera.command.next-key')}
        keys="."
        icon={<StepForward />}
        onClick={() => goToKey(1)}
      />
      <IconButton
        size="compact"
        label={text('camera.command.last')}
        keys="End"
        icon={<ChevronLast />}
        onClick={() => showFrame(Infinity)}
      />
      <Clock />
      <ToolbarSeparator />
      <IconButton
        size="compact"
        label={text('camera.command.set-key')}
        keys={hintOf('camera.set-key')}
        icon={<DiamondPlus />}
        onClick={setKeyHere}
      />
      <ToggleButton
        size="compact"
        label={text('camera.tool.auto-key')}
        icon={<Diamond />}
        pressed={autoKey}
        className={autoKey ? styles['record'] : undefined}
        onPressedChange={(on) => cameraSession.setState({ autoKey: on })}
      />
      {autoKey && <span className={styles['recordWord']}>{text('camera.badge.auto-key')}</span>}
      <ToolbarSpace />
      <EasingSelect constant={speed === 'constant'} />
      <span className={styles['speedChoice']}>
        <SegmentedControl
          size="compact"
          label={text('camera.field.speed')}
          value={speed}
          segments={[
            { value: 'keyed', label: text('camera.field.speed.keyed') },
            { value: 'constant', label: text('camera.field.speed.constant') },
          ]}
          onChange={setSpeed}
        />
      </span>
    </Toolbar>
  )
}

function Clock() {
  const text = useText()
  const frame = usePlayhead()
  const rate = useFilm((film) => film.rate, { numerator: 24, denominator: 1 })
  const timecode = formatTimecode(Math.max(0, frame), { rate, dropFrame: false })
  return (
    <span className={styles['clock']}>
      <Timecode value={timecode} label={text('camera.playhead')} />
      <span className={styles['frameNumber']}>{frameNumber(frame)}</span>
    </span>
  )
}

/** The easing of the chosen segments, or of the one under the playhead; empty when they differ. */
function easingHere({ shot: { camera } }: ShotGeometry, selected: KeyTimes, frame: number): Easing | '' {
  if (camera.source !== 'keys') return ''
  const { keys } = camera.path
  const chosen = keys.filter(({ timeFrames }) => selected.includes(timeFrames))
  const here = keys.findLast(({ timeFrames }) => timeFrames <= frame) ?? keys[0]!
  const easings = new Set((chosen.length > 0 ? chosen : [here]).map(({ easing }) => easing))
  return easings.size > 1 ? '' : [...easings][0]!
}

const EasingSelect = memo(function EasingSelect({ constant }: { readonly constant: boolean }) {
  const text = useText()
  const frame = usePlayhead()
  const easing = useCalmPart(({ geometry, selected }) => easingHere(geometry, selected, Math.max(0, frame))) ?? ''
  const options: { value: Easing | 'mixed'; label: string; detail?: string }[] = easingSchema.options.map(
    (value, index) => ({ value, label: text(`camera.easing.${value}`), detail: String(index + 1) }),
  )
  if (easing === '') options.unshift({ value: 'mixed', label: text('camera.easing.mixed') })
  return (
    <div className={styles['easing']}>
      <Select
        size="compact"
        label={text('camera.easing')}
        value={easing === '' ? 'mixed' : easing}
        options={options}
        onChange={(chosen) => {
          if (chosen !== 'mixed') easeSegments(chosen)
        }}
        disabledReason={constant ? text('camera.why.constant') : undefined}
      />
    </div>
  )
})
