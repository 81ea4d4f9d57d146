import { useStore } from 'zustand'
import { secondsOf } from '../../../core/timeline/rational.ts'
import { changeShotSettings } from '../../../core/project/edits/shots.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { edit, useFilm } from '../../state/film-store.ts'
import { useProjectJobs, useTakes } from '../../state/mirrors.ts'
import { isOutdated, useShotFacts } from '../../state/shot-changes.ts'
import { shotStatus, shotTones, takesOfShot } from '../../state/shots.ts'
import { StatusLabel } from '../../ui/feedback/status.tsx'
import { TextField } from '../../ui/fields/text-field.tsx'
import { useText } from '../../ui/use-text.ts'
import { renamingStore, startRenaming, stopRenaming } from './renaming.ts'
import styles from './shot-facts.module.css'
import { focusSelectedCard } from './story-focus.ts'

interface ShotFactProps {
  readonly shot: Shot
}

/** The name; a double click types another. */
export function ShotName({ shot }: ShotFactProps) {
  const text = useText()
  const renaming = useStore(renamingStore, ({ renamed }) => renamed?.kind === 'shot' && renamed.id === shot.id)
  if (!renaming) {
    return (
      <span
        className={styles['name']}
        title={shot.name}
        onDoubleClick={() => startRenaming({ kind: 'shot', id: shot.id })}
      >
        {shot.name}
      </span>
    )
  }
  return (
    <TextField
      autoFocus
      size="compact"
      label={text('board.shot-name')}
      value={shot.name}
      maxLength={200}
      onCancel={endRenaming}
      onCommit={(name) => {
        edit('board.edit.rename', (film) => changeShotSettings(film, shot.id, { name }))
        endRenaming()
      }}
    />
  )
}

/** Enter and Esc leave the focus with the panel, and it goes on to the card; a click elsewhere keeps it there. */
export function endRenaming(): void {
  stopRenaming()
  requestAnimationFrame(() => {
    if (document.activeElement?.matches('[data-zone]') === true) focusSelectedCard()
  })
}

export function ShotLength({ shot }: ShotFactProps) {
  const rate = useFilm((film) => film.rate, null)
  const text = useText()
  if (rate === null) return null
  const seconds = secondsOf({ value: shot.durationFrames, rate }).toFixed(1)
  return <span className={styles['length']}>{text('board.seconds', { seconds })}</span>
}

export function ShotState({ shot }: ShotFactProps) {
  const text = useText()
  const takes = useTakes((all) => all)
  const facts = useShotFacts()
  const status = useProjectJobs((jobs) => shotStatus(shot, takes, jobs, (take) => isOutdated(take, facts)))
  return (
    <StatusLabel
      tone={shotTones[status]}
      label={text(`shell.status.${status}`, { count: takesOfShot(takes, shot.id).length })}
    />
  )
}

/** How many takes the shot has. */
export function ShotTakes({ shot }: ShotFactProps) {
  const count = useTakes((takes) => takesOfShot(takes, shot.id).length)
  return <>{count === 0 ? '–' : count}</>
}
