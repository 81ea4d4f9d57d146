import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Person } from '../support/person.ts'
import { tab, takeCards } from '../support/story.ts'
import { launchStudio } from '../support/studio-app.ts'

test('a take tells how well it obeys its camera, and Camera lays the achieved path over the authored one', async () => {
  const studio = await launchStudio()
  const { page } = studio
  const person = new Person(studio)
  await page.getByText('Evening at the harbour').first().waitFor()
  const takes = join(studio.home, 'projects', 'Evening at the harbour', 'takes')
  const kept = readdirSync(takes).map((id) => join(takes, id, 'obedience.json'))
  for (const file of kept) rmSync(file, { force: true })
  await person.click(tab(page, 'Generate'))
  await takeCards(page).first().waitFor()
  await person.click(page.getByRole('button', { name: /^Measure( again)?$/ }))
  await expect.poll(() => kept.filter((file) => existsSync(file)).length, { timeout: 300_000 }).toBe(1)
  // What the embedded model made of the sample's board follows its camera.
  const list = page.getByRole('list', { name: 'Takes' })
  await list.getByText(/^0\.\d+° · \d\.\d%$/).waitFor()
  await page.getByRole('img', { name: 'Rotation off, frame by frame' }).waitFor()
  await studio.screenshot('obedience-generate')

  await person.click(tab(page, 'Camera'))
  await page.getByText('Achieved: take 1').waitFor()
  await studio.screenshot('obedience-camera')
  await person.click(page.getByRole('button', { name: 'Show', exact: true }))
  await person.click(page.getByRole('menuitemcheckbox', { name: 'Achieved path of the take in the cut' }))
  await page.getByText('Achieved: take 1').waitFor({ state: 'detached' })
})
