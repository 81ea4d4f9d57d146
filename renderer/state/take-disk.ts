import type { CleanedTakes, TakeSizes } from '../../core/contract/take-calls.ts'
import type { TakeSummary } from '../../core/contract/studio.ts'
import type { Film } from '../../core/project/schema/film.ts'
import { takeGrouping, takeGroups, type TakeGroup } from '../../core/takes/removable-takes.ts'
import { call } from '../bridge/client.ts'
import { currentProjectId, editsDelivered } from './film-store.ts'

/** A take with what it costs. */
export interface SizedTake {
  readonly take: TakeSummary
  readonly bytes: number
}

/** Takes that may be removed for one reason. */
export interface SizedGroup {
  readonly group: TakeGroup
  readonly takes: readonly SizedTake[]
}

/** What the takes of the open project cost, by whether they may be removed. */
export interface TakeDisk {
  readonly groups: readonly SizedGroup[]
  readonly kept: readonly SizedTake[]
}

/** Sorts the takes by the same rule by which main lets them go. */
export function takeDisk(film: Film, takes: readonly TakeSummary[], sizes: TakeSizes): TakeDisk {
  const groupOf = takeGrouping(film.shots, takes)
  const bytes = new Map(sizes.takes.map((each) => [each.id, each.bytes]))
  const sized = takes.map((take) => ({ take, bytes: bytes.get(take.id) ?? 0, group: groupOf(take) }))
  return {
    groups: takeGroups.map((group) => ({ group, takes: sized.filter((each) => each.group === group) })),
    kept: sized.filter(({ group }) => group === null),
  }
}

export function bytesOf(takes: readonly SizedTake[]): number {
  return takes.reduce((sum, { bytes }) => sum + bytes, 0)
}

export async function readTakeSizes(): Promise<TakeSizes> {
  return call('takes.sizes', { projectId: currentProjectId() })
}

/** Removes takes for good, with every edit so far known to main: what was chosen a moment ago stays. */
export async function cleanTakes(takeIds: readonly string[]): Promise<CleanedTakes> {
  await editsDelivered()
  return call('takes.clean', { projectId: currentProjectId(), takeIds: [...takeIds] })
}
