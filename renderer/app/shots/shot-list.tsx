import { memo, useEffect, useMemo, useRef, type KeyboardEvent } from 'react'
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
import { useVirtualRows } from '../../ui/layout/use-virtual-rows.ts'
import { useText } from '../../ui/use-text.ts'
import styles from './shot-list.module.css'

const noShots: readonly Shot[] = []

/** Widths and spaces of a row, CSS pixels, as its style has them. */
const pictureWidth = 88
const wordsHeight = 40
const rowInset = 4

const keyOf = ({ id }: Shot): string => id

/** The film's shots at the left of Camera and Generate; arrow keys walk them. */
export function ShotList() {
  const text = useText()
  const count = useFilm((film) => film.shots.length, 0)
  return (
    <Panel title={text('shell.shots')} trailing={<span className={styles['count']}>{count}</span>}>
      {count === 0 ? <p className={styles['empty']}>{text('shell.shots.empty')}</p> : <Shots />}
    </Panel>
  )
}

/** Only rows in sight are drawn, so that the film's length costs nothing. */
function Shots() {
  const text = useText()
  const zone = useRef<HTMLDivElement | null>(null)
  const shots = useFilm((film): readonly Shot[] => film.shots, noShots)
  const aspect = useFilm((film) => film.format.width / film.format.height, 16 / 9)
  const selected = useWorkspace(({ shotId }) => shotId)
  const kept = useMemo(() => shots.findIndex(({ id }) => id === selected), [shots, selected])
  const height = Math.ceil(Math.max(wordsHeight, pictureWidth / aspect)) + 2 * rowInset
  const space = { start: rowInset, scrollStart: rowInset, scrollEnd: rowInset }
  const heights = String(height)
  const virtualizer = useVirtualRows({ zone, rows: shots, keyOf, heightOf: () => height, heights, kept, space })
  const movesFocus = useRef(false)
  useEffect(() => {
    if (kept < 0) return
    virtualizer.scrollToIndex(kept, { align: 'auto' })
    if (movesFocus.current)
      zone.current?.querySelector<HTMLElement>('[aria-selected=true]')?.focus({ preventScroll: true })
    movesFocus.current = false
  }, [kept, virtualizer])
  const walk = (event: KeyboardEvent): void => {
    const next = shots[walkTarget(event.key, kept, shots.length)]
    if (next === undefined) return
    event.preventDefault()
    event.stopPropagation()
    movesFocus.current = next.id !== selected
    selectShot(next.id)
  }
  return (
    <div ref={zone} role="listbox" aria-label={text('shell.shots')} className={styles['list']} onKeyDown={walk}>
      <div role="presentation" className={styles['content']} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, key, start, size }) => (
          <div
            key={key}
            role="presentation"
            className={styles['place']}
            style={{ height: size, translate: `0 ${start}px` }}
          >
            <ShotRow shot={shots[index]!} place={index + 1} count={shots.length} selected={index === kept} />
          </div>
        ))}
      </div>
    </div>
  )
}

function walkTarget(key: string, index: number, count: number): number {
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  return key === 'ArrowDown' ? index + 1 : key === 'ArrowUp' ? index - 1 : -1
}

interface ShotRowProps {
  readonly shot: Shot
  /** Among all shots, from 1. */
  readonly place: number
  readonly count: number
  readonly selected: boolean
}

/** Drawn anew only when its own shot changes: a drag changes the film with every move of the mouse. */
const ShotRow = memo(function ShotRow({ shot, place, count, selected }: ShotRowProps) {
  const text = useText()
  const takes = useTakes((all) => all)
  const facts = useShotFacts()
  const status = useProjectJobs((jobs) => shotStatus(shot, takes, jobs, (take) => isOutdated(take, facts)))
  return (
    <div
      role="option"
      aria-posinset={place}
      aria-setsize={count}
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
  const aspect = useFilm((film) => film.format.width / film.format.height, 16 / 9)
  const projectId = useOpenFilm((open) => open?.projectId ?? null)
  const board = useFilm((film) => boardOf(film, shot), null)
  const take = useTakes((takes) => takeInCut(shot, takes))
  const missing = useMissingWords(board)
  if (projectId === null) return null
  if (take !== null) {
    const frame = takeFileUrl(projectId, take.id, frameFileName(take.headFrames))
    return <Thumbnail source={frame} alt="" aspect={aspect} chosen={chosen} />
  }
  const source = board === null ? null : pictureUrl(projectId, board.picture.media, 'thumbnail')
  return <Thumbnail source={source} alt="" aspect={aspect} chosen={chosen} missing={missing} part={board?.crop} />
}

function boardOf(film: Film, shot: Shot): Board | null {
  return film.boards.find(({ id }) => id === shot.boards[0]?.boardId) ?? null
}
