/**
 * Wall milliseconds of the fastest of several runs: other programs can only make a run slower.
 *
 * @param {() => unknown} run awaited
 * @param {{ runs: number }} options
 */
export async function fastest(run, { runs }) {
  let best = Infinity
  for (let i = 0; i < runs; i++) {
    const start = performance.now()
    await run()
    best = Math.min(best, performance.now() - start)
  }
  return best
}
