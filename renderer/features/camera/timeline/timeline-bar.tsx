import { ChevronFirst, ChevronLast, Diamond, DiamondPlus, Pause, Play, StepBack, StepForward } from 'lucide-react'
import { useStore } from 'zustand'
import { easingSchema, type Easing } from '../../../../core/camera/path-schema.ts'
import { formatTimecode } from '../../../../core/timeline/timecode.ts'
import type { ShotGeometry } from '../../../state/board-view/shot-geometry.ts'
import { useWorkspace } from '../../../state/workspace-store.ts'
import { IconButton } from '../../../ui/controls/icon-button.tsx'
import { SegmentedControl } from '../../../ui/controls/segmented-control.tsx'
import { Select } from '../../../ui/controls/select.tsx'
import { ToggleButton } from '../../../ui/controls/toggle-button.tsx'
import { Toolbar, ToolbarSeparator, ToolbarSpace } from '../../../ui/controls/toolbar.tsx'
import { Timecode } from '../../../ui/display/timecode.tsx'
import { useText } from '../../../ui/use-text.ts'
import { cameraSession, useCameraSession } from '../session/camera-session.ts'
import { shownFrame, showFrame } from '../session/current-shot.ts'
import { chosenKeys, easeSegments, goToKey, keyFrame, setKeyHere, setSpeed } from '../session/key-actions.ts'
import { player } from '../session/player.ts'
import styles from './timeline.module.css'

/** Playback, keys and easing, above the dope sheet. */
export function TimelineBar({ geometry }: { readonly geometry: ShotGeometry }) {
  const text = useText()
  const playing = useStore(player.store, ({ speed }) => speed !== 0)
  const autoKey = useCameraSession((session) => session.autoKey)
  const { frames, shot } = geometry
  const speed = shot.camera.source === 'keys' ? shot.camera.path.speed : 'keyed'
  return (
    <Toolbar label={text('camera.tool.transport')} className={styles['bar']}>
      <IconButton
        size="compact"
        label={text('camera.command.first')}
        keys="Home"
        icon={<ChevronFirst />}
        onClick={() => showFrame(frames.start)}
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
        onClick={() => showFrame(frames.end - 1)}
      />
      <Clock geometry={geometry} />
      <ToolbarSeparator />
      <IconButton
        size="compact"
        label={text('camera.command.set-key')}
        keys="K"
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
      <EasingSelect geometry={geometry} constant={speed === 'constant'} />
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
    </Toolbar>
  )
}

function Clock({ geometry: { shot, toCompile } }: { readonly geometry: ShotGeometry }) {
  const text = useText()
  const frame = useWorkspace((workspace) => shownFrame(workspace, shot))
  const timecode = formatTimecode(Math.max(0, frame), { rate: toCompile.rate, dropFrame: false })
  return (
    <span className={styles['clock']}>
      <Timecode value={timecode} label={text('camera.playhead')} />
      <span className={styles['frameNumber']}>{frame}</span>
    </span>
  )
}

/** The easing of the chosen segments, or of the one under the playhead. */
function EasingSelect({ geometry, constant }: { readonly geometry: ShotGeometry; readonly constant: boolean }) {
  const text = useText()
  const { shot } = geometry
  useCameraSession((session) => session.selected)
  useWorkspace((workspace) => shownFrame(workspace, shot))
  if (shot.camera.source !== 'keys') return null
  const { keys } = shot.camera.path
  const chosen = chosenKeys()
  const here = keys.findLast(({ timeFrames }) => timeFrames <= keyFrame()) ?? keys[0]!
  const easings = new Set((chosen.length > 0 ? chosen : [here]).map(({ easing }) => easing))
  const mixed = easings.size > 1
  const options: { value: Easing | 'mixed'; label: string; detail?: string; disabledReason?: string }[] =
    easingSchema.options.map((value, index) => ({
      value,
      label: text(`camera.easing.${value}`),
      detail: String(index + 1),
    }))
  if (mixed) options.unshift({ value: 'mixed', label: text('camera.easing.mixed') })
  return (
    <div className={styles['easing']}>
      <Select
        size="compact"
        label={text('camera.easing')}
        value={mixed ? 'mixed' : [...easings][0]!}
        options={options}
        onChange={(easing) => {
          if (easing !== 'mixed') easeSegments(easing)
        }}
        disabledReason={constant ? text('camera.why.constant') : undefined}
      />
    </div>
  )
}
