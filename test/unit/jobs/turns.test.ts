import { setTimeout as delay } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Turns } from '../../../main/jobs/turns.ts'

it('never runs more at once than it may, starts in order, and goes on after a failure', async () => {
  const works = fc.array(fc.record({ milliseconds: fc.nat(3), fails: fc.boolean() }), { maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 4 }), works, async (atOnce, all) => {
      const turns = new Turns(atOnce)
      const started: number[] = []
      let running = 0
      let most = 0
      const results = all.map(({ milliseconds, fails }, index) =>
        turns.run(async () => {
          started.push(index)
          most = Math.max(most, ++running)
          await delay(milliseconds)
          running--
          if (fails) throw new Error(`${index}`)
          return index
        }),
      )
      const settled = await Promise.allSettled(results)
      expect(settled.map(({ status }) => status === 'rejected')).toEqual(all.map(({ fails }) => fails))
      expect(started).toEqual(all.map((_, index) => index))
      expect(most).toBe(Math.min(atOnce, all.length))
    }),
    { numRuns: 40 },
  )
})
