import { expect, test } from 'vitest'
import { Person } from '../support/person.ts'
import { namesOfTakes, projectFolder } from '../support/project-on-disk.ts'
import { newProjectWith, pictures, shorten, tab } from '../support/story.ts'
import { launchStudio } from '../support/studio-app.ts'

test('a window in which a take is made asks before it closes, once, and only then', async () => {
  const studio = await launchStudio()
  const { page } = studio
  const person = new Person(studio)
  await newProjectWith(person, pictures(['a.png']))
  await shorten(person)
  await person.click(tab(page, 'Generate'))
  await person.click(page.getByRole('button', { name: 'Fine' }))
  await person.press('Control+Enter')
  await page
    .getByText(/step \d+ of 12/)
    .first()
    .waitFor()

  await studio.answerQuestions(0)
  await studio.askToClose()
  await expect.poll(() => studio.questions()).toHaveLength(1)
  expect(JSON.parse((await studio.questions())[0]!)).toMatchObject({
    message: 'Craneshot is still working',
    detail:
      'A take is being made. It starts over when you continue the queue; takes that wait are kept.\nThe film and all finished takes are kept.',
    buttons: ['Keep working', 'Stop and quit'],
    defaultId: 0,
    cancelId: 0,
  })
  expect(await studio.isVisible()).toBe(true)
  const { jobs } = await studio.value('app.start', {})
  expect(jobs).toMatchObject([{ state: 'running' }])

  await studio.answerQuestions(1)
  expect(await studio.closeWindow()).toBe(0)
  expect(namesOfTakes(projectFolder(studio.home, 'Untitled'))).toEqual([])
})

test('a window in which nothing runs closes without a question', async () => {
  const studio = await launchStudio()
  await studio.page.getByRole('heading', { level: 1 }).waitFor()
  await studio.app.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => Promise.reject(new Error('asked'))
  })
  expect(await studio.closeWindow()).toBe(0)
  expect(studio.printed).not.toContain('asked')
})
