import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { CallInput, CallName, CallOutput } from '../../../core/contract/calls.ts'
import { errorFromFailure } from '../../../core/contract/errors.ts'
import type { StudioEvent } from '../../../core/contract/events.ts'
import type { JobSnapshot } from '../../../core/contract/jobs.ts'
import { seededRandom } from '../../../core/math/random.ts'
import { compileShot } from '../../../core/project/compile-shot.ts'
import { addBoard } from '../../../core/project/edits/boards.ts'
import { addCutItem } from '../../../core/project/edits/cut.ts'
import { changeFilmSettings } from '../../../core/project/edits/film.ts'
import { addShot, changeShotSettings } from '../../../core/project/edits/shots.ts'
import {
  applyOperation,
  unpackHistory,
  type FilmHistory,
  type FilmOperation,
} from '../../../core/project/film-history.ts'
import { patchBetween } from '../../../core/project/film-patch.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import { shotToCompile } from '../../../core/project/shot-to-compile.ts'
import { packSummaries } from '../../../main/services/models/models.ts'
import type { Studio } from '../../../main/services/studio/studio.ts'
import { aBoard, aPath, aShot } from '../../unit/project/films.ts'
import { writeBoard } from '../board.ts'
import { stateOf } from './film-state.ts'
import type { Activity, FilmState, Orders, Told } from './scenario.ts'

/** The longest that an edit follows on the one before, and another step of what is done beside. */
const longestPauseMilliseconds = 40

interface SessionOptions {
  readonly studio: Studio
  readonly projectId: string
  readonly history: FilmHistory
  readonly orders: Orders
  readonly tell: (told: Told) => void
  readonly fail: (thrown: unknown) => never
  /** On the disk so far. */
  readonly operations: () => number
}

/** One opening of the project, with the same film beside main's as a window has it. */
export class Session {
  readonly #options: SessionOptions
  readonly #random: () => number
  readonly #ended = new Map<string, (job: JobSnapshot) => void>()
  #history: FilmHistory
  #state: FilmState
  #edits = 0
  #isClosed = false

  constructor(options: SessionOptions) {
    this.#options = options
    this.#history = options.history
    this.#state = stateOf(options.history)
    const { nextUnit } = seededRandom(options.orders.seed)
    this.#random = nextUnit
  }

  get state(): FilmState {
    return this.#state
  }

  heard(event: StudioEvent): void {
    if (event.type !== 'job' || !['done', 'failed', 'canceled'].includes(event.job.state)) return
    this.#ended.get(event.job.id)?.(event.job)
  }

