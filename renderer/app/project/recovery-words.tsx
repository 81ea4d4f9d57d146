import type { Recovery } from '../../../core/contract/recovery.ts'
import { errorText } from '../../../core/texts/language.ts'
import { useLanguage, useText } from '../../ui/use-text.ts'
import styles from './project-dialogs.module.css'
import { useTimes } from './use-times.ts'

/** What an opening brought back: how many edits, from when, from which file, and what was kept. */
export function RecoveryWords({ recovery }: { readonly recovery: Recovery }) {
  const text = useText()
  const language = useLanguage()
  const time = useTimes()
  const { edits, editedAt, savedAt, fromBackup, problems, kept, migratedFrom } = recovery
  const when = (at: number | null): string => (at === null ? '–' : time(at))
  return (
    <ul className={styles['facts']} data-selectable>
      {fromBackup && <li>{text('recovery.backup', { when: when(savedAt) })}</li>}
      {edits > 0 && (
        <li>{text(edits === 1 ? 'recovery.edits-one' : 'recovery.edits', { edits, when: when(editedAt) })}</li>
      )}
      {edits > 0 && !fromBackup && <li>{text('recovery.saved', { when: when(savedAt) })}</li>}
      {problems
        .filter(({ code }) => code !== 'project.opened.from-backup')
        .map(({ code, details }) => (
          <li key={code}>{errorText(code, details, language)}</li>
        ))}
      {kept.length > 0 && <li>{text('recovery.kept', { names: kept.join(', ') })}</li>}
      {migratedFrom !== null && <li>{text('recovery.migrated', { version: migratedFrom })}</li>}
    </ul>
  )
}
