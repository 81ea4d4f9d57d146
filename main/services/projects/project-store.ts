import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { StudioError } from '../../../core/contract/errors.ts'
import type { SnapshotReason } from '../../../core/contract/recovery.ts'
import type { SaveState } from '../../../core/contract/studio.ts'
import { applyOperation, type FilmHistory, type FilmOperation } from '../../../core/project/film-history.ts'
import { writeProject } from '../../../core/project/project-file.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import type { ProjectLock } from './project-lock.ts'
import { effectOf } from './project-replay.ts'
import { keepSnapshot } from './project-snapshots.ts'
import { unwritableFolder } from './project-write.ts'
import { ProjectSaver, type SaverStart } from './project-saver.ts'

/** Writes to the journal begin at least this far apart, so that a drag does not wear a disk. */
const journalMilliseconds = 250
/** project.json is written when nothing was edited for so long, and during steady work at least so often. */
const quietMilliseconds = 2000
const longestMilliseconds = 10_000

export interface ProjectStoreOptions {
  /** Absolute. */
  readonly folder: string
  readonly history: FilmHistory
  /** How far that is on the disk. */
  readonly start: SaverStart
  /** The right to write; an error says why there is none. */
  readonly lock: ProjectLock | StudioError
  readonly onSaveState: (projectId: string, state: SaveState) => void
  /** Gets what should not have happened in the background. */
  readonly onBug: (thrown: unknown) => void
  /** Shortest time between two writes to the journal; 250 unless given. */
  readonly journalMilliseconds?: number
}

/**
 * An open project: the film and its undo in memory, on the disk a moment later. A disk that fails never costs the film
 * in memory; it is tried again at the next edit and on request.
 */
export class ProjectStore {
  readonly id = randomBytes(8).toString('hex')
  readonly folder: string
  readonly #options: ProjectStoreOptions
  readonly #saver: ProjectSaver
  #history: FilmHistory
  #lock: ProjectLock | null
  #readOnlyReason: StudioError | null
  #operations = 0
  /** Reads and writes of the project's own files, one after the other. */
  #disk: Promise<unknown> = Promise.resolve()
  #flush: Promise<void> | null = null
  #flushedAt = -Infinity
  #saveTimer: NodeJS.Timeout | null = null
  #unsavedSince: number | null = null
  #problem: { readonly of: 'journal' | 'save' | 'notice'; readonly error: StudioError } | null = null
  #toldState = ''

  constructor(options: ProjectStoreOptions) {
    this.#options = options
    this.folder = options.folder
    this.#history = options.history
    this.#saver = new ProjectSaver(options.folder, options.start)
    this.#lock = options.lock instanceof StudioError ? null : options.lock
    this.#readOnlyReason = options.lock instanceof StudioError ? options.lock : null
  }

  get film(): Film {
    return this.#history.present
  }

  get history(): FilmHistory {
    return this.#history
  }

  get writable(): boolean {
    return this.#lock !== null
  }

  get readOnlyReason(): StudioError | null {
    return this.#readOnlyReason
  }

  get state(): SaveState {
    const problem = this.#problem
    const data = problem === null ? null : { code: problem.error.code, details: problem.error.details }
    if (problem !== null && problem.of !== 'notice') return { state: 'failed', problem: data }
    const saved = this.#lock === null || this.#saver.isSaved
    return { state: saved ? 'saved' : 'journaled', problem: data }
  }

  /** False while edits are nowhere but in memory. */
  get isSafe(): boolean {
    return this.#lock === null || this.#saver.isSaved || this.#saver.isJournaled
  }

