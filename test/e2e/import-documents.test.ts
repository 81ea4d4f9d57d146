import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { Person } from '../support/person.ts'
import { filmOnDisk, projectFolder } from '../support/project-on-disk.ts'
import { newProjectWith } from '../support/story.ts'
import { launchStudio } from '../support/studio-app.ts'

const from = (name: string): string => fileURLToPath(new URL(`../fixtures/imports/${name}`, import.meta.url))

test('a PDF, layered documents, a render, a storyboard’s folder and a script dropped at once become shots and scenes', async () => {
  const studio = await launchStudio()
  const { page } = studio
  const documents = [
    'ghostscript.pdf',
    'imagemagick-rgb.psd',
    'imagemagick.exr',
    'demo',
    'evening.fountain',
    'locked.pdf',
  ]
  await newProjectWith(new Person(studio), documents.map(from))
  const notices = page.getByRole('region', { name: 'Notifications' })
  await notices.getByText(/locked\.pdf is protected with a password/).waitFor()
  // Five pictures and pages, three boards, four shots of the script.
  await page.getByText(/^12 shots, /).waitFor()
  await page.getByText('2A EXT. HARBOUR - NIGHT').first().waitFor()
  await studio.screenshot('import-documents')

  // The script is one step of undo, the storyboard another.
  await page.keyboard.press('ControlOrMeta+z')
  await page.getByText(/^8 shots, /).waitFor()
  await studio.close()
  const film = filmOnDisk(projectFolder(studio.home, 'Untitled'))
  expect(film.boards.map(({ name }) => name)).toEqual([
    'ghostscript, page 1',
    'ghostscript, page 2',
    'ghostscript, page 3',
    'imagemagick-rgb',
    'imagemagick',
    '1A',
    '1B',
    '2A',
  ])
  expect(film.scenes.map(({ name }) => name)).toEqual(['demo'])
  expect(film.shots.find(({ name }) => name === '1A')).toMatchObject({
    dialogue: 'It was here.',
    action: 'Anna lifts a cup.',
    note: 'push in',
    group: '1',
    durationFrames: 36,
  })
})
