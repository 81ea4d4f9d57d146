import { ChevronRight, Sparkles } from 'lucide-react'
import type { MouseEvent } from 'react'
import type { JobSnapshot } from '../../../core/contract/jobs.ts'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { takeInCut } from '../../../core/project/take-in-cut.ts'
import { useTakes } from '../../state/mirrors.ts'
import { Button } from '../../ui/controls/button.tsx'
import { Stars } from '../../ui/display/stars.tsx'
import { ProgressBar } from '../../ui/feedback/progress-bar.tsx'
import { ContextMenu } from '../../ui/menus/context-menu.tsx'
import { useText } from '../../ui/use-text.ts'
import { setStars, toggleChosen } from './generate-actions.ts'
import { generateView, stageTake } from './generate-store.ts'
import { takeAfter, type ShownCells } from './matrix-cells.ts'
import { cardOfTake } from './on-stage.ts'
import { TakeBadge } from './take-badge.tsx'
import styles from './take-matrix.module.css'
import { useTakeMenu } from './take-menu.tsx'
import { TakeView } from './take-view.tsx'

/** Frames read ahead in a cell: many play at a time. */
const readAhead = 6

interface Placed {
  /** Row and column, to find the cell again. */
  readonly place: string
  /** Holds the grid's tab stop. */
  readonly tabStop: boolean
  readonly onFocus: () => void
}

interface MatrixCellProps extends Placed {
  readonly shot: Shot
  /** Takes of one camera and seed, the best first. */
  readonly cell: readonly TakeSummary[]
  readonly cellKey: string
  /** The camera's name. */
  readonly camera: string
  readonly ids: readonly string[]
  readonly numbers: ReadonlyMap<string, number>
  readonly shown: ShownCells
}

/** The takes of a camera and a seed: one is seen, the others are a click away. */
export function MatrixCell(props: MatrixCellProps) {
  const { shot, cell, cellKey, camera, ids, numbers, shown, place, tabStop, onFocus } = props
  const text = useText()
  const all = useTakes((takes) => takes)
  const take = shown.takeOf(cellKey, cell)
  const inCut = takeInCut(shot, all)?.id === take.id
  const staged = generateView.use(({ stage }) => stage.includes(take.id))
  const mark = shot.takeMarks.find(({ takeId }) => takeId === take.id)
  const name = text('generate.take', { number: numbers.get(take.id) ?? 0 })
  const rejected = mark?.rejected === true
  const words = [name, camera, text('generate.seed-is', { seed: take.seed })]
  if (inCut) words.push(text('generate.in-cut'))
  if (rejected) words.push(text('generate.rejected'))
  const look = (event: MouseEvent): void => stageTake(take.id, event.ctrlKey || event.metaKey ? 'beside' : 'alone', ids)
  return (
    <ContextMenu entries={useTakeMenu({ shot, take, inCut, staged, ids })}>
      <div
        role="gridcell"
        {...cardOfTake(take.id)}
        data-cell={cellKey}
        className={styles['cell']}
        data-staged={staged || undefined}
        data-rejected={rejected || undefined}
        onFocus={() => {
          onFocus()
          shown.keep(cellKey, take.id)
        }}
      >
        <div
          role="button"
          data-place={place}
          aria-label={words.join(', ')}
          aria-pressed={staged}
          tabIndex={tabStop ? 0 : -1}
          className={styles['picture']}
          onClick={look}
          onDoubleClick={() => toggleChosen(shot, take.id)}
        >
          {shown.visible.has(cellKey) && (
            <TakeView
              take={take}
              shotId={shot.id}
              label={name}
              plays={shown.playing.has(take.id)}
              readAhead={readAhead}
            />
          )}
          <TakeBadge inCut={inCut} rejected={rejected} />
        </div>
        <div className={styles['below']}>
          <span className={styles['take']}>{name}</span>
          <Stars label={name} value={mark?.stars ?? 0} onChange={(stars) => setStars(shot, take.id, stars)} />
        </div>
        {cell.length > 1 && (
          <span className={styles['turn']}>
            <Button
              size="compact"
              variant="ghost"
              hint={text('matrix.next-of', { count: cell.length })}
              icon={<ChevronRight />}
              onClick={() => shown.keep(cellKey, takeAfter(cell, take.id).id)}
            >
              {cell.indexOf(take) + 1}/{cell.length}
            </Button>
          </span>
        )}
      </div>
    </ContextMenu>
  )
}

interface EmptyCellProps extends Placed {
  /** The camera's. */
  readonly name: string
  readonly seed: number
  /** What makes it already. */
  readonly job: JobSnapshot | undefined
  readonly onMake: () => void
}

/** A camera and seed that nobody has made: one press queues it. */
export function EmptyCell({ place, tabStop, onFocus, name, seed, job, onMake }: EmptyCellProps) {
  const text = useText()
  const words = `${name}, ${text('generate.seed-is', { seed })}`
  const state =
    job === undefined ? null : text(job.state === 'running' ? 'shell.status.generating' : 'shell.status.queued')
  return (
    <div role="gridcell" {...cardOfTake(null)} className={styles['empty']} onFocus={onFocus}>
      <Button
        size="compact"
        variant="ghost"
        icon={state === null ? <Sparkles /> : undefined}
        tabIndex={tabStop ? 0 : -1}
        data-place={place}
        aria-label={`${state ?? text('matrix.make')}: ${words}`}
        disabledReason={state ?? undefined}
        onClick={onMake}
      >
        {state ?? text('matrix.make')}
      </Button>
      {state !== null && job?.state === 'running' && (
        <ProgressBar bare label={state} fraction={job.progress?.fraction ?? null} />
      )}
    </div>
  )
}
