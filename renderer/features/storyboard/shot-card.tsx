import { useSortable } from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import type { KeyboardEvent, MouseEvent } from 'react'
import { useStore } from 'zustand'
import { pictureUrl } from '../../../core/contract/media-urls.ts'
import { changeShotSettings } from '../../../core/project/edits/shots.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { secondsOf } from '../../../core/timeline/rational.ts'
import { edit, useFilm, useOpenFilm } from '../../state/film-store.ts'
import { useProjectJobs, useTakes } from '../../state/mirrors.ts'
import { isOutdated, useShotFacts } from '../../state/shot-changes.ts'
import { shotStatus, takesOfShot, shotTones } from '../../state/shots.ts'
import { showWorkspace, useWorkspace } from '../../state/workspace-store.ts'
import { Thumbnail } from '../../ui/display/thumbnail.tsx'
import { ProgressBar } from '../../ui/feedback/progress-bar.tsx'
import { StatusLabel } from '../../ui/feedback/status.tsx'
import { TextField } from '../../ui/fields/text-field.tsx'
import { useText } from '../../ui/use-text.ts'
import { renamingStore, startRenaming, stopRenaming } from './renaming.ts'
import { chooseShot, useIsSelected } from './selection.ts'
import styles from './shot-card.module.css'
import { cardId, focusSelectedCard } from './story-actions.ts'

interface ShotCardProps {
  readonly shot: Shot
  /** Its place in the storyboard, from 1. */
  readonly number: number
}

/** One shot: its board, name, length, and how far it is. Double click opens its camera. */
export function ShotCard({ shot, number }: ShotCardProps) {
  const text = useText()
  const current = useWorkspace(({ shotId }) => shotId)
  const selected = useIsSelected(shot.id, current)
  const sortable = useSortable({ id: shot.id })
  const { onKeyDown, onPointerDown } = sortable.listeners ?? {}
  const choose = (event: MouseEvent): void =>
    chooseShot(shot.id, event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'add' : 'alone')
  return (
    <li
      ref={sortable.setNodeRef}
      className={styles['card']}
      data-selected={selected || undefined}
      data-dragging={sortable.isDragging || undefined}
      style={{ transform: CSS.Translate.toString(sortable.transform), transition: sortable.transition }}
    >
      <div
        id={cardId(shot.id)}
        role="button"
        tabIndex={shot.id === current ? 0 : -1}
        aria-pressed={selected}
        aria-label={text('board.card', { number, name: shot.name })}
        className={styles['face']}
        onClick={choose}
        onDoubleClick={() => showWorkspace('camera')}
        onPointerDown={(event) => (onPointerDown as ((event: unknown) => void) | undefined)?.(event)}
        onKeyDown={(event: KeyboardEvent) => (onKeyDown as ((event: unknown) => void) | undefined)?.(event)}
      >
        <CardPicture shot={shot} number={number} />
      </div>
      <div className={styles['row']}>
        <ShotName shot={shot} />
        <ShotLength shot={shot} />
      </div>
      <CardStatus shot={shot} />
    </li>
  )
}

function CardPicture({ shot, number }: ShotCardProps) {
  const projectId = useOpenFilm((open) => open?.projectId ?? null)
  const aspect = useFilm((film) => film.format.width / film.format.height, 16 / 9)
  const media = useFilm(
    (film) => film.boards.find(({ id }) => id === shot.boards[0]?.boardId)?.picture.media,
    undefined,
  )
  const fraction = useProjectJobs((jobs) => {
    const job = jobs.find(({ subject, state }) => isRunningFor(shot.id, subject, state))
    return job === undefined ? null : (job.progress?.fraction ?? 0)
  })
  const text = useText()
  return (
    <Thumbnail
      source={projectId === null || media === undefined ? null : pictureUrl(projectId, media, 'thumbnail')}
      alt=""
      aspect={aspect}
    >
      <span className={styles['number']}>{number}</span>
      {fraction !== null && (
        <span className={styles['progress']}>
          <ProgressBar bare label={text('shell.status.generating')} fraction={fraction} />
        </span>
      )}
    </Thumbnail>
  )
}

function isRunningFor(shotId: string, subject: { kind: string; shotId?: string | null }, state: string): boolean {
  return state === 'running' && subject.kind === 'generate' && subject.shotId === shotId
}

function ShotName({ shot }: { readonly shot: Shot }) {
  const text = useText()
  const renaming = useStore(renamingStore, ({ shotId }) => shotId === shot.id)
  if (!renaming) {
    return (
      <span className={styles['name']} title={shot.name} onDoubleClick={() => startRenaming(shot.id)}>
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
function endRenaming(): void {
  stopRenaming()
  requestAnimationFrame(() => {
    if (document.activeElement?.matches('[data-zone]') === true) focusSelectedCard()
  })
}

function ShotLength({ shot }: { readonly shot: Shot }) {
  const rate = useFilm((film) => film.rate, null)
  const text = useText()
  if (rate === null) return null
  const seconds = secondsOf({ value: shot.durationFrames, rate }).toFixed(1)
  return <span className={styles['length']}>{text('board.seconds', { seconds })}</span>
}

function CardStatus({ shot }: { readonly shot: Shot }) {
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
