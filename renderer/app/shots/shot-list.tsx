import { memo, type KeyboardEvent } from 'react'
import { pictureUrl, takeFileUrl } from '../../../core/contract/media-urls.ts'
import { frameFileName } from '../../../core/contract/take.ts'
import type { Board } from '../../../core/project/schema/board.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { takeInCut } from '../../../core/project/take-in-cut.ts'
import { useFilm, useOpenFilm } from '../../state/film-store.ts'
import { useProjectJobs, useTakes } from '../../state/mirrors.ts'
import { isOutdated, useShotFacts } from '../../state/shot-changes.ts'
import { shotStatus, takesOfShot, shotTones } from '../../state/shots.ts'
import { selectShot, useWorkspace } from '../../state/workspace-store.ts'
import { useMissingWords } from '../../state/missing-words.ts'
import { Thumbnail } from '../../ui/display/thumbnail.tsx'
import { StatusLabel } from '../../ui/feedback/status.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { useText } from '../../ui/use-text.ts'
import styles from './shot-list.module.css'

const noShots: readonly Shot[] = []

/** The film's shots at the left of Camera and Generate; arrow keys walk them. */
export function ShotList() {
  const text = useText()
  const shots = useFilm((film): readonly Shot[] => film.shots, noShots)
  const selected = useWorkspace(({ shotId }) => shotId)
  const walk = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const next = shots[shots.findIndex(({ id }) => id === selected) + step]
    if (step === 0 || next === undefined) return
    event.preventDefault()
    event.stopPropagation()
    selectShot(next.id)
    document.getElementById(optionId(next.id))?.focus()
  }
  return (
    <Panel title={text('shell.shots')} trailing={<span className={styles['count']}>{shots.length}</span>}>
      {shots.length === 0 ? (
        <p className={styles['empty']}>{text('shell.shots.empty')}</p>
      ) : (
        <div role="listbox" aria-label={text('shell.shots')} className={styles['list']} onKeyDown={walk}>
          {shots.map((shot) => (
            <ShotRow key={shot.id} shot={shot} selected={shot.id === selected} />
          ))}
        </div>
      )}
    </Panel>
  )
}

function optionId(shotId: string): string {
  return `shot-row-${shotId}`
}

/** Drawn anew only when its own shot changes: a drag changes the film with every move of the mouse. */
const ShotRow = memo(function ShotRow({ shot, selected }: { readonly shot: Shot; readonly selected: boolean }) {
  const text = useText()
  const takes = useTakes((all) => all)
  const facts = useShotFacts()
  const status = useProjectJobs((jobs) => shotStatus(shot, takes, jobs, (take) => isOutdated(take, facts)))
  return (
    <div
      role="option"
      id={optionId(shot.id)}
      aria-selected={selected}
      tabIndex={selected ? 0 : -1}
      className={styles['row']}
      onClick={() => selectShot(shot.id)}
    >
      <div className={styles['picture']}>
        <ShotPicture shot={shot} chosen={selected} />
      </div>
      <div className={styles['words']}>
        <span className={styles['name']} title={shot.name}>
          {shot.name}
        </span>
        <StatusLabel
          tone={shotTones[status]}
          label={text(`shell.status.${status}`, { count: takesOfShot(takes, shot.id).length })}
        />
      </div>
    </div>
  )
})

/** First frame of the take in the cut, else the board. */
function ShotPicture({ shot, chosen }: { readonly shot: Shot; readonly chosen: boolean }) {
  const projectId = useOpenFilm((open) => open?.projectId ?? null)
  const board = useFilm((film) => boardOf(film, shot), null)
  const take = useTakes((takes) => takeInCut(shot, takes))
  const missing = useMissingWords(board)
  if (projectId === null) return null
  if (take !== null) {
    const frame = takeFileUrl(projectId, take.id, frameFileName(take.headFrames))
    return <Thumbnail source={frame} alt="" chosen={chosen} />
  }
  const source = board === null ? null : pictureUrl(projectId, board.picture.media, 'thumbnail')
  return <Thumbnail source={source} alt="" chosen={chosen} missing={missing} part={board?.crop} />
}

function boardOf(film: Film, shot: Shot): Board | null {
  return film.boards.find(({ id }) => id === shot.boards[0]?.boardId) ?? null
}
