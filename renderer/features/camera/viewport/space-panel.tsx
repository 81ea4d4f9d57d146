import { Axis3d, Box, Circle, Crosshair, Eye, Focus, Joystick, Maximize, Move3d, Rotate3d, Square } from 'lucide-react'
import { memo } from 'react'
import { useCommandHints } from '../../../state/command-hints.ts'
import type { BoardView } from '../../../state/board-view/board-frames.ts'
import { IconButton } from '../../../ui/controls/icon-button.tsx'
import { SegmentedControl } from '../../../ui/controls/segmented-control.tsx'
import { ToggleButton } from '../../../ui/controls/toggle-button.tsx'
import { Toolbar, ToolbarSeparator, ToolbarSpace } from '../../../ui/controls/toolbar.tsx'
import { Menu } from '../../../ui/menus/menu.tsx'
import { useText } from '../../../ui/use-text.ts'
import { cameraSession, useCameraSession } from '../session/camera-session.ts'
import { cameraLayout } from '../session/layout.ts'
import { setLookingFor } from '../session/look-at.ts'
import { startRecording, stopRecording } from '../session/recorder.ts'
import { useShotPart } from '../session/use-shot.ts'
import {
  flight,
  frameAll,
  frameSelection,
  lookFromCamera,
  setPilot,
  showNamedView,
  toggleOrthographic,
} from './eye-control.ts'
import styles from './panels.module.css'
import { SpaceView } from './space-view.tsx'

/** The viewport with its tools. */
export const SpacePanel = memo(function SpacePanel({ view }: { readonly view: BoardView | null }) {
  const text = useText()
  const pilot = useCameraSession((session) => session.pilot)
  return (
    <section className={styles['panel']} data-pilot={pilot || undefined} aria-label={text('camera.viewport')}>
      <SpaceToolbar />
      <div className={styles['body']}>
        <SpaceView view={view} />
      </div>
    </section>
  )
})

function SpaceToolbar() {
  const text = useText()
  const hintOf = useCommandHints()
  const gizmo = useCameraSession((session) => session.gizmo)
  const axes = useCameraSession((session) => session.axes)
  const pilot = useCameraSession((session) => session.pilot)
  return (
    <Toolbar label={text('camera.viewport')} className={styles['bar']}>
      <SegmentedControl
        size="compact"
        label={text('camera.tool.gizmo')}
        value={gizmo}
        segments={[
          {
            value: 'move',
            label: text('camera.tool.move'),
            icon: <Move3d />,
            iconOnly: true,
            keys: hintOf('camera.gizmo-move'),
          },
          {
            value: 'rotate',
            label: text('camera.tool.rotate'),
            icon: <Rotate3d />,
            iconOnly: true,
            keys: hintOf('camera.gizmo-rotate'),
          },
        ]}
        onChange={(chosen) => cameraSession.setState({ gizmo: chosen })}
      />
      <SegmentedControl
        size="compact"
        label={text('camera.tool.axes')}
        value={axes}
        segments={[
          { value: 'world', label: text('camera.tool.world'), icon: <Axis3d />, iconOnly: true },
          { value: 'local', label: text('camera.tool.local'), icon: <Box />, iconOnly: true },
        ]}
        onChange={(chosen) => cameraSession.setState({ axes: chosen })}
      />
      <ToolbarSeparator />
      <IconButton
        size="compact"
        label={text('camera.tool.frame')}
        keys={hintOf('camera.frame')}
        icon={<Focus />}
        onClick={frameSelection}
      />
      <IconButton
        size="compact"
        label={text('camera.tool.frame-all')}
        keys={hintOf('camera.frame-all')}
        icon={<Maximize />}
        onClick={frameAll}
      />
      <LookAtButton />
      <ToolbarSpace />
      <ToggleButton
        size="compact"
        label={text('camera.tool.pilot')}
        keys={hintOf('camera.pilot')}
        icon={<Joystick />}
        pressed={pilot}
        onPressedChange={setPilot}
      />
      <RecordButton />
      <ViewMenu />
    </Toolbar>
  )
}

/** The next click says what cameras turn to. */
function LookAtButton() {
  const text = useText()
  const hintOf = useCommandHints()
  const lookingFor = useCameraSession((session) => session.lookingFor)
  const keyed = useShotPart(({ shot }) => shot.camera.source === 'keys') ?? false
  return (
    <ToggleButton
      size="compact"
      label={text('camera.command.look-at')}
      keys={hintOf('camera.look-at')}
      icon={<Crosshair />}
      pressed={lookingFor}
      disabledReason={keyed ? undefined : text('camera.why.no-keys')}
      onPressedChange={setLookingFor}
    />
  )
}

/** Begins a recorded flight, and ends it. */
function RecordButton() {
  const text = useText()
  const hintOf = useCommandHints()
  const recording = useCameraSession((session) => session.recording !== null)
  const keyed = useShotPart(({ shot }) => shot.camera.source === 'keys') ?? false
  return (
    <ToggleButton
      size="compact"
      label={text('camera.command.record')}
      keys={hintOf('camera.record')}
      icon={recording ? <Square fill="currentColor" /> : <Circle fill="currentColor" />}
      className={styles['record']}
      pressed={recording}
      disabledReason={keyed ? undefined : text('camera.why.no-keys')}
      onPressedChange={(on) => (on ? startRecording(flight) : stopRecording())}
    />
  )
}

/** Named views, and what the viewport shows. */
function ViewMenu() {
  const text = useText()
  const boardPicture = cameraLayout.use((layout) => layout.boardPicture)
  const surround = cameraLayout.use((layout) => layout.surround)
  const achieved = cameraLayout.use((layout) => layout.achieved)
  const orthographic = useCameraSession((session) => session.eye.orthographic)
  return (
    <Menu
      align="end"
      trigger={<IconButton size="compact" label={text('camera.tool.show')} icon={<Eye />} />}
      entries={[
        { id: 'camera', label: text('camera.command.view-camera'), keys: 'Num 0', onSelect: lookFromCamera },
        {
          id: 'front',
          label: text('camera.command.view-front'),
          keys: 'Num 1',
          onSelect: () => showNamedView('front'),
        },
        {
          id: 'right',
          label: text('camera.command.view-right'),
          keys: 'Num 3',
          onSelect: () => showNamedView('right'),
        },
        { id: 'top', label: text('camera.command.view-top'), keys: 'Num 7', onSelect: () => showNamedView('top') },
        {
          id: 'ortho',
          label: text('camera.command.view-ortho'),
          keys: 'Num 5',
          checked: orthographic,
          onSelect: toggleOrthographic,
        },
        { kind: 'separator', id: 'shown' },
        {
          id: 'picture',
          label: text('camera.tool.board-picture'),
          checked: boardPicture,
          onSelect: () => cameraLayout.set({ boardPicture: !boardPicture }),
        },
        {
          id: 'surround',
          label: text('camera.tool.surround'),
          checked: surround,
          onSelect: () => cameraLayout.set({ surround: !surround }),
        },
        {
          id: 'achieved',
          label: text('obedience.path.show'),
          checked: achieved,
          onSelect: () => cameraLayout.set({ achieved: !achieved }),
        },
      ]}
    />
  )
}
