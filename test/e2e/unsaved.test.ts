import { renameSync } from 'node:fs'
import { expect, test } from 'vitest'
import { filmOnDisk, projectFolder } from '../support/project-on-disk.ts'
import { cards, newProjectWith, pictures } from '../support/story.ts'
import { Person } from '../support/person.ts'
import { launchStudio } from '../support/studio-app.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

test('a window whose edits cannot be saved asks before it closes, and comes back', async () => {
  const home = temporaryFolder()
  const studio = await launchStudio({ home })
  const { page } = studio
  await newProjectWith(new Person(studio), pictures(['a.png']))
  // The import must have ended before the folder goes away.
  await cards(page).first().waitFor()
  await page.getByRole('status').getByText('Saved', { exact: true }).waitFor()
  const folder = projectFolder(home, 'Untitled')
  renameSync(folder, `${folder} away`)
  const name = page.getByRole('textbox', { name: 'Name of the shot' })
  await name.fill('Harbour wide')
  await name.press('Enter')
  await page.getByRole('status').filter({ hasText: 'Not saved' }).waitFor()

  await studio.answerQuestions(0)
  await studio.askToClose()
  await expect.poll(() => studio.questions()).toHaveLength(1)
  await expect.poll(() => studio.isVisible()).toBe(true)
  expect((await studio.questions())[0]).toMatch(/could not be saved.*is gone/)
  await expect.poll(() => name.inputValue()).toBe('Harbour wide')

  // With the folder back there is nothing to ask.
  renameSync(`${folder} away`, folder)
  expect(await studio.closeWindow()).toBe(0)
  expect(filmOnDisk(folder).shots.map((shot) => shot.name)).toEqual(['Harbour wide'])
})
