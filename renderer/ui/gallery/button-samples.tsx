import {
  Camera,
  Copy,
  Ellipsis,
  Grid3x3,
  ImagePlus,
  Magnet,
  Maximize,
  Move3d,
  Play,
  Repeat,
  Rotate3d,
  Sparkles,
  Trash2,
  Undo2,
} from 'lucide-react'
import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { IconButton } from '../controls/icon-button.tsx'
import { SegmentedControl } from '../controls/segmented-control.tsx'
import { ToggleButton } from '../controls/toggle-button.tsx'
import { Toolbar, ToolbarSeparator, ToolbarSpace } from '../controls/toolbar.tsx'
import { Kbd } from '../display/kbd.tsx'
import { Menu } from '../menus/menu.tsx'
import styles from './gallery.module.css'
import { Group, Row } from './group.tsx'
import { useWords } from './words.ts'

export function ButtonSamples() {
  const w = useWords()
  return (
    <Group title={w.buttons}>
      <Row>
        <Button variant="primary" icon={<Sparkles />} trailing={w.estimate}>
          {w.generate}
        </Button>
        <Button icon={<ImagePlus />}>{w.add}</Button>
        <Button variant="ghost">{w.cancel}</Button>
        <Button variant="danger" icon={<Trash2 />}>
          {w.remove}
        </Button>
      </Row>
      <Row>
        <Button variant="primary" disabledReason={w.noModel}>
          {w.generate}
        </Button>
        <Button disabledReason={w.noModel}>{w.duplicate}</Button>
        <Button variant="ghost" disabledReason={w.noModel}>
          {w.cancel}
        </Button>
        <Button variant="danger" disabledReason={w.noModel}>
          {w.remove}
        </Button>
      </Row>
      <SmallSamples />
      <ToolSamples />
      <SurfaceSamples />
    </Group>
  )
}

function SmallSamples() {
  const w = useWords()
  return (
    <Row>
      <Button size="compact" variant="primary" hint={w.generate} keys="Ctrl+Enter">
        {w.generate}
      </Button>
      <Button size="compact" icon={<Copy />}>
        {w.duplicate}
      </Button>
      <IconButton label={w.undo} keys="Ctrl+Z" icon={<Undo2 />} />
      <IconButton label={w.play} keys="Space" icon={<Play />} variant="secondary" />
      <IconButton label={w.play} icon={<Play />} variant="primary" />
      <IconButton label={w.remove} icon={<Trash2 />} size="compact" />
      <IconButton label={w.undo} icon={<Undo2 />} disabledReason={w.noModel} />
      <Kbd keys="Ctrl+Shift+Z" />
    </Row>
  )
}

function SurfaceSamples() {
  const w = useWords()
  return (
    <>
      <h2>{w.colours}</h2>
      <Row>
        {['well', 'window', 'panel', 'raised', 'control'].map((surface) => (
          <div key={surface} className={styles['surface']} style={{ background: `var(--surface-${surface})` }}>
            <span>{w.primaryText}</span>
            <span style={{ color: 'var(--text-secondary)' }}>{w.secondaryText}</span>
            <span style={{ color: 'var(--text-muted)' }}>{w.mutedText}</span>
          </div>
        ))}
      </Row>
    </>
  )
}

function ToolSamples() {
  const w = useWords()
  const [snap, setSnap] = useState(true)
  const [loop, setLoop] = useState(false)
  const [view, setView] = useState<'camera' | 'top' | 'both'>('camera')
  const [tool, setTool] = useState<'move' | 'rotate'>('move')
  return (
    <Toolbar label={w.tools}>
      <SegmentedControl
        label={w.tools}
        value={tool}
        onChange={setTool}
        segments={[
          { value: 'move', label: w.move, icon: <Move3d />, iconOnly: true, keys: 'G' },
          { value: 'rotate', label: w.rotate, icon: <Rotate3d />, iconOnly: true, keys: 'R' },
        ]}
      />
      <ToolbarSeparator />
      <ToggleButton label={w.snap} keys="S" icon={<Magnet />} pressed={snap} onPressedChange={setSnap} />
      <ToggleButton label={w.loop} icon={<Repeat />} pressed={loop} onPressedChange={setLoop} showLabel />
      <IconButton label={w.frame} keys="Home" icon={<Maximize />} />
      <Menu
        trigger={<IconButton label={w.openMenu} icon={<Ellipsis />} />}
        entries={[{ id: 'frame', label: w.frame, keys: 'Home', onSelect: () => undefined }]}
      />
      <ToolbarSpace />
      <SegmentedControl
        label={w.view}
        value={view}
        onChange={setView}
        segments={[
          { value: 'camera', label: w.camera, icon: <Camera /> },
          { value: 'top', label: w.top, icon: <Grid3x3 /> },
          { value: 'both', label: w.both, disabledReason: w.noModel },
        ]}
      />
    </Toolbar>
  )
}
