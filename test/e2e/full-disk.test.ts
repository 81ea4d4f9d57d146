import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { expect, onTestFinished, test } from 'vitest'
import { Person } from '../support/person.ts'
import { filmOnDisk, namesOfTakes, projectFolder } from '../support/project-on-disk.ts'
import { chooseDraft, newProjectWith, pictures, shorten, tab, takeCards } from '../support/story.ts'
import { launchStudio } from '../support/studio-app.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** The longest note is 20 000. */
const longNoteLetters = 19_000

test('a full disk is told by name, loses nothing and leaves nothing; with space again all goes on', async (context) => {
  const home = temporaryFolder()
  const disk = join(home, 'projects')
  if (!mountSmallDisk(disk)) return context.skip('a small disk of its own needs Linux and root')
  const studio = await launchStudio({ home })
  const person = new Person(studio)
  const { page } = studio
  await newProjectWith(person, pictures(['a.png']))
  await shorten(person)
  await page.getByRole('status').getByText('Saved', { exact: true }).waitFor()
  const folder = projectFolder(home, 'Untitled')
  const filler = fill(disk)

  // The edits stay in the window, and the window says that they are not safe. A short one would still fit into the
  // room of the backup that it replaces.
  await page.getByRole('textbox', { name: 'Note', exact: true }).fill('x'.repeat(longNoteLetters))
  await rename(page, 'Harbour wide')
  await person.press('Control+s')
  const mark = page.getByRole('status').filter({ hasText: 'Not saved' })
  await mark.getByRole('button').click()
  await page
    .getByRole('dialog', { name: 'Not saved' })
    .getByText(/disk .*is full.*Free some space/i)
    .waitFor()
  await studio.screenshot('not-saved')
  await person.press('Escape')
  expect(filmOnDisk(folder).shots.map(({ name }) => name)).toEqual(['SH010'])
  await rename(page, 'Harbour close')
  await person.press('Control+z')
  await page.getByRole('button', { name: 'Shot 1: Harbour wide' }).waitFor()
  await mark.waitFor()

  // A generation fails with words for it, and its half of a take goes.
  await person.click(tab(page, 'Generate'))
  await chooseDraft(person)
  await person.press('Control+Enter')
  await page.getByRole('listbox', { name: 'Shots' }).getByText('Failed').waitFor({ timeout: 300_000 })
  await person.press('Control+j')
  await page
    .getByRole('dialog', { name: 'Queue' })
    .getByText(/The disk is full, so .*Free some space/)
    .waitFor()
  await person.press('Escape')
  await expect.poll(() => namesOfTakes(folder)).toEqual([])

  // Space again: the next save has all edits, and the next generation works.
  rmSync(filler)
  await person.press('Control+s')
  await page.getByRole('status').getByText('Saved', { exact: true }).waitFor()
  expect(filmOnDisk(folder).shots.map(({ name }) => name)).toEqual(['Harbour wide'])
  await person.press('Control+Enter')
  await expect.poll(() => takeCards(page).count(), { timeout: 300_000 }).toBe(1)
  expect(namesOfTakes(folder)).toHaveLength(1)
})

async function rename(page: Page, name: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Name of the shot' })
  await field.fill(name)
  await field.press('Enter')
}

/** A disk in memory at that place, unmounted when the test ends; false where this system or user cannot. */
function mountSmallDisk(place: string): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  mkdirSync(place, { recursive: true })
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', place])
  if (status !== 0) return false
  onTestFinished(() => {
    spawnSync('umount', ['--lazy', place])
  })
  return true
}

/** Writes a file until not one byte more fits. @returns the file */
function fill(disk: string): string {
  const file = join(disk, 'filler')
  const handle = openSync(file, 'w')
  try {
    for (let size = 1 << 20; size >= 1;) {
      try {
        writeSync(handle, Buffer.alloc(size))
      } catch (thrown) {
        if ((thrown as NodeJS.ErrnoException).code !== 'ENOSPC') throw thrown
        size >>= 1
      }
    }
  } finally {
    closeSync(handle)
  }
  return file
}
