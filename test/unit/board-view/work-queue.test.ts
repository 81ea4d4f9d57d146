import { describe, expect, it } from 'vitest'
import { isAbort } from '../../../core/contract/errors.ts'
import { WorkQueue } from '../../../renderer/state/board-view/work-queue.ts'

/** Work that ends when told, and a record of what began. */
function controlled() {
  const begun: string[] = []
  const finish: (() => void)[] = []
  const work = (name: string) => (): Promise<string> => {
    begun.push(name)
    return new Promise((resolve) => finish.push(() => resolve(name)))
  }
  const next = async (): Promise<void> => {
    finish.shift()?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { begun, work, next }
}

async function outcome(promise: Promise<string>): Promise<string> {
  return promise.catch((thrown: unknown) => (isAbort(thrown) ? 'aborted' : `failed ${String(thrown)}`))
}

describe('WorkQueue', () => {
  it('does one thing at a time, the urgent before what came earlier', async () => {
    const { begun, work, next } = controlled()
    const queue = new WorkQueue()
    void queue.add(work('first'), { urgency: 'later' })
    void queue.add(work('strip'), { urgency: 'later' })
    void queue.add(work('playing'), { urgency: 'soon' })
    void queue.add(work('dragging'), { urgency: 'now' })
    expect(begun).toEqual(['first'])
    for (let i = 0; i < 4; i++) await next()
    expect(begun).toEqual(['first', 'dragging', 'playing', 'strip'])
  })

  it('lets newer work of a lane replace what waits in it, never what runs or another lane', async () => {
    const { begun, work, next } = controlled()
    const queue = new WorkQueue()
    const [lane, other] = [{}, {}]
    const running = outcome(queue.add(work('a'), { urgency: 'now', lane }))
    const replaced = outcome(queue.add(work('b'), { urgency: 'now', lane }))
    const beside = outcome(queue.add(work('x'), { urgency: 'now', lane: other }))
    const latest = outcome(queue.add(work('c'), { urgency: 'now', lane }))
    expect(await replaced).toBe('aborted')
    for (let i = 0; i < 3; i++) await next()
    expect(await Promise.all([running, beside, latest])).toEqual(['a', 'x', 'c'])
    expect(begun).toEqual(['a', 'x', 'c'])
  })

  it('leaves out aborted work and goes on after work that failed', async () => {
    const { begun, work, next } = controlled()
    const queue = new WorkQueue()
    const leaving = new AbortController()
    const failing = outcome(queue.add(() => Promise.reject(new Error('broken')), { urgency: 'now' }))
    const aborted = outcome(queue.add(work('unwanted'), { urgency: 'soon', signal: leaving.signal }))
    const wanted = outcome(queue.add(work('wanted'), { urgency: 'later' }))
    leaving.abort()
    expect(await failing).toBe('failed Error: broken')
    expect(await aborted).toBe('aborted')
    await next()
    expect(await wanted).toBe('wanted')
    expect(begun).toEqual(['wanted'])
  })
})
