import { expect, test } from 'vitest'
import { projectFolder, takesOnDisk } from '../support/project-on-disk.ts'
import { shotToGenerate, takeCards } from '../support/story.ts'
import { launchStudio } from '../support/studio-app.ts'

test('one press makes takes of the shot’s path and of moves from its board; the cut keeps the shot’s own', async () => {
  const studio = await launchStudio()
  const { page } = studio
  const person = await shotToGenerate(studio, 'Draft')
  const cameras = page.getByRole('button', { name: /^Cameras: / })
  expect(await cameras.innerText()).toBe('The shot’s path')
  await person.click(cameras)
  await person.click(page.getByRole('menuitemcheckbox', { name: 'Orbit left' }))
  await studio.screenshot('batch-cameras')
  await person.press('Escape')
  expect(await cameras.innerText()).toBe('Path + 1')
  await person.click(page.getByTestId('settings').getByRole('button', { name: 'Generate 2 takes' }))
  await expect.poll(() => page.getByRole('button', { name: 'Orbit left · Queued' }).count()).toBe(1)
  await expect.poll(() => takeCards(page).count(), { timeout: 300_000 }).toBe(2)
  const takes = takesOnDisk(projectFolder(studio.home, 'Untitled')).map(({ take }) => take)
  expect(takes.map(({ shot }) => shot?.move)).toEqual([undefined, 'orbit:-20'])
  expect(new Set(takes.map(({ spec }) => spec.pluckerSha256)).size).toBe(2)
  // Newest first: the shot's own was made first.
  const labels = () => takeCards(page).evaluateAll((all) => all.map((card) => card.getAttribute('aria-label') ?? ''))
  await expect.poll(async () => (await labels()).map((label) => label.includes('In cut'))).toEqual([false, true])
  expect(await page.getByText('Shot changed since').count()).toBe(0)
})
