import type { JobSnapshot } from '../../../core/contract/jobs.ts'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { takeInCut } from '../../../core/project/take-in-cut.ts'
import { takesOfShot } from '../../state/shots.ts'

/**
 * The take of a shot that the stage watches: the one that is being made, else the one that is made next; undefined while
 * there is none.
 * @param order ids of the queue's jobs as they run
 */
export function jobOfShot(
  jobs: readonly JobSnapshot[],
  order: readonly string[],
  shotId: string,
): JobSnapshot | undefined {
  const own = jobs.filter((job) => makesTakeOf(job, shotId))
  const next = order.map((id) => own.find((job) => job.id === id)).find((job) => job !== undefined)
  return own.find(({ state }) => state === 'running') ?? next ?? own[0]
}

export function makesTakeOf({ subject, state }: JobSnapshot, shotId: string): boolean {
  return subject.kind === 'generate' && subject.shotId === shotId && (state === 'running' || state === 'queued')
}

/**
 * What the player shows: the takes that were put on the stage, in that order, else the one in the cut, unless a take is in
 * the making, which is watched then.
 * @param takes of the project
 * @param staged ids, of other shots too
 */
export function takesInPlayer(
  shot: Shot,
  takes: readonly TakeSummary[],
  { staged, job }: { readonly staged: readonly string[]; readonly job: JobSnapshot | undefined },
): readonly TakeSummary[] {
  const chosen = stagedTakes(shot.id, takes, staged)
  if (chosen.length > 0) return chosen
  const inCut = job === undefined ? takeInCut(shot, takes) : null
  return inCut === null ? [] : [inCut]
}

/** The shot's takes that were put on the stage, in that order. */
export function stagedTakes(
  shotId: string,
  takes: readonly TakeSummary[],
  staged: readonly string[],
): readonly TakeSummary[] {
  const own = takesOfShot(takes, shotId)
  return staged.flatMap((id) => own.filter((take) => take.id === id))
}

/** Marks a card or a cell with the take that it stands for, all of it: its picture, its stars and its buttons. */
export function cardOfTake(takeId: string | null): { readonly 'data-take-id': string } {
  return { 'data-take-id': takeId ?? '' }
}

/** The take of the card around an element; empty in a card without one, null outside of cards. */
export function takeIdAround(element: Pick<Element, 'closest'> | null): string | null {
  return element?.closest<HTMLElement>('[data-take-id]')?.dataset['takeId'] ?? null
}

/**
 * The take that keys act on: that of the card with the focus, else the first that is looked at. Null in a card without a
 * take, such as that of a take in the making: another one than the user is on would be rated, or thrown away.
 * @param card as {@link takeIdAround} tells
 * @param takes of the shot
 * @param lookedAt takes that are seen without a card having the focus
 */
export function takeForKeys(
  card: string | null,
  takes: readonly TakeSummary[],
  lookedAt: readonly TakeSummary[],
): TakeSummary | null {
  if (card !== null) return takes.find(({ id }) => id === card) ?? null
  return lookedAt[0] ?? null
}
