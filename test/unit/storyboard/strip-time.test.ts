import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changeShotFacts, commonFact } from '../../../core/project/edits/shot-facts.ts'
import { frameAtPart, partOfTime, rulerFrames } from '../../../renderer/features/storyboard/inspector/strip-time.ts'
import { aFilm } from '../project/films.ts'

test('a frame of the strip is found again where it stands, and the ends are the first and last frame', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 90_000 }), fc.nat(), (duration, any) => {
      const frame = any % duration
      expect(frameAtPart(partOfTime(frame, duration), duration)).toBe(frame)
    }),
  )
  expect([-1, 0, 1, 2].map((part) => frameAtPart(part, 48))).toEqual([0, 0, 47, 47])
})

test('the ruler numbers few frames, in order, from the first to the last', () => {
  expect(rulerFrames(48, 4)).toEqual([0, 12, 24, 36, 47])
  expect(rulerFrames(2, 4)).toEqual([0, 1])
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 90_000 }), (duration) => {
      const frames = rulerFrames(duration, 4)
      expect(frames.length).toBeLessThanOrEqual(6)
      expect(frames).toEqual([...new Set(frames)].toSorted((a, b) => a - b))
      expect([frames[0], frames.at(-1)]).toEqual([0, duration - 1])
    }),
  )
})

test('facts of several shots change together, what differs is told as none, and nothing new is no edit', () => {
  const film = aFilm()
  const changed = changeShotFacts(film, ['s1', 's2'], { action: 'Rain' })
  expect(commonFact(changed.shots, ({ action }) => action)).toBe('Rain')
  expect(commonFact(changed.shots, ({ name }) => name)).toBeNull()
  expect(changeShotFacts(changed, ['s1', 's2'], { action: 'Rain' })).toBe(changed)
  const one = changeShotFacts(changed, ['s2'], { action: 'Sun', dialogue: 'Hello' })
  expect(one.shots[0]).toBe(changed.shots[0])
  expect(one.shots[1]).toMatchObject({ action: 'Sun', dialogue: 'Hello' })
  expect(() => changeShotFacts(film, ['none'], { note: '' })).toThrow('edit.unknown')
})
