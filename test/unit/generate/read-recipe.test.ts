import { afterEach, beforeEach, expect, it } from 'vitest'
import { failureFrom, StudioError } from '../../../core/contract/errors.ts'
import { readRecipe } from '../../../renderer/features/generate/take-recipe-store.ts'
import { noticeStore } from '../../../renderer/state/notices.ts'

let answer: () => unknown

beforeEach(() => {
  noticeStore.setState([], true)
  const call = async (name: string) => {
    if (name !== 'take.recipe') return { ok: true, value: {} }
    try {
      return { ok: true, value: answer() }
    } catch (thrown) {
      return { ok: false, failure: failureFrom(thrown) }
    }
  }
  Object.assign(globalThis, { window: { studio: { call } } })
})

afterEach(() => {
  delete (globalThis as { window?: unknown }).window
})

it('answers with what was found', async () => {
  const found = { recipe: {}, same: ['b'] }
  answer = () => found
  expect(await readRecipe('p', 'a', ['b'])).toEqual({ state: 'read', found })
})

it('answers that the recipe cannot be read, and why, which is told nowhere else', async () => {
  answer = () => {
    throw new StudioError('media.missing', { file: 'take.json' })
  }
  const error = { code: 'media.missing', details: { file: 'take.json' } }
  expect(await readRecipe('p', 'a', [])).toMatchObject({ state: 'failed', error })
  expect(noticeStore.getState()).toEqual([])
})

it('tells a bug besides', async () => {
  answer = () => {
    throw new Error('out of luck')
  }
  expect(await readRecipe('p', 'a', [])).toMatchObject({ state: 'failed' })
  expect(noticeStore.getState()).toMatchObject([{ kind: 'bug', message: 'out of luck' }])
})
