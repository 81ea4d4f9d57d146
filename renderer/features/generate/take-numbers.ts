import type { TakeSummary } from '../../../core/contract/studio.ts'

/** Numbers of a shot's takes, 1 the oldest; a removed take's number goes to the next one. */
export function takeNumbers(takes: readonly TakeSummary[]): ReadonlyMap<string, number> {
  const ordered = takes.toSorted((a, b) => a.madeAt - b.madeAt)
  return new Map(ordered.map(({ id }, index) => [id, index + 1]))
}
