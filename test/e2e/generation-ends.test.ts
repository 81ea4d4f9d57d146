import { expect, test } from 'vitest'
import { Person } from '../support/person.ts'
import { namesOfTakes, projectFolder, takesOnDisk } from '../support/project-on-disk.ts'
import { chooseDraft, newProjectWith, pictures, shorten, tab, takeCards } from '../support/story.ts'
import { launchStudio, type StudioApp } from '../support/studio-app.ts'

test('a generation cancelled in the middle of a step leaves nothing, and the next one works', async () => {
  const { person, folder } = await shotToGenerate()
  const { page } = person
  await person.press('Control+Enter')
  await stepOf(person, 1)
  // The second of three steps is being computed now.
  await person.click(page.getByRole('button', { name: 'Cancel' }).filter({ hasText: 'Cancel' }))
  await queueWord(person, 'Cancelled')
  await expect.poll(() => namesOfTakes(folder)).toEqual([])
  expect(await takeCards(page).count()).toBe(0)
  expect(await page.getByRole('alert').count()).toBe(0)

  await makesTake(person, folder)
})

test('when the inference process dies, the job fails by name, and the next generation starts another', async () => {
  const { person, folder, studio } = await shotToGenerate()
  await person.press('Control+Enter')
  await stepOf(person, 1)
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

/** A new project with one short shot, shown in the Generate workspace with the fewest steps. */
async function shotToGenerate(): Promise<{ studio: StudioApp; person: Person; folder: string }> {
  const studio = await launchStudio()
  const person = new Person(studio)
  await newProjectWith(person, pictures(['a.png']))
  await shorten(person)
  await person.click(tab(studio.page, 'Generate'))
  await chooseDraft(person)
  return { studio, person, folder: projectFolder(studio.home, 'Untitled') }
}

/** Waits until so many steps are done and the next one runs. */
async function stepOf({ page }: Person, done: number): Promise<void> {
  await page.getByText(new RegExp(`step ${done} of \\d`)).waitFor()
}

/** Shows the queue and waits for the word of the latest job. */
async function queueWord(person: Person, word: string): Promise<void> {
  await person.press('Control+j')
  await person.page.getByRole('dialog', { name: 'Queue' }).getByText(word, { exact: true }).first().waitFor()
}

async function makesTake(person: Person, folder: string): Promise<void> {
  await person.press('Escape')
  await person.page.getByRole('dialog').waitFor({ state: 'detached' })
  await person.press('Control+Enter')
  await expect.poll(() => takeCards(person.page).count(), { timeout: 300_000 }).toBe(1)
  expect(takesOnDisk(folder).map(({ take }) => take.files.frames.length)).toEqual([8])
}

async function inferenceIds({ app }: StudioApp): Promise<number[]> {
  const metrics = await app.evaluate(({ app }) => app.getAppMetrics().map(({ pid, name }) => ({ pid, name })))
  return metrics.filter(({ name }) => name === 'Craneshot inference').map(({ pid }) => pid)
}
