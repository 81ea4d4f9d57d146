import {
  ArrowRightToLine,
  BetweenHorizontalStart,
  Bookmark,
  ChevronsLeftRightEllipsis,
  GalleryHorizontal,
  Magnet,
  Maximize2,
  MousePointer2,
  MoveHorizontal,
  Music,
  Plus,
  Scissors,
  Slice,
  SquareSplitHorizontal,
  Trash2,
  ZoomIn,
  ZoomOut,
} from 'lucide-react'
import { useMemo } from 'react'
import type { Film } from '../../../../core/project/schema/film.ts'
import { useCommandHints } from '../../../state/command-hints.ts'
import { useFilm } from '../../../state/film-store.ts'
import { attempt } from '../../../state/notices.ts'
import { useWorkspace } from '../../../state/workspace-store.ts'
import { Button } from '../../../ui/controls/button.tsx'
import { IconButton } from '../../../ui/controls/icon-button.tsx'
import { ToggleButton } from '../../../ui/controls/toggle-button.tsx'
import { SegmentedControl } from '../../../ui/controls/segmented-control.tsx'
import { Toolbar, ToolbarSeparator, ToolbarSpace } from '../../../ui/controls/toolbar.tsx'
import { Menu } from '../../../ui/menus/menu.tsx'
import { useText } from '../../../ui/use-text.ts'
import { needsRoom } from '../cut-commands.ts'
import { chooseTool, cutView, useCutSession } from '../cut-view.ts'
import {
  addDissolve,
  addShots,
  insertGap,
  markAtPlayhead,
  playhead,
  removeChosen,
  splitAtPlayhead,
} from '../editing/cut-edits.ts'
import { zoomStep } from '../editing/time-scale.ts'
import { importSounds } from '../sound/import-sounds.ts'
import styles from './timeline.module.css'
import { TimelineView } from './timeline-view.tsx'
import { askZoom } from './zoom.ts'

const pointerTools = [
  { id: 'select', icon: <MousePointer2 /> },
  { id: 'ripple', icon: <ArrowRightToLine /> },
  { id: 'roll', icon: <ChevronsLeftRightEllipsis /> },
  { id: 'slip', icon: <GalleryHorizontal /> },
  { id: 'slide', icon: <MoveHorizontal /> },
  { id: 'blade', icon: <Slice /> },
] as const

/** The timeline and its tools. */
export function TimelinePanel() {
  const text = useText()
  return (
    <section aria-label={text('cut.timeline')} className={styles['panel']} data-zone="cut">
      <Tools />
      <TimelineView />
    </section>
  )
}

function Tools() {
  const text = useText()
  const hintOf = useCommandHints()
  const snapping = cutView.use((view) => view.snapping)
  const readout = useCutSession((session) => session.readout)
  return (
    <Toolbar label={text('cut.tools')} className={styles['tools']}>
      <PointerTools />
      <ToolbarSeparator />
      <AddShot />
      <IconButton
        label={text('cut.command.sound')}
        icon={<Music />}
        onClick={() => attempt(() => importSounds({ from: 'dialog' }, playhead()))}
      />
      <ToolbarSeparator />
      <EditTools />
      <ToolbarSeparator />
      <ToggleButton
        label={text('cut.command.snap')}
        keys={hintOf('cut.snap')}
        icon={<Magnet />}
        pressed={snapping}
        onPressedChange={(pressed) => cutView.set({ snapping: pressed })}
      />
      <output className={styles['readout']}>{readout}</output>
      <ToolbarSpace />
      <IconButton
        label={text('cut.command.zoom-out')}
        keys={hintOf('cut.zoom-out')}
        icon={<ZoomOut />}
        onClick={() => askZoom(1 / zoomStep)}
      />
      <IconButton
        label={text('cut.command.zoom-in')}
        keys={hintOf('cut.zoom-in')}
        icon={<ZoomIn />}
        onClick={() => askZoom(zoomStep)}
      />
      <IconButton
        label={text('cut.command.fit')}
        keys={hintOf('cut.fit')}
        icon={<Maximize2 />}
        onClick={() => askZoom('fit')}
      />
    </Toolbar>
  )
}

/** What a press on a clip does. */
function PointerTools() {
  const text = useText()
  const hintOf = useCommandHints()
  const tool = useCutSession((session) => session.tool)
  return (
    <SegmentedControl
      label={text('cut.pointer')}
      value={tool}
      segments={pointerTools.map(({ id, icon }) => ({
        value: id,
        label: text(`cut.command.tool-${id}`),
        icon,
        iconOnly: true,
        keys: hintOf(`cut.tool-${id}`),
      }))}
      onChange={chooseTool}
    />
  )
}

function EditTools() {
  const text = useText()
  const hintOf = useCommandHints()
  const chosen = useCutSession(({ selection, markerId }) => selection.size > 0 || markerId !== null)
  // Read when the cut or the playhead changes; what stands there is drawn only when the reason changes.
  useFilm(needsRoom, null)
  const noRoom = useWorkspace(needsRoom)
  return (
    <>
      <IconButton
        label={text('cut.command.split')}
        keys={hintOf('cut.split')}
        icon={<Scissors />}
        onClick={splitAtPlayhead}
      />
      <IconButton
        label={text('cut.command.dissolve')}
        keys={hintOf('cut.dissolve')}
        icon={<SquareSplitHorizontal />}
        disabledReason={noRoom === null ? undefined : text(noRoom)}
        onClick={addDissolve}
      />
      <IconButton
        label={text('cut.command.gap')}
        keys={hintOf('cut.gap')}
        icon={<BetweenHorizontalStart />}
        onClick={insertGap}
      />
      <IconButton
        label={text('cut.command.marker')}
        keys={hintOf('cut.marker')}
        icon={<Bookmark />}
        onClick={markAtPlayhead}
      />
      <IconButton
        label={text('cut.command.delete')}
        keys={hintOf('cut.delete')}
        icon={<Trash2 />}
        disabledReason={chosen ? undefined : text('cut.why.nothing-chosen')}
        onClick={() => removeChosen('close')}
      />
    </>
  )
}

/** Shots that the cut lacks first: a shot of a new board is in it already, a deleted clip's is not. */
function AddShot() {
  const text = useText()
  const shots = useFilm((film) => film.shots, null)
  const items = useFilm((film) => film.cut.items, null)
  const entries = useMemo(() => {
    const used = new Set((items ?? []).flatMap((item) => (item.kind === 'clip' ? [item.shotId] : [])))
    const entry = (shot: Film['shots'][number]) => ({
      id: shot.id,
      label: shot.name || text('cut.unnamed'),
      onSelect: () => addShots([shot.id]),
    })
    const missing = (shots ?? []).filter(({ id }) => !used.has(id))
    const there = (shots ?? []).filter(({ id }) => used.has(id))
    return [
      ...(missing.length > 0 ? [{ kind: 'heading' as const, id: 'missing', label: text('cut.shots-missing') }] : []),
      ...missing.map(entry),
      ...(there.length > 0 ? [{ kind: 'heading' as const, id: 'there', label: text('cut.shots-there') }] : []),
      ...there.map(entry),
    ]
  }, [shots, items, text])
  return (
    <Menu
      trigger={
        <Button
          size="compact"
          icon={<Plus />}
          disabledReason={entries.length > 0 ? undefined : text('cut.why.no-shots')}
        >
          {text('cut.add-shot')}
        </Button>
      }
      entries={entries}
    />
  )
}
