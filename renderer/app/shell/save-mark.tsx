import { errorText } from '../../../core/texts/language.ts'
import { useOpenFilm } from '../../state/film-store.ts'
import { useLanguage, useText } from '../../ui/use-text.ts'
import { Tooltip } from '../../ui/overlays/tooltip.tsx'
import { StatusLabel } from '../../ui/feedback/status.tsx'
import styles from './save-mark.module.css'

const tones = { saved: 'ok', journaled: 'waiting', failed: 'danger' } as const

/** Whether the film is safe on the disk; the tooltip says where, or what is wrong. */
export function SaveMark() {
  const text = useText()
  const language = useLanguage()
  const save = useOpenFilm((open) => open?.save)
  const place = useOpenFilm((open) => open?.place ?? '')
  const writable = useOpenFilm((open) => open?.writable === true)
  if (save === undefined) return null
  const hint = save.problem === null ? place : errorText(save.problem.code, save.problem.details, language)
  return (
    <Tooltip label={hint}>
      <span tabIndex={0} role="status" className={styles['mark']}>
        <StatusLabel
          tone={writable ? tones[save.state] : 'warn'}
          label={text(writable ? `shell.save.${save.state}` : 'shell.save.read-only')}
        />
      </span>
    </Tooltip>
  )
}
