import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { seededRandom } from '../../../core/math/random.ts'
import { openProject } from '../../../main/services/projects/project-open.ts'
import { listTakes } from '../../../main/services/takes/take-index.ts'
import { Person } from '../person.ts'
import { namesOfTakes, projectFolder } from '../project-on-disk.ts'
import { cards, chooseDraft, newProjectWith, pictures, shorten, tab } from '../story.ts'
import { launchStudio, type StudioApp } from '../studio-app.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { checkNothingHalf } from './check-project.ts'

/** The most that may be lost when the app is killed. */
const longestLossMilliseconds = 2000

export interface AppReport {
  kills: number
  /** Names that were typed, and takes that were finished. */
  edits: number
  takes: number
  longestLossMilliseconds: number
}

/** A name that was typed, and when it was entered. */
interface Typed {
  readonly name: string
  readonly atMilliseconds: number
}

/**
 * Kills the real app at seeded moments of typing, saving, generating and exporting, by hand of a user, and opens the
 * project after each.
 */
export async function killApp(kills: number, seed: number): Promise<AppReport> {
  const { nextUnit } = seededRandom(seed)
  const home = temporaryFolder()
  const report: AppReport = { kills: 0, edits: 0, takes: 0, longestLossMilliseconds: 0 }
  let last = 'SH010'
  let takes: readonly string[] = []
  for (; report.kills < kills; report.kills++) {
    const studio = await launchStudio({ home })
    const person = new Person(studio)
    if (report.kills === 0) await setUp(person)
    else await studio.page.getByRole('heading', { level: 1, name: 'Untitled' }).waitFor()
    const typed: Typed[] = [{ name: last, atMilliseconds: 0 }]
    const started = await begin(
      person,
      ['edit', 'save', 'generate', 'export'][report.kills % 4]!,
      join(home, `out ${report.kills}`),
    )
    const until = Date.now() + 300 + nextUnit() * 2700
    while (Date.now() < until) typed.push(await rename(studio, `${report.kills} ${typed.length}`))
    const shown = started ? await listed(projectFolder(home, 'Untitled')) : takes
    const killedAt = Date.now()
    await studio.kill()
    const found = await check(projectFolder(home, 'Untitled'))
    const index = typed.findIndex(({ name }) => name === found.name)
    expect(index, `“${found.name}” was never typed`).toBeGreaterThanOrEqual(0)
    const lost = typed[index + 1]
    const age = lost === undefined ? 0 : killedAt - lost.atMilliseconds
    expect(age, `lost since ${lost?.name}`).toBeLessThanOrEqual(longestLossMilliseconds)
    expect(found.takes).toEqual(expect.arrayContaining([...shown]))
    report.longestLossMilliseconds = Math.max(report.longestLossMilliseconds, age)
    report.edits += typed.length - 1
    last = found.name
    takes = found.takes
    report.takes = takes.length
  }
  return report
}

async function setUp(person: Person): Promise<void> {
  const { page } = person
  await newProjectWith(person, pictures(['a.png']))
  await cards(page).first().waitFor()
  await shorten(person)
  await page.getByRole('status').getByText('Saved', { exact: true }).waitFor()
}

/** Begins what goes on while names are typed. @returns whether takes may come of it */
async function begin(person: Person, what: string, outFolder: string): Promise<boolean> {
  const { page } = person
  if (what === 'save') await person.press('Control+s')
  if (what === 'generate') {
    await person.click(tab(page, 'Generate'))
    await chooseDraft(person)
    await person.press('Control+Enter')
  }
  if (what === 'export') {
    mkdirSync(outFolder)
    await person.studio.answerOpenDialogs([outFolder])
    await person.click(tab(page, 'Deliver'))
    await person.click(page.getByRole('button', { name: 'Export…' }))
  }
  if (what !== 'edit') await person.click(tab(page, 'Board'))
  return what === 'generate'
}

async function rename({ page }: StudioApp, name: string): Promise<Typed> {
  const field = page.getByRole('textbox', { name: 'Name of the shot' })
  await field.fill(name)
  const atMilliseconds = Date.now()
  await field.press('Enter')
  return { name, atMilliseconds }
}

/** Opens the project as the next start will. */
async function check(folder: string): Promise<{ name: string; takes: readonly string[] }> {
  const { store, notices } = await openProject(folder, { onSaveState: () => undefined, onBug: rethrow })
  const [shot] = store.film.shots
  const takes = await listed(folder)
  await store.close()
  expect(store.readOnlyReason).toBeNull()
  expect(notices).toEqual([])
  expect(namesOfTakes(folder).toSorted()).toEqual([...takes].toSorted())
  checkNothingHalf(folder)
  return { name: shot?.name ?? '', takes }
}

async function listed(folder: string): Promise<string[]> {
  return (await listTakes(folder)).flatMap(({ id, problem }) => (problem === null ? [id] : []))
}

function rethrow(thrown: unknown): never {
  throw thrown
}
