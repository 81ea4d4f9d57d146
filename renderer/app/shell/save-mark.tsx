import { errorText } from '../../../core/texts/language.ts'
import { useOpenFilm } from '../../state/film-store.ts'
import { attempt } from '../../state/notices.ts'
import { saveProject, saveProjectCopy } from '../../state/projects.ts'
import { Button } from '../../ui/controls/button.tsx'
import { Popover } from '../../ui/overlays/popover.tsx'
import { useLanguage, useText } from '../../ui/use-text.ts'
import { Tooltip } from '../../ui/overlays/tooltip.tsx'
import { StatusLabel } from '../../ui/feedback/status.tsx'
import styles from './save-mark.module.css'

const tones = { saved: 'ok', journaled: 'waiting', failed: 'danger' } as const

/** Whether the film is safe on the disk; the tooltip says where. What is wrong, and the remedy, open with a click. */
export function SaveMark() {
  const text = useText()
  const language = useLanguage()
  const save = useOpenFilm((open) => open?.save)
  const place = useOpenFilm((open) => open?.place ?? '')
  const writable = useOpenFilm((open) => open?.writable === true)
  if (save === undefined) return null
  const word = text(writable ? `shell.save.${save.state}` : 'shell.save.read-only')
  const label = <StatusLabel tone={writable ? tones[save.state] : 'warn'} label={word} />
  if (save.problem === null) {
    return (
      <Tooltip label={place}>
        <span tabIndex={0} role="status" className={styles['mark']}>
          {label}
        </span>
      </Tooltip>
    )
  }
  return (
    <span role="status">
      <Popover
        title={word}
        align="end"
        width={360}
        trigger={
          <Button variant="ghost" size="compact" hint={text('shell.save.why')}>
            {label}
          </Button>
        }
      >
        <SaveProblem words={errorText(save.problem.code, save.problem.details, language)} />
      </Popover>
    </span>
  )
}

/** Why the film is not safe, what to do, and the two ways out. */
function SaveProblem({ words }: { readonly words: string }) {
  const text = useText()
  const writable = useOpenFilm((open) => open?.writable === true)
  return (
    <div className={styles['problem']}>
      <p data-selectable className={styles['words']}>
        {words}
      </p>
      <div className={styles['ways']}>
        <Button size="compact" onClick={() => attempt(saveProjectCopy)}>
          {text('shell.command.save-copy')}
        </Button>
        {writable && (
          <Button size="compact" variant="primary" onClick={() => attempt(saveProject)}>
            {text('shell.save.again')}
          </Button>
        )}
      </div>
    </div>
  )
}
