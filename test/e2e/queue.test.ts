import { expect, test } from 'vitest'
import { Person } from '../support/person.ts'
import { projectFolder, takesOnDisk } from '../support/project-on-disk.ts'
import { shotToGenerate, takeCards } from '../support/story.ts'
import { launchStudio } from '../support/studio-app.ts'

test('takes that waited when the studio was killed wait at the next start, and are made when the user goes on', async () => {
  const first = await launchStudio()
  const { home } = first
  const person = await shotToGenerate(first, 'Fine')
  await first.page.getByRole('spinbutton', { name: 'Takes', exact: true }).focus()
  await person.press('2')
  await person.press('Enter')
  await person.press('Control+Enter')
  await first.page
    .getByText(/step \d+ of 12/)
    .first()
    .waitFor()
  // Cheaper takes wait behind it, and the order is the user's.
  await person.click(first.page.getByRole('button', { name: 'Draft' }))
  await person.press('Control+Enter')
  await person.press('Control+j')
  const dialog = first.page.getByRole('dialog', { name: 'Queue' })
  await expect.poll(() => dialog.getByRole('button', { name: /^Move / }).count()).toBe(3)
  await person.click(dialog.getByRole('button', { name: 'Run next' }).last())
  await person.click(dialog.getByRole('button', { name: 'Remove from the queue' }).last())
  await expect.poll(() => dialog.getByRole('button', { name: /^Move / }).count()).toBe(2)
  const { queue: before } = await first.value('app.start', {})
  await first.kill()

  const again = await launchStudio({ home })
  const { page } = again
  const told = page.getByRole('dialog', { name: /takes wait since last time/ })
  await told.waitFor()
  expect(await told.innerText()).toContain('One was being made when Craneshot was stopped; it starts over.')
  const { jobs, queue } = await again.value('app.start', {})
  expect(queue.order).toEqual(before.order)
  expect(jobs.map(({ state, waitingFor }) => `${state} ${waitingFor}`)).toEqual(Array(3).fill('queued held'))
  expect(takesOnDisk(projectFolder(home, 'Untitled'))).toEqual([])

  const user = new Person(again)
  await user.press('Control+j')
  // The dear ones go, and the draft is made.
  const remove = page.getByRole('button', { name: 'Remove from the queue' })
  await user.click(remove.first())
  await expect.poll(() => remove.count()).toBe(2)
  await user.click(remove.last())
  await expect.poll(() => remove.count()).toBe(1)
  await user.click(page.getByRole('dialog', { name: 'Queue' }).getByRole('button', { name: 'Continue' }))
  await user.press('Escape')
  await expect.poll(() => takeCards(page).count(), { timeout: 300_000 }).toBe(1)
  await told.waitFor({ state: 'detached' })
})
