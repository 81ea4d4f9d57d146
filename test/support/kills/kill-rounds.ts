import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { seededRandom } from '../../../core/math/random.ts'
import { UnfinishedExports } from '../../../main/services/exports/unfinished-exports.ts'
import { checkNothingHalf, checkProject, isWhatWasTold, LossError, type Found, type Promised } from './check-project.ts'
import { drawOrders, filesIn, measureUsual, runProgram, type Moment, type Usual } from './run-program.ts'
import { activities, type Activity, type FilmState, type Orders, type Told } from './scenario.ts'

export interface RoundsInput {
  /** The bundled studio. */
  readonly program: string
  /** An empty folder of its own. */
  readonly folder: string
  readonly kills: number
  readonly seed: number
  /** The only ones that are done beside editing. */
  readonly only?: readonly Activity[]
}

/** What all kills together did. */
export interface Report {
  kills: number
  failed: boolean
  /** Kills before the project was open. */
  early: number
  /** Edits that were begun, and those that were said to be safe. */
  edits: number
  safe: number
  /** What was finished before the kill. */
  takes: number
  exports: number
  media: number
  longestLossMilliseconds: number
}

/** Rounds side by side, each with a home and a project of its own. */
const lanes = 2
/** What is done beside editing, as often as it is cheap: saving and closing have the most places to be killed at. */
const weights: Readonly<Record<Activity, number>> = { save: 8, close: 4, import: 1, generate: 1, export: 1 }
/** Then the lane goes on with a new project: opening one with thousands of edits would be all that is killed. */
const roundsOfProject = 20
/** How far beyond the usual end of an activity the moments lie; half of the takes and exports come to their end. */
const reach = 2

/**
 * Kills programs at seeded moments of what they do, one after another over the same project, and opens the project after
 * each.
 * @throws LossError with the round and its seed as soon as something is lost, does not open, or is left half-written
 */
export async function killRounds(input: RoundsInput): Promise<Report> {
  const report: Report = {
    kills: 0,
    failed: false,
    early: 0,
    edits: 0,
    safe: 0,
    takes: 0,
    exports: 0,
    media: 0,
    longestLossMilliseconds: 0,
  }
  const chosen = input.only ?? activities
  const usual = await measureUsual(input.program, join(input.folder, 'usual'), chosen)
  const running = Array.from({ length: lanes }, (_, lane) => new Lane(input, lane, usual, report).run())
  const ends = await Promise.allSettled(running)
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return report
}

class Lane {
  readonly #input: RoundsInput
  readonly #report: Report
  readonly #usual: Usual
  readonly #home: string
  readonly #unit: () => number
  #folder: string | null = null
  /** As it was found last; null before anybody told. */
  #state: FilmState | null = null
  #takes: readonly string[] = []
  #rounds = 0

  constructor(input: RoundsInput, lane: number, usual: Usual, report: Report) {
    this.#input = input
    this.#report = report
    this.#usual = usual
    this.#home = join(input.folder, `홈 ${lane}`)
    this.#unit = seededRandom(input.seed * 100 + lane).nextUnit
  }

