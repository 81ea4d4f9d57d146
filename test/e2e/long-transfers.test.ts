import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Person } from '../support/person.ts'
import { filmOnDisk, projectFolder } from '../support/project-on-disk.ts'
import { cards, newProjectWith, pictures } from '../support/story.ts'
import { launchStudio } from '../support/studio-app.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** Enough to be seen on the way, and stopped, on a fast machine too. */
const copiedFiles = 24_000

test('pictures chosen in a dialog show how far they are, and a cancel makes no shot', async () => {
  const studio = await launchStudio()
  const { page } = studio
  const person = new Person(studio)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await person.press('Control+n')
  await page.getByRole('heading', { level: 1, name: 'Untitled' }).waitFor()
  const names = Array.from({ length: 150 }, (_, number) => `board ${number}.png`)
  const open = () => page.getByRole('button', { name: 'Choose pictures…' }).click()
  await person.chooseInDialog(pictures(names), open)
  const progress = page.getByRole('status').filter({ hasText: 'Importing pictures' })
  await progress.getByText(/^\d+ of 150$/).waitFor()
  await studio.screenshot('import-progress')
  await progress.getByRole('button', { name: 'Cancel the import' }).click()
  await progress.waitFor({ state: 'detached' })
  expect(await cards(page).count()).toBe(0)

  await person.chooseInDialog(pictures(['only.png']), open)
  await expect.poll(() => cards(page).count()).toBe(1)
})

test('a copy shows how far it is; a cancel leaves nothing, and nothing stops the next one', async () => {
  // Removed after the studio, which has the copy open in the end.
  const target = temporaryFolder()
  const studio = await launchStudio()
  const { page } = studio
  const person = new Person(studio)
  await newProjectWith(person, pictures(['a.png']))
  await cards(page).first().waitFor()
  const folder = projectFolder(studio.home, 'Untitled')
  mkdirSync(join(folder, 'takes', 'notes'))
  for (let number = 0; number < copiedFiles; number++)
    writeFileSync(join(folder, 'takes', 'notes', `${number}.txt`), 'x'.repeat(100))
  const copy = () => person.press('Control+Shift+s')
  await person.chooseInDialog([target], copy)
  const dialog = page.getByRole('dialog', { name: 'Saving a copy' })
  await dialog.getByText(/^\d+%$/).waitFor()
  await studio.screenshot('copy-progress')
  await dialog.getByRole('button', { name: 'Cancel the copy' }).click()
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(() => readdirSync(target)).toEqual([])
  await page.getByRole('heading', { level: 1, name: 'Untitled' }).waitFor()
  expect(await page.getByRole('alert').count()).toBe(0)

  await person.chooseInDialog([target], copy)
  await expect.poll(() => readdirSync(target).includes('project.json')).toBe(true)
  expect(filmOnDisk(target).shots).toHaveLength(1)
  expect(readdirSync(join(target, 'takes', 'notes'))).toHaveLength(copiedFiles)
})
