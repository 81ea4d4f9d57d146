import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readProfile } from '../../../main/media/icc-profile.ts'

const from = (name: string): Buffer => readFileSync(new URL(`../../fixtures/profiles/${name}`, import.meta.url))
const { inks, grey, onScreen } = JSON.parse(from('on-screen.json').toString()) as {
  readonly inks: readonly number[]
  readonly grey: readonly number[]
  readonly onScreen: Readonly<Record<string, readonly number[]>>
}

/** What is seen of inks, or of greys, by a profile. */
function seenBy(profile: Uint8Array, colour: 'cmyk' | 'grey'): Uint8Array {
  const reading = readProfile(Uint8Array.from(profile), colour)
  if (reading.kind === 'inks') return reading.toSrgb(Uint8Array.from(inks))
  if (reading.kind === 'unknown') throw new Error(reading.name)
  const rgb = Uint8Array.from(grey.flatMap((value) => [value, value, value]))
  reading.convert?.(rgb)
  return rgb
}

function difference(a: Uint8Array, b: readonly number[]): number {
  expect(a.length).toBe(b.length)
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0)
}

test.each(Object.keys(onScreen))('%s is seen as by Little CMS', (name) => {
  const seen = seenBy(from(`${name}.icc`), name.startsWith('inks') ? 'cmyk' : 'grey')
  expect(difference(seen, onScreen[name]!)).toBeLessThanOrEqual(1)
})

test('middle grey is by lightness what it says, and by light much lighter', () => {
  const middle = 3 * grey.indexOf(128)
  const seen = (name: string): number => seenBy(from(name), 'grey')[middle]!
  expect([seen('grey-Lab-straight.icc'), seen('grey-XYZ-straight.icc')]).toEqual([119, 188])
})

/** The profile with the four letters at a place changed. */
function changed(name: string, at: (profile: Buffer) => number, letters: string): Buffer {
  const profile = from(name)
  profile.write(letters, at(profile), 'latin1')
  return profile
}
const placeOf = (tag: string) => (profile: Buffer) => profile.readUInt32BE(profile.indexOf(tag, 132, 'latin1') + 4)

test('a table back to the inks of a kind that is not read leaves black to all the ink there is', () => {
  const seen = seenBy(changed('inks-Lab-4.icc', placeOf('B2A0'), 'mxxx'), 'cmyk')
  const [paper, allInk] = [0, 3 * (inks.length / 4 - 1)].map((at) => [...seen.subarray(at, at + 3)])
  expect(Math.min(...paper!)).toBeGreaterThan(230)
  expect(allInk).toEqual([0, 0, 0])
})

test('a profile through another space, or with a table of another kind, is not guessed', () => {
  expect(() =>
    seenBy(
      changed('grey-Lab-straight.icc', () => 20, 'Luv '),
      'grey',
    ),
  ).toThrow('Made-up')
  expect(() =>
    seenBy(
      changed('inks-XYZ-2.icc', () => 20, 'Luv '),
      'cmyk',
    ),
  ).toThrow('Made-up')
  expect(() => seenBy(changed('inks-XYZ-2.icc', placeOf('A2B1'), 'mxxx'), 'cmyk')).toThrow('Made-up')
})
