import { expect, test } from 'vitest'
import { shotToGenerate, tab, takeCards } from '../support/story.ts'
import { launchStudio } from '../support/studio-app.ts'

test('a take whose shot has changed since says so in every list, until the change is undone', async () => {
  const studio = await launchStudio()
  const { page } = studio
  const person = await shotToGenerate(studio, 'Draft')
  await person.press('Control+Enter')
  await expect.poll(() => takeCards(page).count(), { timeout: 300_000 }).toBe(1)
  const shots = page.getByRole('listbox', { name: 'Shots' })
  await shots.getByText('Take in cut').waitFor()

  // Another seed is another take of the same shot; another camera is another shot.
  await person.click(page.getByRole('button', { name: 'Random seed' }))
  await person.click(tab(page, 'Camera'))
  await person.click(page.getByRole('group', { name: 'Moves' }).getByRole('button', { name: 'Orbit', exact: true }))
  await shots.getByText('Shot changed', { exact: true }).waitFor()
  await person.click(tab(page, 'Generate'))
  await page.getByRole('button', { name: 'Take 1, In cut, Shot changed since' }).waitFor()
  await studio.screenshot('shot-changed-generate')
  await person.click(tab(page, 'Board'))
  const board = page.getByRole('region', { name: 'Storyboard' })
  await board.getByText('Shot changed', { exact: true }).waitFor()
  await person.click(tab(page, 'Edit'))
  const clip = page.getByRole('listitem', { name: /Shot changed since/ })
  await clip.waitFor()
  await studio.screenshot('shot-changed-edit')

  await person.press('Control+z')
  await clip.waitFor({ state: 'detached' })
  await person.click(tab(page, 'Board'))
  await board.getByText('Take in cut').waitFor()
})
