import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { XmemlFile } from '../unit/export/xmeml-reader.ts'
import { Person } from './person.ts'
import { namesOfTakes, projectFolder } from './project-on-disk.ts'
import { cards, exportEnds, newProjectWith, pictures, shorten, tab } from './story.ts'
import { launchStudio } from './studio-app.ts'
import { temporaryFolder } from './temporary-folder.ts'

const moves = ['Pan', 'Tilt', 'Roll', 'Dolly', 'Truck', 'Pedestal', 'Crane', 'Orbit', 'Zoom', 'Handheld'] as const

/** Long enough for one generation at the delivered size on a slow machine; only a hang takes longer. */
const generationMilliseconds = 180_000

interface FromBoards {
  readonly boards: number
  /** Makes the shots short beforehand, which does not count. */
  readonly short: boolean
}

/**
 * From an open window to an xmeml file of a cut of so many boards, each with a move and a take of its own, with nothing
 * else set otherwise than it is. @returns the actions it took
 */
export async function boardsToCutFile({ boards, short }: FromBoards): Promise<number> {
  const studio = await launchStudio()
  const person = new Person(studio)
  const { page } = studio
  await page.getByRole('heading', { level: 1 }).waitFor()
  person.startCounting()
  await newProjectWith(person, pictures(moves.slice(0, boards).map((name, index) => `${index + 1} ${name}.png`)))
  await page.getByRole('button', { name: new RegExp(`^Shot ${boards}: `) }).waitFor()
  const uncounted = short ? await shortenAll(person) : 0

  await person.click(tab(page, 'Camera'))
  const shots = page.getByRole('listbox', { name: 'Shots' }).getByRole('option')
  for (const [index, move] of moves.slice(0, boards).entries()) {
    if (index > 0) await person.click(shots.nth(index))
    await person.click(page.getByRole('group', { name: 'Moves' }).getByRole('button', { name: move, exact: true }))
  }
  await person.press('Control+Shift+Enter')
  const folder = projectFolder(studio.home, 'Untitled')
  const done = (): number => namesOfTakes(folder).filter((name) => !name.startsWith('.')).length
  await expect.poll(done, { timeout: boards * generationMilliseconds }).toBe(boards)

  const exported = temporaryFolder()
  await person.click(tab(page, 'Deliver'))
  await page
    .getByRole('row', { name: /Take 1/ })
    .nth(boards - 1)
    .waitFor()
  await person.chooseInDialog([exported], () => person.click(page.getByRole('button', { name: 'Export…' })))
  await exportEnds(page)
  const actions = person.actions - uncounted
  expect(new XmemlFile(readFileSync(xmlIn(exported), 'utf8')).cut().events).toHaveLength(boards)
  return actions
}

/** Chooses the first shot last, as it is after a drop. @returns the actions it took */
async function shortenAll(person: Person): Promise<number> {
  const before = person.actions
  const shots = await cards(person.page).all()
  for (const card of shots.toReversed()) {
    await person.click(card)
    await shorten(person)
  }
  return person.actions - before
}

function xmlIn(folder: string): string {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.xml'))
  expect(names).toHaveLength(1)
  return join(folder, names[0]!)
}