  /**
   * Does operations on the film and answers when they are in the journal. Those that are done already, by number, are
   * left out.
   * @param first number of the first one since the opening
   * @throws StudioError `project.read-only`, `edit.refused`; RangeError when operations before them are missing
   */
  async operate(first: number, operations: readonly FilmOperation[]): Promise<SaveState> {
    if (this.#lock === null) throw new StudioError('project.read-only', { folder: this.folder })
    if (first > this.#operations) throw new RangeError(`operations ${this.#operations} to ${first - 1} are missing`)
    for (const operation of operations.slice(this.#operations - first)) this.#apply(operation)
    this.#saveSoon()
    await this.#flushSoon()
    return this.#tell()
  }

  /** A window that opens the project anew counts its operations from 0. */
  restartNumbers(): void {
    this.#operations = 0
  }

  /** Writes project.json now, unless it holds the film already. */
  async save(): Promise<SaveState> {
    if (this.#lock === null) return this.state
    await this.inTurn(() => this.#saveNow())
    return this.#tell()
  }

  /**
   * Keeps the film as it is now before a risky step. Never throws.
   * @returns the snapshot's name; null when none could be kept
   */
  keepSnapshot(reason: SnapshotReason): Promise<string | null> {
    const text = writeProject(this.film)
    return this.inTurn(async () => (this.#lock === null ? null : keepSnapshot(this.folder, text, reason)))
  }

  /** Saves, and gives the project to other programs. A film that cannot be saved stays in the journal, if anywhere. */
  async close(): Promise<SaveState> {
    let state = await this.saveAll()
    // What came in the moment since; a film that cannot be saved is not tried for ever.
    while (this.#lock !== null && state.state !== 'failed' && !this.#saver.isSaved) state = await this.saveAll()
    this.#stopTimer()
    // Without a moment in between, so that an edit that comes from now on is refused instead of being lost.
    const lock = this.#lock
    this.#lock = null
    await this.inTurn(async () => {
      await this.#saver.close()
      await lock?.release()
    })
    return state
  }

  /** Writes project.json until it holds also the edits that came while it was being written, or cannot be written. */
  async saveAll(): Promise<SaveState> {
    let state: SaveState
    do state = await this.save()
    while (state.state === 'journaled')
    return state
  }

  #apply(operation: FilmOperation): void {
    const before = this.#history
    this.#history = applyOperation(before, operation)
    const effect = effectOf(before, this.#history, operation.kind)
    this.#saver.addToJournal({ number: this.#operations, operation, effect })
    this.#operations += 1
  }

  /** One write for all operations of a moment. */
  async #flushSoon(): Promise<void> {
    this.#flush ??= this.#flushLater().finally(() => (this.#flush = null))
    await this.#flush
    // What came in while that was being written.
    if (this.#lock !== null && !this.#saver.isJournaled && this.#problem?.of !== 'journal') await this.#flushSoon()
  }

  async #flushLater(): Promise<void> {
    const pace = this.#options.journalMilliseconds ?? journalMilliseconds
    const wait = this.#flushedAt + pace - performance.now()
    if (wait > 0) await delay(wait)
    this.#flushedAt = performance.now()
    await this.inTurn(() =>
      this.#attempt('journal', async () => {
        // Closed meanwhile, which has saved.
        if (this.#lock === null) return
        await this.#checkLock()
        await this.#saver.flushJournal()
      }),
    )
  }

  #saveSoon(): void {
    const now = performance.now()
    this.#unsavedSince ??= now
    this.#stopTimer()
    const wait = Math.min(quietMilliseconds, this.#unsavedSince + longestMilliseconds - now)
    this.#saveTimer = setTimeout(() => void this.save().catch(this.#options.onBug), Math.max(0, wait))
    this.#saveTimer.unref()
  }

  async #saveNow(): Promise<void> {
    this.#stopTimer()
    if (this.#lock === null || this.#saver.isSaved) return
    await this.#attempt('save', async () => {
      await this.#checkLock()
      const notice = await this.#saver.save(this.#history)
      this.#unsavedSince = null
      this.#problem = notice === null ? null : { of: 'notice', error: notice }
    })
  }

  async #checkLock(): Promise<void> {
    const isHeld = await this.#lock?.isHeld().catch((thrown: unknown) => {
      throw unwritableFolder(this.folder, thrown)
    })
    if (isHeld !== false) return
    this.#readOnlyReason = new StudioError('project.read-only.lost', { folder: this.folder })
    throw this.#readOnlyReason
  }

  /** Keeps a named failure as the state; a success ends an earlier failure of the same kind. */
  async #attempt(of: 'journal' | 'save', work: () => Promise<void>): Promise<void> {
    try {
      await work()
      if (this.#problem?.of === of) this.#problem = null
    } catch (thrown) {
      if (!(thrown instanceof StudioError)) throw thrown
      this.#problem = { of, error: thrown }
      this.#unsavedSince ??= performance.now()
    }
  }

  /** Runs after everything that the project's own files have before them. */
  inTurn<Output>(work: () => Promise<Output>): Promise<Output> {
    const turn = this.#disk.then(work)
    this.#disk = turn.catch(() => undefined)
    return turn
  }

  #stopTimer(): void {
    if (this.#saveTimer !== null) clearTimeout(this.#saveTimer)
    this.#saveTimer = null
  }

  #tell(): SaveState {
    const state = this.state
    const told = JSON.stringify(state)
    if (told !== this.#toldState) this.#options.onSaveState(this.id, state)
    this.#toldState = told
    return state
  }
}
