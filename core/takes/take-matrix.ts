/** What decides where a take stands in the matrix. */
export interface MatrixTake {
  readonly id: string
  readonly seed: number
  /** Milliseconds since 1970. */
  readonly madeAt: number
  /** Names its camera path: takes of the same poses have the same. */
  readonly pluckerSha256: string
}

/** The takes of one camera path. */
export interface MatrixRow<Take> {
  readonly camera: string
  /** The shot's path as it is now. */
  readonly isCurrent: boolean
  /** One for each seed of the matrix; in a cell the best take first, none where the seed was not made. */
  readonly cells: readonly (readonly Take[])[]
}

/** Takes of a shot by camera path and seed. */
export interface TakeMatrix<Take> {
  /** The columns, ascending. */
  readonly seeds: readonly number[]
  /** The shot's path of now first, then by their newest takes, the newest first. */
  readonly rows: readonly MatrixRow<Take>[]
}

interface MatrixOptions<Take> {
  /** The shot's path as it is now, which has a row even without takes; null while nobody knows. */
  readonly currentCamera: string | null
  /** Columns without takes. */
  readonly moreSeeds?: readonly number[]
  /** Of several takes in one cell the one with the larger value is better, of equal ones the newer. */
  readonly rank: (take: Take) => number
}

/** Lays takes out by camera path (rows) and seed (columns); every take is in exactly one cell. */
export function takeMatrix<Take extends MatrixTake>(
  takes: readonly Take[],
  { currentCamera, moreSeeds = [], rank }: MatrixOptions<Take>,
): TakeMatrix<Take> {
  const seeds = [...new Set([...takes.map(({ seed }) => seed), ...moreSeeds])].toSorted((a, b) => a - b)
  const newest = new Map<string, number>()
  for (const { pluckerSha256, madeAt } of takes)
    newest.set(pluckerSha256, Math.max(madeAt, newest.get(pluckerSha256) ?? -Infinity))
  if (currentCamera !== null && seeds.length > 0) newest.set(currentCamera, Infinity)
  const cameras = [...newest].toSorted(([a, atA], [b, atB]) => order(atB, atA) || order(a, b)).map(([camera]) => camera)
  const better = (a: Take, b: Take): number => rank(b) - rank(a) || b.madeAt - a.madeAt
  const cell = (camera: string, seed: number): Take[] =>
    takes.filter((take) => take.pluckerSha256 === camera && take.seed === seed).toSorted(better)
  return {
    seeds,
    rows: cameras.map((camera) => ({
      camera,
      isCurrent: camera === currentCamera,
      cells: seeds.map((seed) => cell(camera, seed)),
    })),
  }
}

/** Subtracting infinities gives no order. */
function order<Value extends number | string>(a: Value, b: Value): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Where a key leads from a cell of the grid, which it never leaves. */
export function stepInGrid(
  { row, column }: { readonly row: number; readonly column: number },
  key: string,
  { rows, columns }: { readonly rows: number; readonly columns: number },
): { readonly row: number; readonly column: number } | null {
  const within = (value: number, count: number): number => Math.min(Math.max(0, value), count - 1)
  if (key === 'ArrowRight') return { row, column: within(column + 1, columns) }
  if (key === 'ArrowLeft') return { row, column: within(column - 1, columns) }
  if (key === 'ArrowDown') return { row: within(row + 1, rows), column }
  if (key === 'ArrowUp') return { row: within(row - 1, rows), column }
  if (key === 'Home') return { row, column: 0 }
  if (key === 'End') return { row, column: columns - 1 }
  return null
}
