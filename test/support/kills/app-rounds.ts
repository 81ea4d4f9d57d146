import { cpSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { takeFileNames } from '../../../core/contract/take.ts'
import { seededRandom } from '../../../core/math/random.ts'
import { openProject } from '../../../main/services/projects/project-open.ts'
import { listTakes } from '../../../main/services/takes/take-index.ts'
import { Person } from '../person.ts'
import { namesOfTakes, projectFolder } from '../project-on-disk.ts'
import { cards, chooseDraft, newProjectWith, pictures, shorten, tab } from '../story.ts'
import { launchStudio, type StudioApp } from '../studio-app.ts'
import { tinyPack } from '../take.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { checkNothingHalf } from './check-project.ts'

/** The most that may be lost when the app is killed. */
const longestLossMilliseconds = 2000

/** What goes on beside the typing when the app is killed. */
const works = ['edit', 'save', 'finish a take', 'export', 'generate'] as const
type Work = (typeof works)[number]

/** A machine that needs longer for a tiny take is busy with something else. */
const longestTakeMilliseconds = 60_000

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
  // Takes of the embedded pack would end too seldom.
  cpSync(tinyPack, join(home, 'models', 'tiny'), { recursive: true, filter: (source) => !source.includes('golden') })
  const report: AppReport = { kills: 0, edits: 0, takes: 0, longestLossMilliseconds: 0 }
  let last = 'SH010'
  let takes: readonly string[] = []
  for (; report.kills < kills; report.kills++) {
    const studio = await launchStudio({ home })
    const person = new Person(studio)
    if (report.kills === 0) await setUp(person)
    else await studio.page.getByRole('heading', { level: 1, name: 'Untitled' }).waitFor()
    const work = works[report.kills % works.length]!
    const typed: Typed[] = [{ name: last, atMilliseconds: 0 }]
    await begin(person, work, join(home, `out ${report.kills}`))
    const isOver = endOf(work, projectFolder(home, 'Untitled'), nextUnit())
    while (!isOver()) typed.push(await rename(studio, `${report.kills} ${typed.length}`))
    const shown = wholeTakes(projectFolder(home, 'Untitled'))
    const killedAt = Date.now()
    await studio.kill()
    const found = await check(projectFolder(home, 'Untitled'))
    const index = typed.findIndex(({ name }) => name === found.name)
    expect(index, `“${found.name}” was never typed`).toBeGreaterThanOrEqual(0)
    const lost = typed[index + 1]
    const age = lost === undefined ? 0 : killedAt - lost.atMilliseconds
    expect(age, `lost since ${lost?.name}`).toBeLessThanOrEqual(longestLossMilliseconds)
    expect(found.takes).toEqual(expect.arrayContaining([...takes, ...shown]))
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
  await person.click(tab(page, 'Generate'))
  await person.click(page.getByRole('combobox', { name: 'Model pack' }))
  await person.click(page.getByRole('option', { name: /Tiny random/ }))
  await chooseDraft(person)
  await person.click(tab(page, 'Board'))
  await page.getByRole('status').getByText('Saved', { exact: true }).waitFor()
}

/** Begins what goes on while names are typed. */
async function begin(person: Person, work: Work, outFolder: string): Promise<void> {
  const { page } = person
  if (work === 'save') await person.press('Control+s')
  if (work === 'generate' || work === 'finish a take') {
    await person.click(tab(page, 'Generate'))
    await person.press('Control+Enter')
  }
  if (work === 'export') {
    mkdirSync(outFolder)
    await person.studio.answerOpenDialogs([outFolder])
    await person.click(tab(page, 'Deliver'))
    await person.click(page.getByRole('button', { name: 'Export…' }))
  }
  // The app opens where it was when it was killed.
  await person.click(tab(page, 'Board'))
}

/**
 * When the kill comes: at any moment, or as soon as one more take is whole.
 * @param unit 0..1
 */
function endOf(work: Work, folder: string, unit: number): () => boolean {
  const begun = Date.now()
  if (work !== 'finish a take') return () => Date.now() - begun > 200 + unit * 2000
  const before = wholeTakes(folder).length
  return () => wholeTakes(folder).length > before || Date.now() - begun > longestTakeMilliseconds
}

/** Takes by the file that is written last. */
function wholeTakes(folder: string): string[] {
  return namesOfTakes(folder).filter(
    (id) => existsSync(join(folder, 'takes', id, takeFileNames.recipe)) && !id.startsWith('.'),
  )
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