  async editForever(): Promise<void> {
    while (!this.#isClosed) {
      void this.#edit().catch(this.#options.fail)
      await delay(this.#random() * longestPauseMilliseconds)
    }
  }

  async editTimes(times: number): Promise<void> {
    const answers: Promise<void>[] = []
    for (let time = 0; time < times; time++) {
      answers.push(this.#edit())
      await delay(this.#random() * longestPauseMilliseconds)
    }
    await Promise.all(answers)
  }

  /** Does something over and over, or once where the disk is recorded. */
  async doing(activity: Activity): Promise<void> {
    const work = {
      save: this.#save,
      close: this.#close,
      import: this.#import,
      generate: this.#generate,
      export: this.#export,
    }
    try {
      do {
        await work[activity].call(this)
        this.#options.tell({ tell: 'did', operations: this.#options.operations() })
        await delay(this.#random() * longestPauseMilliseconds)
      } while (this.#options.orders.record === null && !this.#isClosed)
    } catch (thrown) {
      this.#options.fail(thrown)
    }
  }

  async #edit(): Promise<void> {
    const edit = this.#edits++
    const operation = this.#operation(edit)
    this.#history = applyOperation(this.#history, operation)
    this.#state = stateOf(this.#history, this.#state.mostPast)
    const { tell, fail, projectId } = this.#options
    tell({ tell: 'begin', edit, state: this.#state, atMilliseconds: Date.now() })
    const state = await this.#ask('project.operate', { projectId, first: edit, operations: [operation] })
    if (state.state === 'failed' || state.problem !== null) fail(state)
    tell({ tell: 'done', edit })
  }

  /** Mostly an edit that no other one makes, so that a state says which edits are in it. */
  #operation(edit: number): FilmOperation {
    const kind = this.#random()
    // The first step is the one that made the shot.
    if (kind < 0.1 && this.#history.past.length > 1) return { kind: 'undo' }
    if (kind < 0.15 && this.#history.future.length > 0) return { kind: 'redo' }
    const before = this.#history.present
    const name = `${this.#options.orders.seed} ${edit}`
    const after =
      kind < 0.6
        ? changeFilmSettings(before, { name })
        : changeShotSettings(before, before.shots[0]!.id, { note: name.repeat(1 + Math.floor(this.#random() * 40)) })
    return { kind: 'edit', label: { key: 'test', details: {} }, patch: patchBetween(before, after) }
  }

  async #save(): Promise<void> {
    const { state, problem } = await this.#ask('project.save', { projectId: this.#options.projectId })
    if (state === 'failed' || problem !== null) this.#options.fail(problem)
    await this.#ask('workspace.save', { projectId: this.#options.projectId, workspace: { at: this.#edits } })
  }

  async #close(): Promise<void> {
    await delay(this.#random() * 400)
    this.#isClosed = true
    await this.#options.studio.close()
    this.#options.tell({ tell: 'closed' })
  }

  async #import(): Promise<void> {
    const { studio, projectId, orders, tell } = this.#options
    const file = join(orders.home, `picture-${process.pid}.png`)
    writeBoard(file, 16 + Math.floor(this.#random() * 200), 16 + Math.floor(this.#random() * 200))
    const source = { from: 'dropped', files: studio.register([file]) } as const
    const [result] = await this.#ask('pictures.import', {
      projectId,
      source: { from: 'dropped', files: [...source.files] },
    })
    if (result?.ok !== true) this.#options.fail(result)
    else tell({ tell: 'media', media: result.media })
    await rm(file)
  }

  async #generate(): Promise<void> {
    const { projectId, orders } = this.#options
    const film = this.#history.present
    const [shot] = film.shots
    const [pack] = await packSummaries({ embeddedPack: orders.pack, userPacks: orders.home })
    const board = await this.#ask('board.prepare', { projectId, boardId: 'b1', packId: pack!.id })
    const spec = await compileShot(shotToCompile(film, shot!, pack!, board))
    const requests = [{ shotId: shot!.id, boardId: 'b1', headFrames: 0, spec }]
    const [id] = await this.#ask('generation.start', { projectId, requests })
    const { takeId } = await this.#end(id!)
    this.#options.tell({ tell: 'take', id: takeId! })
  }

  async #export(): Promise<void> {
    const { projectId } = this.#options
    const options = { preset: 'generic', movieFormat: 'mp4-h264', cutMovie: true, shotMovies: false } as const
    const id = await this.#ask('export.start', {
      projectId,
      options: { ...options, timelines: true, cameras: true },
    })
    await this.#end(id!)
    this.#options.tell({ tell: 'exported' })
  }

  async #end(id: string): Promise<JobSnapshot> {
    const job = await new Promise<JobSnapshot>((resolve) => this.#ended.set(id, resolve))
    if (job.state !== 'done') this.#options.fail(job)
    return job
  }

  #ask<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>> {
    return ask(this.#options.studio, name, input)
  }
}

async function ask<Name extends CallName>(
  studio: Studio,
  name: Name,
  input: CallInput<Name>,
): Promise<CallOutput<Name>> {
  const answer = await studio.answer(name, input)
  if (!answer.ok) throw errorFromFailure(answer.failure)
  return answer.value as CallOutput<Name>
}

/** Opens what the desktop's dialog names. */
export async function openFolder(studio: Studio): Promise<{ film: Film; projectId: string; history: FilmHistory }> {
  const opened = await ask(studio, 'project.open', { from: 'dialog' })
  if (!opened!.writable || opened!.notices.length > 0)
    throw new Error(JSON.stringify([opened!.readOnlyReason, opened!.notices]))
  const { film, id: projectId, history } = opened!
  return { film, projectId, history: unpackHistory(film, history) }
}

/** A project with one board, and a shot of it in the cut, as small as a movie can be. @returns its folder */
export async function setUp(studio: Studio, projectsFolder: string): Promise<string> {
  await ask(studio, 'settings.change', { provider: 'cpu' })
  const { id: projectId, film: empty } = await ask(studio, 'project.create', { name: 'Killed' })
  const folder = join(projectsFolder, 'Killed')
  const picture = join(folder, 'board.png')
  writeBoard(picture, 128, 64)
  const source = { from: 'dropped', files: studio.register([picture]) } as const
  const [result] = await ask(studio, 'pictures.import', { projectId, source: { ...source, files: [...source.files] } })
  if (result?.ok !== true) throw new Error(JSON.stringify(result))
  await rm(picture)
  const { media, width, height } = result
  const sized = changeFilmSettings(empty, { format: { width: 128, height: 64 } })
  const boarded = addBoard(sized, aBoard('b1', { picture: { media, width, height } }))
  const shot = aShot('s1', 'b1', {
    durationFrames: 2,
    handles: { headFrames: 0, tailFrames: 0 },
    generation: { packId: null, seed: 1, steps: 1, sampleFrames: 2, cache: 'on' },
    camera: { source: 'keys', path: aPath(1), layers: [] },
  })
  const clip = { kind: 'clip', id: 'c1', shotId: 's1', source: { start: 0, end: 2 }, markers: [] } as const
  const film = addCutItem(addShot(boarded, shot), { ...clip, markers: [] })
  const operation = { kind: 'edit', label: { key: 'test', details: {} }, patch: patchBetween(empty, film) } as const
  await ask(studio, 'project.operate', { projectId, first: 0, operations: [operation] })
  return folder
}
