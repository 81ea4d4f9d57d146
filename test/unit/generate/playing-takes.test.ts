import fc from 'fast-check'
import { expect, it } from 'vitest'
import { playingTakes } from '../../../renderer/features/generate/playing-takes.ts'

const large = { width: 1280, height: 720 }
const take = (id: string, size = large) => ({ id, size })

it('plays as many as stay in step, the one that is looked at among them', () => {
  const twelve = Array.from({ length: 12 }, (_, at) => take(`t${at}`))
  expect([...playingTakes(twelve, null)]).toEqual(['t0', 't1', 't2', 't3', 't4', 't5'])
  expect([...playingTakes(twelve, 't9')]).toEqual(['t9', 't0', 't1', 't2', 't3', 't4'])
  const small = Array.from({ length: 20 }, (_, at) => take(`t${at}`, { width: 320, height: 180 }))
  expect(playingTakes(small, null).size).toBe(16)
  expect([...playingTakes([take('huge', { width: 8000, height: 8000 })], null)]).toEqual(['huge'])
  expect(playingTakes([], 'gone').size).toBe(0)
})

it('plays only what is in sight, and one at least', () => {
  const sizes = fc.record({ width: fc.integer({ min: 1, max: 4000 }), height: fc.integer({ min: 1, max: 4000 }) })
  fc.assert(
    fc.property(fc.array(sizes, { maxLength: 30 }), fc.nat(40), (all, focused) => {
      const visible = all.map((size, at) => take(`t${at}`, size))
      const playing = playingTakes(visible, `t${focused}`)
      expect([...playing].every((id) => visible.some((each) => each.id === id))).toBe(true)
      expect(playing.size > 0).toBe(visible.length > 0)
      if (focused < visible.length) expect(playing.has(`t${focused}`)).toBe(true)
    }),
  )
})
