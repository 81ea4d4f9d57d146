import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import type { FilmOperation } from '../../../core/project/film-history.ts'
import { newOutbox } from '../../../renderer/state/outbox.ts'

type Operate = { readonly first: number; readonly operations: readonly FilmOperation[] }

/** Main's side: takes operations only from the number it expects on, and refuses whenever `refuses` says so. */
function mainThat(refuses: () => boolean) {
  const taken: FilmOperation[] = []
  const operate = ({ first, operations }: Operate) => {
    if (refuses()) return { ok: false, failure: { kind: 'bug', message: 'refused', stack: '' } }
    expect(first).toBe(taken.length)
    taken.push(...operations)
    return { ok: true, value: { state: 'journaled', problem: null } }
  }
  const call = async (name: string, input: unknown) =>
    name === 'project.operate' ? operate(input as Operate) : { ok: true, value: {} }
  Object.assign(globalThis, { window: { studio: { call } } })
  return taken
}

afterEach(() => {
  delete (globalThis as { window?: unknown }).window
})

test('every operation arrives once and in order, whatever is refused on the way', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat({ max: 4 }), fc.boolean()), { maxLength: 12 }), async (bursts) => {
      let refuse = false
      const taken = mainThat(() => refuse)
      const outbox = newOutbox('0123456789abcdef', { onAnswer: () => undefined, onFailure: () => undefined })
      const sent: FilmOperation[] = []
      const send = (count: number): void => {
        for (let index = 0; index < count; index++) {
          const kind = sent.length % 3 === 0 ? 'undo' : 'redo'
          sent.push({ kind })
          outbox.send({ kind })
        }
      }
      for (const [count, refused] of bursts) {
        refuse = refused
        send(count)
        const isDelivered = await outbox.delivered().then(
          () => true,
          () => false,
        )
        // A refusal is never taken for an arrival.
        expect(isDelivered).toBe(taken.length === sent.length)
        expect(outbox.failed).toBe(!isDelivered)
      }
      refuse = false
      await outbox.delivered()
      expect(taken).toEqual(sent)
    }),
    { numRuns: 60 },
  )
})
