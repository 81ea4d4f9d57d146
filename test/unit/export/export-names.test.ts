import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fileStem, UniqueNames } from '../../../core/export/export-names.ts'
import { asciiLine } from '../../../core/export/plain-text.ts'

test.each([
  ['SH010', 'SH010'],
  ['Shot 1: the harbour', 'Shot_1_the_harbour'],
  ['골목', 'shot_007'],
  ['골목 12', 'shot_12'],
  ['Café à la carte', 'Cafe_a_la_carte'],
  ['../../etc/passwd', 'etc_passwd'],
  ['...', 'shot_007'],
  ['con', '_con'],
  ['NUL.v2', '_NUL.v2'],
  ['console', 'console'],
  ['12', 'shot_12'],
  ['', 'shot_007'],
])('%j becomes %s', (name, stem) => {
  expect(fileStem(name, 'shot_007')).toBe(stem)
})

test('any names become names that every disk and editor takes, no two alike', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 100 }), { maxLength: 30 }), (names) => {
      const unique = new UniqueNames()
      const stems = names.map((name, index) => unique.take(fileStem(name, `shot_${index}`)))
      for (const stem of stems) expect(stem).toMatch(/^\w[\w.-]{0,70}$/)
      expect(new Set(stems.map((stem) => stem.toLowerCase())).size).toBe(names.length)
    }),
  )
})

test('names that differ in capitals alone are told apart', () => {
  const names = new UniqueNames()
  expect(['a', 'A', 'a_2', 'a'].map((name) => names.take(name))).toEqual(['a', 'A_2', 'a_2_2', 'a_3'])
})

test('accents go, other letters become question marks, one each', () => {
  expect(asciiLine('Ünïcødé 한글\n🎬')).toBe('Unic?de ?? ?')
})
