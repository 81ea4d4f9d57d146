import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectFolder } from '../support/project-on-disk.ts'
import { cards, newProjectWith, pictures } from '../support/story.ts'
import { Person } from '../support/person.ts'
import { launchStudio, type StudioApp } from '../support/studio-app.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const nameOfShot = ({ page }: StudioApp) => page.getByRole('textbox', { name: 'Name of the shot' })

test('what a crash left is told until it was seen; a damaged project is repaired, a missing picture found', async () => {
  const home = temporaryFolder()
  const first = await launchStudio({ home })
  await newProjectWith(new Person(first), pictures(['a.png']))
  await cards(first.page).first().waitFor()
  await first.page.getByRole('status').getByText('Saved', { exact: true }).waitFor()
  const folder = projectFolder(home, 'Untitled')
  await nameOfShot(first).fill('Harbour wide')
  await nameOfShot(first).press('Enter')
  await expect.poll(() => textOf(folder, 'journal.jsonl')).toContain('Harbour wide')
  await first.kill()

  const second = await launchStudio({ home })
  await second.page.getByRole('button', { name: 'Recovered' }).click()
  await second.page.getByText(/^(One edit|\d+ edits) after the last save/).waitFor()
  expect(await nameOfShot(second).inputValue()).toBe('Harbour wide')
  await second.screenshot('recovered')
  await second.page.getByRole('button', { name: 'Got it' }).click()
  await expect.poll(() => second.page.getByRole('button', { name: 'Recovered' }).count()).toBe(0)
  const { project } = await second.value('app.start', {})
  await second.value('snapshot.keep', { projectId: project!.id, reason: 'import' })
  await second.close()

  for (const name of ['project.json', 'project.json.backup']) writeFileSync(join(folder, name), '{"format":')
  const elsewhere = temporaryFolder()
  for (const name of readdirSync(join(folder, 'media')))
    renameSync(join(folder, 'media', name), join(elsewhere, `my ${name}`))
  const third = await launchStudio({ home, expectedErrors: /404/ })
  const { page } = third
  await page.getByRole('dialog', { name: 'This project cannot be opened' }).waitFor()
  await page.getByText(/The film comes from the snapshot/).waitFor()
  await third.screenshot('repair')
  await page.getByRole('button', { name: 'Repair and open' }).click()
  await page
    .getByText(/ is missing$/)
    .first()
    .waitFor()
  expect(await nameOfShot(third).inputValue()).toBe('Harbour wide')

  await third.answerOpenDialogs([elsewhere])
  await page.getByRole('button', { name: /^Missing media: / }).click()
  await page.getByRole('button', { name: 'Search a folder…' }).click()
  await page.getByText('Every file is there.').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  await cards(page).first().locator('img[data-loaded]').waitFor()
  expect(readFileSync(join(folder, 'set-aside', 'project.json'), 'utf8')).toBe('{"format":')
})

function textOf(folder: string, name: string): string {
  try {
    return readFileSync(join(folder, name), 'utf8')
  } catch {
    return ''
  }
}
