import { expect, test } from 'vitest'
import { Person } from '../support/person.ts'
import { boardsToCutFile } from '../support/ten-boards.ts'
import { cards, pictures, takeCards } from '../support/story.ts'
import { launchStudio } from '../support/studio-app.ts'

test('from the first start to the first take of a picture of one’s own in at most three actions', async () => {
  const studio = await launchStudio()
  const person = new Person(studio)
  const { page } = studio
  await page.getByRole('heading', { level: 1, name: 'Evening at the harbour' }).waitFor()
  const before = await cards(page).count()
  person.startCounting()
  await person.drop(pictures(['my picture.png']), page.getByRole('main'))
  await expect.poll(() => cards(page).count()).toBe(before + 1)
  await person.press('Control+Enter')
  await page.getByRole('option', { name: /^SH010 (Queued|Generating)/, selected: true }).waitFor()
  await expect.poll(() => takeCards(page).count(), { timeout: 500_000 }).toBe(1)
  expect(person.actions).toBeLessThanOrEqual(3)
})

test('from ten boards to ten moves, ten takes, a cut and its xmeml file in at most sixty actions', async () => {
  // Two short ones here, all ten at their length in test/long: each takes a click on it and one on its move.
  const actions = await boardsToCutFile({ boards: 2, short: true })
  expect(actions + (10 - 2) * 2).toBeLessThanOrEqual(60)
})
