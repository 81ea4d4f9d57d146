import fc from 'fast-check'
import { damaged, extremeTexts, twisted } from './inputs.ts'
import type { Reader } from './readers.ts'

/** Nothing that a reader is given may hold up the window, or a start, for longer; of a processor, not of the clock. */
const longestMilliseconds = 2000

/**
 * Gives a reader damaged, twisted and extreme texts.
 * @returns how many it took and how many it refused
 * @throws Error for a text that it threw at or was slow with, with the seed
 */
export function fuzzReader(
  { good, value, read }: Reader,
  runs: number,
  seed: number,
): { taken: number; refused: number } {
  const count = { taken: 0, refused: 0 }
  const note = (text: string): void => {
    const start = process.cpuUsage()
    const isTaken = read(text)
    const { user, system } = process.cpuUsage(start)
    const milliseconds = (user + system) / 1000
    if (milliseconds > longestMilliseconds) throw new Error(`${Math.round(milliseconds)} ms for ${text.slice(0, 200)}`)
    count[isTaken ? 'taken' : 'refused'] += 1
  }
  for (const text of extremeTexts) note(text)
  const bytes = damaged(Buffer.from(good)).map((file) => Buffer.from(file).toString())
  const texts = value === null ? bytes : fc.oneof(bytes, twisted(value))
  fc.assert(fc.property(texts, note), { numRuns: runs, seed })
  return count
}
