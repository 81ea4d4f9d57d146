import type { Provider } from '../../../core/contract/inference.ts'
import { cardMemory } from './card-memory.ts'
import { machineMemoryBytes } from './model-size.ts'

/**
 * The most memory that networks and activations can have on a provider: of the machine, or of the card.
 * @param provider null while nothing was chosen: whichever has more
 * @param cardBytes of the card; null where there is none, or nobody knows
 * @returns null on a card of which nobody knows how much it has
 */
export function memoryForTakes(provider: Provider | null, cardBytes: number | null): number | null {
  if (provider === null) return Math.max(machineMemoryBytes(), cardBytes ?? 0)
  return provider === 'cpu' || provider === 'coreml' ? machineMemoryBytes() : cardBytes
}

/** {@link memoryForTakes} with the card asked; without bounds where nobody knows: that is found out by trying. */
export async function mostMemoryForTakes(provider: Provider | null): Promise<number> {
  const card = provider === 'cpu' || provider === 'coreml' ? null : await cardMemory()
  return memoryForTakes(provider, card?.totalBytes ?? null) ?? Infinity
}
