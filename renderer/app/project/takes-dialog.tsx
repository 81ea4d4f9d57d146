import { Trash2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { CleanedTakes, TakeSizes } from '../../../core/contract/take-calls.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import { call } from '../../bridge/client.ts'
import { useFilm, useOpenFilm } from '../../state/film-store.ts'
import { taskStore, useTakes } from '../../state/mirrors.ts'
import { attempt, tellFailure } from '../../state/notices.ts'
import { bytesOf, cleanTakes, readTakeSizes, takeDisk, type TakeDisk } from '../../state/take-disk.ts'
import { Button } from '../../ui/controls/button.tsx'
import { formatBytes } from '../../ui/display/format-bytes.ts'
import { ProgressBar } from '../../ui/feedback/progress-bar.tsx'
import { WorkDialog } from '../../ui/overlays/work-dialog.tsx'
import { useText } from '../../ui/use-text.ts'
import type { ProjectDialogProps } from './project-dialog-props.ts'
import { TakeGroupRow, takesText } from './take-group-row.tsx'
import styles from './takes-dialog.module.css'

/** What the takes of the project cost the disk, and removing those that nobody needs, as far as the user ticks them. */
export function TakesDialog({ open, onClose }: ProjectDialogProps) {
  const text = useText()
  const running = useStore(taskStore, ({ task }) => task?.name === 'clean')
  const [sizes, setSizes] = useState<TakeSizes | null>(null)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [result, setResult] = useState<CleanedTakes | null>(null)
  const disk = useTakeDisk(sizes)
  useEffect(() => {
    if (!open) return
    setTicked(new Set())
    setResult(null)
    setSizes(null)
    readTakeSizes().then(setSizes, tellFailure)
  }, [open])
  const clean = async (): Promise<void> => {
    setResult(null)
    setResult(await cleanTakes([...ticked]))
    setTicked(new Set())
    setSizes(await readTakeSizes())
  }
  return (
    <WorkDialog
      open={open}
      onClose={onClose}
      running={running}
      stopLabel={text('disk.stop')}
      onStop={() => attempt(() => call('task.cancel', {}))}
      title={text('disk.title')}
      description={leadOf(disk, sizes, text)}
      width={560}
      actions={
        disk === null || bytesAndCount(disk).count === 0 ? undefined : (
          <CleanButton disk={disk} ticked={ticked} onClean={() => attempt(clean)} />
        )
      }
    >
      {disk === null && open && <ProgressBar label={text('disk.reading')} fraction={null} />}
      {disk !== null && bytesAndCount(disk).count > 0 && (
        <Groups disk={disk} otherBytes={sizes?.otherBytes ?? 0} ticked={ticked} onTick={setTicked} />
      )}
      {running && <CleanProgress />}
      {result !== null && <Outcome result={result} />}
    </WorkDialog>
  )
}

type Text = ReturnType<typeof useText>

function useTakeDisk(sizes: TakeSizes | null): TakeDisk | null {
  const film = useFilm<Film | null>((open) => open, null)
  const takes = useTakes((all) => all)
  return film === null || sizes === null ? null : takeDisk(film, takes, sizes)
}

function bytesAndCount({ groups, kept }: TakeDisk): { readonly bytes: number; readonly count: number } {
  const all = [...groups.flatMap(({ takes }) => takes), ...kept]
  return { bytes: bytesOf(all), count: all.length }
}

function leadOf(disk: TakeDisk | null, sizes: TakeSizes | null, text: Text): string | undefined {
  if (disk === null || sizes === null) return undefined
  const { bytes, count } = bytesAndCount(disk)
  return count === 0 ? text('disk.empty') : text('disk.lead', { size: formatBytes(bytes), count })
}

interface GroupsProps {
  readonly disk: TakeDisk
  readonly otherBytes: number
  readonly ticked: ReadonlySet<string>
  readonly onTick: (ticked: ReadonlySet<string>) => void
}

function Groups({ disk, otherBytes, ticked, onTick }: GroupsProps) {
  const text = useText()
  return (
    <>
      <ul className={styles['groups']}>
        {disk.groups.map((each) => (
          <TakeGroupRow key={each.group} sized={each} ticked={ticked} onTick={onTick} />
        ))}
        <li className={styles['group']} data-kept>
          <span className={styles['name']}>{text('disk.kept')}</span>
          <span className={styles['count']}>{takesText(disk.kept.length, text)}</span>
          <span className={styles['size']}>{formatBytes(bytesOf(disk.kept))}</span>
        </li>
        {otherBytes > 0 && (
          <li className={styles['group']} data-kept>
            <span className={styles['name']}>{text('disk.other')}</span>
            <span className={styles['count']} />
            <span className={styles['size']}>{formatBytes(otherBytes)}</span>
          </li>
        )}
      </ul>
      <p className={styles['warning']}>{text('disk.warning')}</p>
    </>
  )
}

/** Words of the button for no take and for one. */
const cleanKeys = ['disk.clean-none', 'disk.clean-one'] as const

interface CleanButtonProps {
  readonly disk: TakeDisk
  readonly ticked: ReadonlySet<string>
  readonly onClean: () => void
}

function CleanButton({ disk, ticked, onClean }: CleanButtonProps) {
  const text = useText()
  const writable = useOpenFilm((film) => film?.writable === true)
  const chosen = disk.groups.flatMap(({ takes }) => takes).filter(({ take }) => ticked.has(take.id))
  const reason = !writable
    ? text('shell.save.read-only')
    : chosen.length === 0
      ? text('disk.nothing-chosen')
      : undefined
  return (
    <>
      {chosen.length > 0 && (
        <span className={styles['frees']}>{text('disk.frees', { size: formatBytes(bytesOf(chosen)) })}</span>
      )}
      <Button variant="danger" icon={<Trash2 />} disabledReason={reason} onClick={onClean}>
        {text(cleanKeys[chosen.length] ?? 'disk.clean', { count: chosen.length })}
      </Button>
    </>
  )
}

function CleanProgress() {
  const text = useText()
  const fraction = useStore(taskStore, ({ task }) => task?.fraction ?? null)
  return <ProgressBar label={text('disk.cleaning')} fraction={fraction} />
}

function Outcome({ result: { removed, freedBytes, kept, canceled } }: { readonly result: CleanedTakes }) {
  const text = useText()
  const details = { count: removed.length, size: formatBytes(freedBytes) }
  return (
    <p role="status" className={styles['outcome']}>
      {text(canceled ? 'disk.stopped' : 'disk.freed', details)}
      {kept.length > 0 && ` ${text('disk.left', { count: kept.length })}`}
    </p>
  )
}
