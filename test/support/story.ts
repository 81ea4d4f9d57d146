import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Locator, Page } from 'playwright'
import { expect } from 'vitest'
import { Person } from './person.ts'
import type { StudioApp } from './studio-app.ts'
import { temporaryFolder } from './temporary-folder.ts'

const boards = fileURLToPath(new URL('../../resources/boards', import.meta.url))

/** Frames of the short shots that tests generate. */
export const shortShotFrames = 8

/** Copies of a bundled picture under names of the test's own, in a new folder; their paths in the names' order. */
export function pictures(names: readonly string[], picture = 'harbour.png'): string[] {
  const folder = temporaryFolder()
  return names.map((name) => {
    const file = join(folder, name)
    copyFileSync(join(boards, picture), file)
    return file
  })
}

/** The cards of the Board workspace, in their order. */
export function cards(page: Page): Locator {
  return page.getByRole('region', { name: 'Storyboard' }).getByRole('button', { name: /^Shot \d+: / })
}

/** A workspace's tab. */
export function tab(page: Page, name: string): Locator {
  return page.getByRole('tablist', { name: 'Workspaces' }).getByRole('tab', { name: new RegExp(`^${name}`) })
}

/** The finished takes of the shot in the Generate workspace. */
export function takeCards(page: Page): Locator {
  return page.getByRole('list', { name: 'Takes' }).getByRole('button', { name: /^Take \d/ })
}

/** Starts a new project from the File menu's key and drops pictures into it. */
export async function newProjectWith(person: Person, files: readonly string[]): Promise<void> {
  const { page } = person
  await page.getByRole('heading', { level: 1 }).waitFor()
  await person.press('Control+n')
  await page.getByRole('heading', { level: 1, name: 'Untitled' }).waitFor()
  await person.drop(files, page.getByRole('main'))
}

/** Makes the chosen shot short, by its duration in the Board workspace. */
export async function shorten(person: Person): Promise<void> {
  const { page } = person
  await person.click(page.getByRole('spinbutton', { name: 'Duration' }))
  await person.type(String(shortShotFrames))
  await person.press('Enter')
  await expectValue(page.getByRole('spinbutton', { name: 'Duration' }), shortShotFrames)
}

/** In the Generate workspace. */
async function chooseQuality(person: Person, name: 'Draft' | 'Fine'): Promise<void> {
  const quality = person.page.getByRole('button', { name })
  await person.click(quality)
  await expect.poll(() => quality.getAttribute('aria-pressed')).toBe('true')
}

/** In the Generate workspace: the coarsest quality, which is the quickest. */
export function chooseDraft(person: Person): Promise<void> {
  return chooseQuality(person, 'Draft')
}

/** In a new project: one short shot, in Generate, to be made in that quality. */
export async function shotToGenerate(studio: StudioApp, quality: 'Draft' | 'Fine'): Promise<Person> {
  const person = new Person(studio)
  await newProjectWith(person, pictures(['a.png']))
  await shorten(person)
  await person.click(tab(studio.page, 'Generate'))
  await chooseQuality(person, quality)
  return person
}

/** Waits for the end of the export that was started, and fails with its words when it failed. */
export async function exportEnds(page: Page): Promise<void> {
  const exports = page.getByRole('region', { name: 'Exports of this session' })
  await exports.getByText(/^Done|failed$/).waitFor({ timeout: 500_000 })
  expect(await exports.innerText()).toMatch(/^Done/m)
}

async function expectValue(field: Locator, value: number): Promise<void> {
  await expect.poll(() => field.getAttribute('aria-valuenow')).toBe(String(value))
}
