import { X } from 'lucide-react'
import { useStore } from 'zustand'
import { cancelImports, importStore, type ImportKind } from '../../state/imports.ts'
import { importPartStore } from '../../state/mirrors.ts'
import { IconButton } from '../../ui/controls/icon-button.tsx'
import { ProgressBar } from '../../ui/feedback/progress-bar.tsx'
import { useText } from '../../ui/use-text.ts'
import styles from './import-progress.module.css'
import { useIsLasting } from './use-is-lasting.ts'

const labels = {
  pictures: 'shell.importing',
  sounds: 'shell.importing-sounds',
  depth: 'shell.importing-depth',
} as const satisfies Record<ImportKind, string>

/** How far imports are that take a while, and the way to stop them. */
export function ImportProgress() {
  const text = useText()
  const runs = [...useStore(importStore, (state) => state.runs).values()]
  const part = useStore(importPartStore, (state) => state.part)
  const lasting = useIsLasting(runs.length > 0)
  const [first] = runs
  if (first === undefined || !lasting) return null
  const done = runs.reduce((sum, run) => sum + run.done, 0)
  const total = runs.reduce((sum, run) => sum + run.total, 0)
  const inFile = part === null ? 0 : part.done / part.total
  const count = text('shell.importing-count', { done: done + 1, total })
  const pages = part === null ? undefined : text('import.pages', { done: part.done, total: part.total })
  return (
    <div role="status" className={styles['progress']}>
      <ProgressBar
        label={text(labels[first.kind])}
        fraction={total === 1 && part === null ? null : (done + inFile) / total}
        detail={total === 1 ? pages : pages === undefined ? count : `${count} · ${pages}`}
      />
      <IconButton label={text('shell.importing-cancel')} icon={<X />} onClick={cancelImports} />
    </div>
  )
}
