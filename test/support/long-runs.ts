/**
 * How many runs a long test does: all of them, or as many as `CRANESHOT_LONG_RUNS` says, so that a machine with little
 * time makes the whole up of several parts. Each part draws a seed of its own.
 */
export function longRuns(whole: number): number {
  const wanted = process.env['CRANESHOT_LONG_RUNS'] ?? ''
  if (wanted === '') return whole
  const runs = Number(wanted)
  if (!Number.isInteger(runs) || runs < 1) throw new RangeError(`CRANESHOT_LONG_RUNS is no number of runs: ${wanted}`)
  return Math.min(whole, runs)
}
