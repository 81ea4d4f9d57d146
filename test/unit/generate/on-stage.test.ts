import { expect, it } from 'vitest'
import { unknownOfJob, type JobSnapshot } from '../../../core/contract/jobs.ts'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import {
  jobOfShot,
  stagedTakes,
  takeForKeys,
  takeIdAround,
  takesInPlayer,
} from '../../../renderer/features/generate/on-stage.ts'
import { aShot } from '../project/films.ts'

const shot = aShot('s1', 'b1')

function take(id: string, madeAt: number, shotId = shot.id): TakeSummary {
  return { id, madeAt, shotId, frames: 36, headFrames: 6 } as TakeSummary
}

const takes = [take('a', 1), take('other', 2, 's2'), take('b', 3), take('c', 4)]
const own = takes.filter(({ shotId }) => shotId === shot.id)

function job(id: string, state: JobSnapshot['state'], shotId = shot.id): JobSnapshot {
  return { ...unknownOfJob, id, state, subject: { kind: 'generate', folderId: 'f', shotId, seed: 1 } }
}

/** A page's element, as far as it is asked: it lies in the card of a take, in one of none, or in no card. */
function elementIn(card: string | null) {
  return { closest: () => (card === null ? null : { dataset: { takeId: card } }) } as never
}

const ids = (found: readonly TakeSummary[]) => found.map(({ id }) => id)

it('gives keys the take of the card with the focus, its stars and buttons too, whatever is on the stage', () => {
  const lookedAt = stagedTakes(shot.id, takes, ['a'])
  expect(takeForKeys(takeIdAround(elementIn('c')), own, lookedAt)?.id).toBe('c')
  expect(takeForKeys(takeIdAround(elementIn(null)), own, lookedAt)?.id).toBe('a')
  expect(takeForKeys(takeIdAround(null), own, lookedAt)?.id).toBe('a')
  expect(takeForKeys(null, own, [])).toBeNull()
})

it('gives keys no take in a card without one, and none that is gone or of another shot', () => {
  const lookedAt = takesInPlayer(shot, takes, { staged: ['a'], job: undefined })
  expect(takeForKeys(takeIdAround(elementIn('')), own, lookedAt)).toBeNull()
  expect(takeForKeys('gone', own, lookedAt)).toBeNull()
  expect(takeForKeys('other', own, lookedAt)).toBeNull()
})

it('shows what was put on the stage in its order, else the take in the cut, unless one is in the making', () => {
  const queued = job('j', 'queued')
  expect(ids(takesInPlayer(shot, takes, { staged: ['c', 'other', 'a'], job: queued }))).toEqual(['c', 'a'])
  expect(ids(takesInPlayer(shot, takes, { staged: ['other'], job: undefined }))).toEqual(['c'])
  expect(ids(takesInPlayer(shot, takes, { staged: [], job: queued }))).toEqual([])
  expect(takeForKeys(null, own, takesInPlayer(shot, takes, { staged: [], job: queued }))).toBeNull()
})

it('watches only unfinished takes of the shot', () => {
  expect(jobOfShot([job('1', 'done'), job('2', 'failed'), job('3', 'running', 's2')], ['3'], shot.id)).toBeUndefined()
  expect(jobOfShot([job('1', 'done'), job('2', 'queued')], [], shot.id)?.id).toBe('2')
})

it('watches the take that is being made, else the one that is made next, however old they are', () => {
  const waiting = [job('1', 'queued'), job('2', 'queued'), job('3', 'queued', 's2')]
  expect(jobOfShot(waiting, ['3', '2', '1'], shot.id)?.id).toBe('2')
  expect(jobOfShot([...waiting, job('4', 'running')], ['4', '3', '2', '1'], shot.id)?.id).toBe('4')
})
