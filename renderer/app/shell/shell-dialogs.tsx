import { useStore } from 'zustand'
import { AddModelDialog } from '../../features/models/add-model-dialog.tsx'
import { AddNetworkDialog } from '../../features/models/add-network-dialog.tsx'
import { ArchiveDialog } from '../project/archive-dialog.tsx'
import { MissingMediaDialog } from '../project/missing-media-dialog.tsx'
import { RepairDialog } from '../project/repair-dialog.tsx'
import { SnapshotsDialog } from '../project/snapshots-dialog.tsx'
import { TakesDialog } from '../project/takes-dialog.tsx'
import { Palette } from './palette.tsx'
import { QueueDialog } from '../queue/queue-dialog.tsx'
import { SettingsDialog } from './settings-dialog.tsx'
import { Shortcuts } from './shortcuts.tsx'
import { shellStore, showDialog } from './shell-store.ts'

/** What opens over the workspaces. */
export function ShellDialogs() {
  const dialog = useStore(shellStore, (state) => state.dialog)
  const close = (): void => showDialog(null)
  return (
    <>
      <Palette open={dialog === 'palette'} onClose={close} />
      <Shortcuts open={dialog === 'shortcuts'} onClose={close} />
      <QueueDialog open={dialog === 'queue'} onClose={close} />
      <SettingsDialog open={dialog === 'settings'} onClose={close} />
      <SnapshotsDialog open={dialog === 'snapshots'} onClose={close} />
      <MissingMediaDialog open={dialog === 'missing-media'} onClose={close} />
      <TakesDialog open={dialog === 'takes'} onClose={close} />
      <ArchiveDialog open={dialog === 'archive'} onClose={close} />
      <AddModelDialog open={dialog === 'add-model'} onClose={close} />
      <AddNetworkDialog open={dialog === 'add-network'} onClose={close} />
      <RepairDialog />
    </>
  )
}
