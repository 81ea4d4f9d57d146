/**
 * Before which take a key puts one; null is the end of the list.
 * @returns undefined for a key that moves nothing
 */
export function stepTarget(key: string, order: readonly string[], id: string): string | null | undefined {
  const at = order.indexOf(id)
  const last = order.length - 1
  if (key === 'ArrowUp' && at > 0) return order[at - 1]
  if (key === 'ArrowDown' && at < last) return order[at + 2] ?? null
  if (key === 'Home' && at > 0) return order[0]
  if (key === 'End' && at < last) return null
  return undefined
}