  async run(): Promise<void> {
    while (this.#report.kills < this.#input.kills && !this.#report.failed) {
      this.#report.kills += 1
      if (this.#folder === null) await this.#setUp()
      const orders = this.#draw(this.#drawActivity())
      try {
        await this.#round(orders)
      } catch (thrown) {
        this.#report.failed = true
        if (!(thrown instanceof LossError)) throw thrown
        const { activity, killAt, seed } = orders
        throw new LossError(`${activity}, ${JSON.stringify(killAt)}, seed ${seed}: ${thrown.message}`, {
          cause: thrown,
        })
      }
      this.#rounds += 1
      if (this.#rounds % roundsOfProject === 0) this.#folder = null
    }
  }

  async #setUp(): Promise<void> {
    rmSync(this.#home, { recursive: true, force: true })
    const { told } = await runProgram(this.#input.program, drawOrders({ home: this.#home }), null)
    this.#folder = told.flatMap((one) => (one.tell === 'made' ? [one.folder] : []))[0]!
    this.#state = null
    this.#takes = []
  }

  #drawActivity(): Activity {
    const all = (this.#input.only ?? activities).flatMap((one) => new Array<Activity>(weights[one]).fill(one))
    return all[Math.floor(this.#unit() * all.length)]!
  }

  /** Most are killed at an operation: between two of them nothing changes on the disk. */
  #draw(activity: Activity): Orders {
    const operation = 1 + Math.floor(this.#unit() * reach * this.#usual[activity].operations)
    const moment = (['before', 'during', 'after'] as const)[Math.floor(this.#unit() * 3)]!
    const killAt = this.#unit() < 0.6 ? { operation, moment } : null
    const seed = Math.floor(this.#unit() * 2 ** 31)
    return drawOrders({ home: this.#home, folder: this.#folder, activity, killAt, seed })
  }

  async #round(orders: Orders): Promise<void> {
    const { told, signal, endedAtMilliseconds } = await runProgram(this.#input.program, orders, this.#moment(orders))
    const failed = told.find((one) => one.tell === 'failed')
    if (failed?.tell === 'failed') throw new LossError(failed.reason)
    if (signal !== 'SIGKILL') throw new Error(`the program ended by itself: ${JSON.stringify(told.at(-1))}`)
    const promised = this.#promised(told, endedAtMilliseconds)
    const found = await checkProject(this.#folder!, promised)
    await this.#checkExports(orders, told)
    this.#state = found.state
    this.#takes = found.takes
    this.#count(told, found)
  }

  /** When the parent ends the round: after its opening, of one in eight before that. */
  #moment({ activity, killAt }: Orders): Moment {
    const { openMilliseconds, milliseconds } = this.#usual[activity]
    // A program that does not come to its operation ends all the same.
    if (killAt !== null) return { after: 'start', milliseconds: openMilliseconds + 2 * reach * milliseconds }
    if (this.#unit() < 1 / 8) return { after: 'start', milliseconds: this.#unit() * 1.2 * openMilliseconds }
    return { after: 'open', milliseconds: this.#unit() * reach * milliseconds }
  }

  #promised(told: readonly Told[], endedAtMilliseconds: number): Promised {
    const opened = told.flatMap((one) => (one.tell === 'open' ? [one.state] : []))[0] ?? null
    const before = this.#state ?? opened
    if (opened === null) this.#report.early += 1
    else if (before !== null && !isWhatWasTold(opened, before))
      throw new LossError(`the program found another film: ${JSON.stringify([before, opened])}`)
    const begun = told.filter((one) => one.tell === 'begin')
    return {
      states: before === null ? null : [{ state: before, atMilliseconds: 0 }, ...begun],
      safe: Math.max(0, ...told.flatMap((one) => (one.tell === 'done' ? [one.edit + 1] : []))),
      takes: [...this.#takes, ...told.flatMap((one) => (one.tell === 'take' ? [one.id] : []))],
      media: told.flatMap((one) => (one.tell === 'media' ? [one.media] : [])),
      endedAtMilliseconds,
    }
  }

  /** Each export is there whole or not at all. */
  async #checkExports({ exportFolder }: Orders, told: readonly Told[]): Promise<void> {
    await new UnfinishedExports(join(this.#home, 'queue')).sweep()
    if (!existsSync(exportFolder)) return
    checkNothingHalf(exportFolder)
    const files = filesIn(exportFolder).length
    const whole = told.filter(({ tell }) => tell === 'exported').length
    const { exportedFiles } = this.#usual.export
    if (files % exportedFiles > 0 || files / exportedFiles < whole)
      throw new LossError(`${files} files are left of exports of ${exportedFiles}, ${whole} of which were whole`)
    rmSync(exportFolder, { recursive: true, force: true })
  }

  #count(told: readonly Told[], found: Found): void {
    const count = (tell: Told['tell']): number => told.filter((one) => one.tell === tell).length
    this.#report.edits += count('begin')
    this.#report.safe += count('done')
    this.#report.takes += count('take')
    this.#report.exports += count('exported')
    this.#report.media += count('media')
    this.#report.longestLossMilliseconds = Math.max(this.#report.longestLossMilliseconds, found.lostMilliseconds)
  }
}
