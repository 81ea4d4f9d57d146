import { expect, test } from 'vitest'
import { Person } from '../support/person.ts'
import { newProjectWith, pictures, tab } from '../support/story.ts'
import { launchStudio } from '../support/studio-app.ts'

test('a move becomes a loop and an ordinary path again, each one step of undo', async () => {
  const studio = await launchStudio()
  const { page } = studio
  const person = new Person(studio)
  await newProjectWith(person, pictures(['a.png']))
  await person.click(tab(page, 'Camera'))
  const make = page.getByRole('button', { name: 'Make it a loop' })
  const end = page.getByRole('button', { name: 'End the loop' })
  const keys = async (): Promise<string[]> => {
    const names = await page.getByRole('region', { name: 'Camera keys' }).locator('[aria-label^="Key at frame"]').all()
    return Promise.all(names.map(async (key) => (await key.getAttribute('aria-label')) ?? ''))
  }
  await person.click(page.getByRole('group', { name: 'Moves' }).getByRole('button', { name: 'Truck', exact: true }))
  const once = await keys()
  expect(once).toHaveLength(2)
  await person.click(make)
  await end.waitFor()
  const loop = await keys()
  expect(loop).toHaveLength(2)
  // Its far end lies in the middle of the shot, not at its last frame.
  const frames = (names: readonly string[]): number[] => names.map((name) => Number(/frame (\d+)/.exec(name)?.[1]))
  expect(frames(loop)).toEqual([1, frames(once)[1]! / 2 + 1])
  await studio.screenshot('loop')
  await person.click(end)
  await make.waitFor()
  await person.press('Control+z')
  await end.waitFor()
  await person.press('Control+z')
  await make.waitFor()
  expect(await keys()).toEqual(once)
})
