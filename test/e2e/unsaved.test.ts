import { readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
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
  await typesOnAndOn(new Person(studio), folder)
  expect(await studio.closeWindow()).toBe(0)
  expect(filmOnDisk(folder).shots).toMatchObject([{ name: 'Harbour wide', note: 'Fog lifts. Gulls.' }])
})

/** Without ever leaving the field: what is typed outlasts another workspace, is saved by Ctrl+S, and Esc takes it back. */
async function typesOnAndOn(person: Person, folder: string): Promise<void> {
  const { page } = person
  const note = page.getByRole('textbox', { name: 'Note', exact: true })
  await person.click(note)
  await person.type('Fog')
  await person.press('Control+2')
  await note.waitFor({ state: 'detached' })
  await person.press('Control+1')
  await expect.poll(() => note.inputValue()).toBe('Fog')
  await person.click(note)
  await person.press('End')
  await person.type(' lifts.')
  await person.press('Control+s')
  await expect.poll(() => filmOnDisk(folder).shots[0]!.note).toBe('Fog lifts.')
  await person.type(' A dog?')
  // It is on the disk by now, where a kill leaves it, and taken back all the same.
  await expect.poll(() => readFileSync(join(folder, 'journal.jsonl'), 'utf8')).toContain('A dog?')
  await person.press('Escape')
  await expect.poll(() => note.inputValue()).toBe('Fog')
  await person.press('Control+Shift+z')
  await expect.poll(() => note.inputValue()).toBe('Fog lifts. A dog?')
  await person.click(note)
  await note.fill('Fog lifts.')
  await person.press('End')
  await person.type(' Gulls.')
}
