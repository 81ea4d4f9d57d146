import { useStore } from 'zustand'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import type { MatrixRow as Row } from '../../../core/takes/take-matrix.ts'
import { useProjectJobs } from '../../state/mirrors.ts'
import { attempt } from '../../state/notices.ts'
import { useShotFacts } from '../../state/shot-changes.ts'
import { useText } from '../../ui/use-text.ts'
import { jobsBySeed, queuedCameras } from './camera-of-job.ts'
import { EmptyCell, MatrixCell } from './matrix-cell.tsx'
import { cellKey, type ShownCells } from './matrix-cells.ts'
import { MatrixRowHead } from './matrix-row-head.tsx'
import { makeCells, type RowToMake } from './matrix-store.ts'
import { cameraName } from './row-name.ts'
import styles from './take-matrix.module.css'

interface MatrixRowProps {
  readonly shot: Shot
  readonly takes: readonly TakeSummary[]
  readonly row: Row<TakeSummary>
  readonly index: number
  readonly seeds: readonly number[]
  /** The column with the grid's tab stop; null where another row has it. */
  readonly tabColumn: number | null
  readonly numbers: ReadonlyMap<string, number>
  readonly shown: ShownCells
  readonly onFocus: (column: number) => void
}

/** The takes of one camera path, and the cells that lack one. */
export function MatrixRow(props: MatrixRowProps) {
  const { shot, takes, row, index, seeds, tabColumn, numbers, shown, onFocus } = props
  const text = useText()
  const own = row.cells.flat()
  const first = own.toSorted((a, b) => a.madeAt - b.madeAt)[0]
  const name = first === undefined ? text('matrix.camera-now') : cameraName(first, text)
  const newest = own.toSorted((a, b) => b.madeAt - a.madeAt)[0]
  const toMake: RowToMake = {
    camera: row.camera,
    source: newest === undefined ? { kind: 'shot', shotId: shot.id } : { kind: 'take', takeId: newest.id },
  }
  const busy = useBusySeeds(shot.id, row, takes)
  const missing = seeds.filter((seed, column) => row.cells[column]?.length === 0 && !busy.has(seed))
  const make = (wanted: readonly number[]): void => attempt(() => makeCells(toMake, wanted))
  const ids = takes.map(({ id }) => id)
  return (
    <div role="row" aria-label={name} className={styles['row']}>
      <MatrixRowHead
        name={name}
        isCurrent={row.isCurrent}
        since={first?.madeAt ?? null}
        missing={missing.length}
        onMakeMissing={() => make(missing)}
      />
      {row.cells.map((cell, column) => {
        const seed = seeds[column]!
        const place = { place: `${index}/${column}`, tabStop: tabColumn === column, onFocus: () => onFocus(column) }
        return cell.length === 0 ? (
          <EmptyCell key={seed} {...place} name={name} seed={seed} job={busy.get(seed)} onMake={() => make([seed])} />
        ) : (
          <MatrixCell
            key={seed}
            {...place}
            shot={shot}
            cell={cell}
            cellKey={cellKey(row.camera, seed)}
            camera={name}
            ids={ids}
            numbers={numbers}
            shown={shown}
          />
        )
      })}
    </div>
  )
}

/** Jobs that make takes of a row, by their seeds. */
function useBusySeeds(shotId: string, row: Row<TakeSummary>, takes: readonly TakeSummary[]) {
  const ofJob = useStore(queuedCameras, (queued) => queued.ofJob)
  const now = useShotFacts().get(shotId)?.pluckerSha256 ?? null
  return jobsBySeed(
    useProjectJobs((every) => every),
    { shotId, camera: row.camera },
    { ofJob, now, takes },
  )
}
