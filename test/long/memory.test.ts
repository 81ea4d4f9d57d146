import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Person } from '../support/person.ts'
import { residentBytes } from '../support/process-memory.ts'
import { newProjectWith, pictures, shorten, tab } from '../support/story.ts'
import { launchStudio, type StudioApp } from '../support/studio-app.ts'
import { tinyPack } from '../support/take.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const seeds = 16
const moves = ['Push in', 'Pull out', 'Truck left', 'Truck right', 'Pedestal up', 'Pedestal down', 'Crane up']
const turns = ['Orbit left', 'Orbit right', 'Pan left', 'Pan right', 'Tilt up']
/** Of the shot's own path and the moves. */
const generations = seeds * (1 + moves.length + turns.length)
/** By then everything is loaded that ever is; each median is over as many. */
const settled = 20
const mostGrowth = 1.05

interface Sample {
  readonly made: number
  readonly bytes: Readonly<Record<'app' | 'inference' | 'window', number>>
}

test.skipIf(process.platform !== 'linux' /* Only there a process can read how much memory another has. */)(
  `memory after ${generations} generations is that after ${settled}`,
  async () => {
    const home = temporaryFolder()
    mkdirSync(join(home, 'models'))
    const filter = (source: string): boolean => !source.includes('golden')
    cpSync(tinyPack, join(home, 'models', 'tiny'), { recursive: true, filter })
    const studio = await launchStudio({ home, words: ['--js-flags=--expose-gc'] })
    await queueBatch(new Person(studio))
    const samples = await samplesUntilMade(studio)
    const early = samples.filter(({ made }) => made >= settled && made < 2 * settled)
    const late = samples.filter(({ made }) => made >= generations - settled)
    const growthOf = (process: keyof Sample['bytes']): number => {
      const [before = 0, after = 0] = [early, late].map((some) => median(some.map(({ bytes }) => bytes[process])))
      console.log(`${process}: ${megabytes(before)}, then ${megabytes(after)}`)
      return after / before
    }
    // The window shows a picture of each take: it holds more because there is more to see.
    growthOf('window')
    expect(growthOf('app')).toBeLessThanOrEqual(mostGrowth)
    expect(growthOf('inference')).toBeLessThanOrEqual(mostGrowth)
  },
)

/** A short shot of the tiny model with all its takes in the queue, by one press. */
async function queueBatch(person: Person): Promise<void> {
  const { page } = person
  await newProjectWith(person, pictures(['a.png']))
  await shorten(person)
  await person.click(tab(page, 'Generate'))
  await person.click(page.getByRole('combobox', { name: 'Model pack' }))
  await person.click(page.getByRole('option', { name: /^Tiny/ }))
  await person.click(page.getByRole('button', { name: 'Draft' }))
  await page.getByRole('spinbutton', { name: 'Takes', exact: true }).focus()
  await person.type(String(seeds))
  await person.press('Enter')
  await person.click(page.getByRole('button', { name: /^Cameras: / }))
  for (const name of [...moves, ...turns]) await person.click(page.getByRole('menuitemcheckbox', { name }))
  await person.press('Escape')
  await person.click(page.getByTestId('settings').getByRole('button', { name: `Generate ${generations} takes` }))
}

async function samplesUntilMade(studio: StudioApp): Promise<Sample[]> {
  const samples: Sample[] = []
  for (let made = 0; made < generations;) {
    await delay(500)
    const { jobs } = await studio.value('app.start', {})
    expect(jobs.filter(({ state }) => state === 'failed')).toEqual([])
    made = jobs.filter(({ state }) => state === 'done').length
    // The list forgets ended jobs beyond the latest two hundred.
    if (jobs.length > 0 && jobs.every(({ state }) => state === 'done')) made = generations
    if (made > 0) samples.push({ made, bytes: await memoryNow(studio) })
  }
  return samples
}

/** What is held, without what V8 has not thrown away yet. */
async function memoryNow({ app, page }: StudioApp): Promise<Sample['bytes']> {
  const collect = (): void => (globalThis as { gc?: () => void }).gc?.()
  await Promise.all([app.evaluate(collect), page.evaluate(collect)])
  const processes = await app.evaluate(({ app: running }) =>
    running.getAppMetrics().map(({ pid, type, name = '' }) => ({ pid, type, name })),
  )
  const bytes = (fits: (one: (typeof processes)[number]) => boolean): number =>
    residentBytes(processes.find(fits)?.pid ?? 0)
  return {
    app: bytes(({ type }) => type === 'Browser'),
    inference: bytes(({ name }) => name === 'Craneshot inference'),
    window: bytes(({ type }) => type === 'Tab'),
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
