import { expect, test } from 'vitest'
import { namesOfTakes, projectFolder } from '../support/project-on-disk.ts'
import { shotToGenerate } from '../support/story.ts'
import { launchStudio, type StudioApp } from '../support/studio-app.ts'

test('a window in which a take is made asks before it closes, once, and only then', async () => {
  const studio = await generatingStudio()

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

test('a signal ends a studio in which a take is made, without a question; the take waits at the next start', async () => {
  const studio = await generatingStudio()
  await studio.app.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => new Promise(() => undefined)
  })
  const processes = await studio.app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid))
  expect(processes.length).toBeGreaterThan(3)
  expect(await studio.endBy('SIGTERM')).toBe(0)
  await expect.poll(() => processes.filter(isRunning)).toEqual([])
  const folder = projectFolder(studio.home, 'Untitled')
  expect(namesOfTakes(folder)).toEqual([])

  const again = await launchStudio({ home: studio.home })
  await again.page.getByRole('dialog', { name: /waits since last time/ }).waitFor()
  const { jobs } = await again.value('app.start', {})
  expect(jobs).toMatchObject([{ state: 'queued', waitingFor: 'held', failure: null, interruptions: 0 }])
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

/** A studio in the middle of making a take of many steps. */
async function generatingStudio(): Promise<StudioApp> {
  const studio = await launchStudio()
  const { page } = studio
  const person = await shotToGenerate(studio, 'Fine')
  await person.press('Control+Enter')
  await page
    .getByText(/step \d+ of 12/)
    .first()
    .waitFor()
  return studio
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
