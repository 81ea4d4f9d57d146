import { Copy, Ellipsis, Layers, Scissors, SlidersHorizontal, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { IconButton } from '../controls/icon-button.tsx'
import { Switch } from '../controls/switch.tsx'
import { useToast } from '../feedback/toaster.tsx'
import { ContextMenu } from '../menus/context-menu.tsx'
import type { MenuEntry } from '../menus/menu-entry.ts'
import { Menu } from '../menus/menu.tsx'
import { Menubar } from '../menus/menubar.tsx'
import { ConfirmDialog } from '../overlays/confirm-dialog.tsx'
import { Dialog } from '../overlays/dialog.tsx'
import { Popover } from '../overlays/popover.tsx'
import styles from './gallery.module.css'
import { Group, Row } from './group.tsx'
import { useWords } from './words.ts'

export function MenuSamples() {
  const w = useWords()
  const entries = useEntries()
  return (
    <Group title={w.menus}>
      <Menubar
        label={w.menus}
        menus={[
          { id: 'file', label: w.file, entries: entries.file },
          { id: 'edit', label: w.edit, entries: entries.edit },
          { id: 'view', label: w.view, entries: entries.view },
        ]}
      />
      <Row>
        <Menu trigger={<Button icon={<Layers />}>{w.openMenu}</Button>} entries={entries.edit} />
        <Menu trigger={<IconButton label={w.openMenu} icon={<Ellipsis />} />} entries={entries.view} align="end" />
        <Menu trigger={<Button disabledReason={w.noModel}>{w.file}</Button>} entries={entries.view} />
        <Popover trigger={<Button icon={<SlidersHorizontal />}>{w.popover}</Button>} title={w.popover}>
          <Switch label={w.grid} checked onChange={() => undefined} />
        </Popover>
      </Row>
      <ContextMenu entries={entries.edit}>
        <div className={styles['pad']} tabIndex={0}>
          {w.rightClick}
        </div>
      </ContextMenu>
      <DialogSamples />
    </Group>
  )
}

function useEntries(): Record<'file' | 'edit' | 'view', readonly MenuEntry[]> {
  const w = useWords()
  const [safe, setSafe] = useState(true)
  const nothing = () => undefined
  return {
    file: [
      { id: 'new', label: w.newProject, keys: 'Ctrl+N', onSelect: nothing },
      {
        kind: 'submenu',
        id: 'recent',
        label: w.openRecent,
        entries: [{ id: 'harbour', label: w.harbour, onSelect: nothing }],
      },
      { kind: 'separator', id: 'after-open' },
      { id: 'save', label: w.save, keys: 'Ctrl+S', onSelect: nothing },
    ],
    edit: [
      { id: 'cut', label: w.edit, icon: <Scissors />, keys: 'Ctrl+X', onSelect: nothing },
      { id: 'copy', label: w.duplicate, icon: <Copy />, keys: 'Ctrl+D', onSelect: nothing },
      { id: 'paste', label: w.add, keys: 'Ctrl+V', disabledReason: w.nothingToPaste, onSelect: nothing },
      { kind: 'separator', id: 'before-delete' },
      { id: 'delete', label: w.remove, icon: <Trash2 />, keys: 'Delete', danger: true, onSelect: nothing },
    ],
    view: [
      { kind: 'heading', id: 'guides', label: w.guides },
      { id: 'safe', label: w.safeAreas, checked: safe, onSelect: () => setSafe(!safe) },
      { id: 'grid', label: w.grid, checked: false, keys: 'Ctrl+Alt+G', onSelect: nothing },
    ],
  }
}

function DialogSamples() {
  const w = useWords()
  const toast = useToast()
  const [open, setOpen] = useState<'dialog' | 'question' | null>(null)
  return (
    <Row>
      <Button onClick={() => setOpen('dialog')}>{w.openDialog}</Button>
      <Button onClick={() => setOpen('question')}>{w.ask}</Button>
      <Button
        variant="ghost"
        onClick={() => {
          toast.show({ tone: 'ok', title: w.saved, action: { label: w.show, onSelect: () => undefined } })
          toast.show({ tone: 'danger', title: w.errorTitle, words: w.errorWords })
        }}
      >
        {w.feedback}
      </Button>
      <SampleDialogs open={open} close={() => setOpen(null)} />
    </Row>
  )
}

function SampleDialogs({ open, close }: { readonly open: 'dialog' | 'question' | null; readonly close: () => void }) {
  const w = useWords()
  return (
    <>
      <Dialog
        open={open === 'dialog'}
        onClose={close}
        title={w.newProject}
        description={w.emptyTeaching}
        actions={
          <>
            <Button onClick={close}>{w.cancel}</Button>
            <Button variant="primary" onClick={close}>
              {w.newProject}
            </Button>
          </>
        }
      >
        <Switch label={w.handles} checked onChange={() => undefined} />
      </Dialog>
      <ConfirmDialog
        open={open === 'question'}
        title={w.deleteQuestion}
        description={w.deleteWords}
        confirmLabel={w.deleteShot}
        danger
        onConfirm={close}
        onCancel={close}
      />
    </>
  )
}
