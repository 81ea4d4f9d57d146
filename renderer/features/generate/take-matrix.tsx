import { Plus } from 'lucide-react'
import {
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type RefObject,
} from 'react'
import { useStore } from 'zustand'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { takeInCut } from '../../../core/project/take-in-cut.ts'
import { stepInGrid, takeMatrix, type TakeMatrix as Matrix } from '../../../core/takes/take-matrix.ts'
import { useFilm } from '../../state/film-store.ts'
import { useTakes } from '../../state/mirrors.ts'
import { useShotFacts } from '../../state/shot-changes.ts'
import { IconButton } from '../../ui/controls/icon-button.tsx'
import { useText } from '../../ui/use-text.ts'
import { useFocusBack } from './focus-back.ts'
import { filledCells, useKeptTakes } from './matrix-cells.ts'
import { MatrixRow } from './matrix-row.tsx'
import { addSeed, matrixStore } from './matrix-store.ts'
import { playingTakes } from './playing-takes.ts'
import styles from './take-matrix.module.css'
import { takeNumbers } from './take-numbers.ts'
import { useVisibleCells } from './visible-cells.ts'

const largestSeed = 0xffffffff

interface TakeMatrixProps {
  readonly shot: Shot
  readonly takes: readonly TakeSummary[]
}

/** A place in the grid. */
interface Place {
  readonly row: number
  readonly column: number
}

/** All takes of a shot by camera and seed, in step. */
export function TakeMatrix({ shot, takes }: TakeMatrixProps) {
  const text = useText()
  const grid = useRef<HTMLDivElement>(null)
  useFocusBack(grid)
  const matrix = useMatrix(shot, takes)
  const [at, setAt] = useState<Place>({ row: 0, column: 0 })
  const numbers = takeNumbers(takes)
  const { takeOf, keep } = useKeptTakes()
  const cells = filledCells(matrix)
  const visible = useVisibleCells(
    grid,
    cells.map(({ key }) => key),
  )
  const inSight = cells.filter(({ key }) => visible.has(key)).map(({ key, takes: own }) => takeOf(key, own))
  const focused = cells.find(({ row, column }) => row === at.row && column === at.column)
  const playing = playingTakes(inSight, focused === undefined ? null : takeOf(focused.key, focused.takes).id)
  const aspect = useFilm(({ format }) => format.width / format.height, 16 / 9)
  const size = { rows: matrix.rows.length, columns: matrix.seeds.length }
  const tabStop: Place = { row: Math.min(at.row, size.rows - 1), column: Math.min(at.column, size.columns - 1) }
  useKeptFocus(grid, tabStop)
  const walk = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const next = stepInGrid(tabStop, event.key, size)
    if (next === null) return
    event.preventDefault()
    // The arrows alone go from take to take; with Alt they step frames.
    event.stopPropagation()
    setAt(next)
    focusPlace(grid.current, next)
  }
  return (
    <div className={styles['matrix']}>
      <div className={styles['scroller']}>
        <div
          ref={grid}
          role="grid"
          aria-label={text('matrix.title')}
          data-zone="takes"
          className={styles['grid']}
          style={{ '--columns': matrix.seeds.length, '--aspect': aspect } as CSSProperties}
          onKeyDown={walk}
        >
          <Heads shot={shot} matrix={matrix} />
          {matrix.rows.map((row, index) => (
            <MatrixRow
              key={row.camera}
              shot={shot}
              takes={takes}
              row={row}
              index={index}
              seeds={matrix.seeds}
              tabColumn={index === tabStop.row ? tabStop.column : null}
              numbers={numbers}
              shown={{ visible, playing, takeOf, keep }}
              onFocus={(column) => setAt({ row: index, column })}
            />
          ))}
        </div>
      </div>
      {playing.size < inSight.length && (
        <p role="status" className={styles['limit']}>
          {text('matrix.limit', { playing: playing.size, visible: inSight.length })}
        </p>
      )}
    </div>
  )
}

function focusPlace(grid: HTMLElement | null, { row, column }: Place): void {
  grid?.querySelector<HTMLElement>(`[data-place="${row}/${column}"]`)?.focus()
}

/** An empty cell with the focus that gets its take is another element then: the focus goes to it. */
function useKeptFocus(grid: RefObject<HTMLElement | null>, at: Place): void {
  const had = useRef(false)
  useLayoutEffect(() => {
    if (had.current && document.activeElement === document.body) focusPlace(grid.current, at)
    had.current = grid.current?.contains(document.activeElement) === true
  })
}

function useMatrix(shot: Shot, takes: readonly TakeSummary[]): Matrix<TakeSummary> {
  const all = useTakes((every) => every)
  const currentCamera = useShotFacts().get(shot.id)?.pluckerSha256 ?? null
  const moreSeeds = useStore(matrixStore, (state) => state.moreSeeds[shot.id])
  return useMemo(() => {
    const inCut = takeInCut(shot, all)?.id
    const marks = new Map(shot.takeMarks.map((mark) => [mark.takeId, mark]))
    const rank = ({ id }: TakeSummary): number => {
      const mark = marks.get(id)
      return id === inCut ? 10 : mark?.rejected === true ? -1 : (mark?.stars ?? 0)
    }
    return takeMatrix(takes, { currentCamera, rank, ...(moreSeeds === undefined ? {} : { moreSeeds }) })
  }, [shot, takes, all, currentCamera, moreSeeds])
}

function Heads({ shot, matrix: { seeds } }: { readonly shot: Shot; readonly matrix: Matrix<TakeSummary> }) {
  const text = useText()
  const next = Math.min(largestSeed, (seeds.at(-1) ?? shot.generation.seed) + 1)
  return (
    <div role="row" className={styles['heads']}>
      <div role="columnheader" className={styles['corner']}>
        {text('matrix.cameras')}
        <IconButton
          size="compact"
          label={text('matrix.add-seed', { seed: next })}
          icon={<Plus />}
          onClick={() => addSeed(shot.id, next)}
        />
      </div>
      {seeds.map((seed) => (
        <div key={seed} role="columnheader" className={styles['head']}>
          {text('generate.seed-is', { seed })}
        </div>
      ))}
    </div>
  )
}
