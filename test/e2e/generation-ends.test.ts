import { expect, test } from 'vitest'
import type { Person } from '../support/person.ts'
import { namesOfTakes, projectFolder, takesOnDisk } from '../support/project-on-disk.ts'
import { chooseDraft, shotToGenerate, takeCards } from '../support/story.ts'
import { launchStudio, type StudioApp } from '../support/studio-app.ts'

test('a generation cancelled in the middle of a step leaves nothing, and the next one works', async () => {
  const { person, folder } = await fineShot()
  const { page } = person
  await person.press('Control+Enter')
  await anyStep(person)
  await person.click(page.getByRole('button', { name: 'Cancel' }).filter({ hasText: 'Cancel' }))
  await queueWord(person, 'Cancelled')
  await expect.poll(() => namesOfTakes(folder)).toEqual([])
  expect(await takeCards(page).count()).toBe(0)
  expect(await page.getByRole('alert').count()).toBe(0)

  await makesTake(person, folder)
})

test('when the inference process dies, the job fails by name, and the next generation starts another', async () => {
  const { person, folder, studio } = await fineShot()
  await person.press('Control+Enter')
  await anyStep(person)
  const [pid] = await inferenceIds(studio)
  process.kill(pid!, 'SIGKILL')
  await queueWord(person, 'Failed')
  const words = await person.page.getByRole('dialog').innerText()
  expect(words).toMatch(/inference process/i)
  expect(words).not.toContain('Something is wrong in Craneshot')
  await person.press('Escape')
  await expect.poll(() => namesOfTakes(folder)).toEqual([])

  await makesTake(person, folder)
  expect(await inferenceIds(studio)).not.toContain(pid)
})

/** A new project with one short shot, shown in the Generate workspace with the most steps. */
async function fineShot(): Promise<{ studio: StudioApp; person: Person; folder: string }> {
  const studio = await launchStudio()
  const person = await shotToGenerate(studio, 'Fine')
  return { studio, person, folder: projectFolder(studio.home, 'Untitled') }
}

/** Waits until steps are computed. There are twelve, so that the job is still at them when it is seen. */
async function anyStep({ page }: Person): Promise<void> {
  await page
    .getByText(/step \d+ of 12/)
    .first()
    .waitFor()
}

/** Shows the queue and waits for the word of the latest job. */
async function queueWord(person: Person, word: string): Promise<void> {
  await person.press('Control+j')
  await person.page.getByRole('dialog', { name: 'Queue' }).getByText(word, { exact: true }).first().waitFor()
}

async function makesTake(person: Person, folder: string): Promise<void> {
  await person.press('Escape')
  await person.page.getByRole('dialog').waitFor({ state: 'detached' })
  await chooseDraft(person)
  await person.press('Control+Enter')
  await expect.poll(() => takeCards(person.page).count(), { timeout: 300_000 }).toBe(1)
  expect(takesOnDisk(folder).map(({ take }) => take.files.frames.length)).toEqual([8])
}

async function inferenceIds({ app }: StudioApp): Promise<number[]> {
  const metrics = await app.evaluate(({ app }) => app.getAppMetrics().map(({ pid, name }) => ({ pid, name })))
  return metrics.filter(({ name }) => name === 'Craneshot inference').map(({ pid }) => pid)
}
