/** Largest seed that a shot holds. */
const largestSeed = 0xffffffff

/** Seeds of a batch: the shot's own, then the numbers after it, starting over at 0 beyond the largest. */
export function batchSeeds(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => (first + index) % (largestSeed + 1))
}

/** A seed nobody chose. @param random 0 ≤ random < 1 */
export function randomSeed(random: number): number {
  return Math.floor(random * (largestSeed + 1))
}
