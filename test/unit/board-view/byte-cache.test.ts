import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ByteCache } from '../../../renderer/state/board-view/byte-cache.ts'

it('forgets what was used least recently, and tells of it', () => {
  const dropped: string[] = []
  const cache = new ByteCache<string>(10, (value) => dropped.push(value))
  cache.set('a', 'A', 4)
  cache.set('b', 'B', 4)
  expect(cache.get('a')).toBe('A')
  cache.set('c', 'C', 4)
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual(['A', undefined, 'C'])
  expect(dropped).toEqual(['B'])
  cache.set('huge', 'H', 100)
  expect([cache.get('huge'), cache.get('c'), cache.bytes]).toEqual(['H', undefined, 100])
})

it('never holds more than its limit but for one value, and counts what it holds', () => {
  const operations = fc.array(
    fc.record({ key: fc.integer({ min: 0, max: 8 }), bytes: fc.integer({ min: 1, max: 60 }) }),
  )
  fc.assert(
    fc.property(operations, (steps) => {
      const held = new Map<number, number>()
      const cache = new ByteCache<number, number>(100, (_value, key) => held.delete(key))
      for (const { key, bytes } of steps) {
        held.set(key, bytes)
        cache.set(key, bytes, bytes)
        const sum = [...held.values()].reduce((total, each) => total + each, 0)
        expect(cache.bytes).toBe(sum)
        expect(sum <= 100 || held.size === 1).toBe(true)
        expect(cache.get(key)).toBe(bytes)
      }
    }),
  )
})
