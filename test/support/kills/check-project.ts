import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { takeFileNames, takeSchema } from '../../../core/contract/take.ts'
import { openProject } from '../../../main/services/projects/project-open.ts'
import { listTakes } from '../../../main/services/takes/take-index.ts'
import { stateOf } from './film-state.ts'
import type { FilmState } from './scenario.ts'

/** A project that was found as it must not be. */
export class LossError extends Error {}

/** What a program had told of a project before its end. */
export interface Promised {
  /** The film when the program began, and after each edit that it began; null where nobody knows how it was. */
  readonly states: readonly { readonly state: FilmState; readonly atMilliseconds: number }[] | null
  /** How many edits were said to be safe. */
  readonly safe: number
  readonly takes: readonly string[]
  readonly media: readonly string[]
  readonly endedAtMilliseconds: number
}

export interface Found {
  readonly state: FilmState
  /** How old the oldest edit was that is not there; 0 when all are. */
  readonly lostMilliseconds: number
  readonly takes: readonly string[]
}

/** The most that may be lost when a program is killed. */
const longestLossMilliseconds = 2000

/**
 * Opens a project as the next start would, and compares it with what was promised.
 * @throws LossError with what is wrong
 */
export async function checkProject(folder: string, promised: Promised): Promise<Found> {
  const { store, notices } = await openProject(folder, { onSaveState: () => undefined, onBug: rethrow }).catch(
    (thrown: unknown) => lost(`the project does not open: ${String(thrown)}`),
  )
  const state = stateOf(store.history)
  const listed = await listTakes(folder)
  await store.close()
  if (store.readOnlyReason !== null) lost(`opened for reading: ${store.readOnlyReason.code}`)
  if (notices.length > 0) lost(`opened with damage: ${notices.map(({ code }) => code).join()}`)
  const lostMilliseconds = promised.states === null ? 0 : lossOf(state, promised.states, promised)
  for (const { id, problem } of listed) if (problem !== null) lost(`take ${id} is listed as ${problem.code}`)
  const takes = listed.map(({ id }) => id)
  for (const id of promised.takes) if (!takes.includes(id)) lost(`take ${id} was finished and is not listed`)
  checkTakes(folder, takes)
  checkMedia(folder, promised.media)
  checkNothingHalf(folder)
  return { state, lostMilliseconds, takes }
}

function lossOf(
  found: FilmState,
  states: NonNullable<Promised['states']>,
  { safe, endedAtMilliseconds }: Promised,
): number {
  const edits = states.findLastIndex(({ state }) => isWhatWasTold(found, state))
  if (edits < 0) lost(`the film is as it never was: ${JSON.stringify([found, states[0]])}`)
  if (edits < safe) lost(`${safe - edits} edits are lost that were said to be safe`)
  const next = states[edits + 1]
  const milliseconds = next === undefined ? 0 : Math.max(0, endedAtMilliseconds - next.atMilliseconds)
  if (milliseconds > longestLossMilliseconds) lost(`edits of ${milliseconds} ms are lost`)
  return milliseconds
}

/** Undo is saved for so many steps each way; a longer one in memory comes back cut. */
const savedSteps = 200

/**
 * Whether a film is found as it was told to be. What undo was longer than is saved may be missing of it, also after
 * steps back: the save that cut it may lie before them.
 */
export function isWhatWasTold(found: FilmState, told: FilmState): boolean {
  const leastPast = told.past - Math.max(0, told.mostPast - savedSteps)
  return (
    found.sha256 === told.sha256 &&
    found.past <= told.past &&
    found.past >= leastPast &&
    (found.future === told.future || Math.min(found.future, told.future) >= savedSteps)
  )
}

/** Everything that lies in the folder of takes is a take, and each has all of its files to their ends. */
function checkTakes(folder: string, listed: readonly string[]): void {
  const takes = join(folder, 'takes')
  for (const id of readdirSync(takes)) {
    if (!listed.includes(id)) lost(`takes/${id} is no take`)
    const own = join(takes, id)
    const { files } = takeSchema.parse(JSON.parse(readFileSync(join(own, takeFileNames.recipe), 'utf8')))
    const pictures = [files.picture, ...files.frames.map(({ name }) => name)]
    for (const name of pictures) if (!isWholePng(join(own, name))) lost(`takes/${id}/${name} is not whole`)
    for (const name of [files.depth, files.movie, files.timeline])
      if (name !== null && !hasContent(join(own, name))) lost(`takes/${id}/${name} is not whole`)
    if (existsSync(join(own, 'work'))) lost(`takes/${id} has its work folder`)
  }
}

/** Media have the content that their names tell, and what was imported is there. */
function checkMedia(folder: string, promised: readonly string[]): void {
  const media = join(folder, 'media')
  for (const name of readdirSync(media)) {
    const sha256 = createHash('sha256')
      .update(readFileSync(join(media, name)))
      .digest('hex')
    if (!name.startsWith(`${sha256}.`)) lost(`media/${name} has another content`)
  }
  for (const name of promised) if (!existsSync(join(folder, name))) lost(`${name} was imported and is not there`)
}

/** Hidden and temporary names are what is being written. */
export function checkNothingHalf(folder: string): void {
  const half = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((name) =>
    /(^|[\\/])\.|\.tmp$|\.lock$/.test(name),
  )
  if (half !== undefined) lost(`${half} is left half-written`)
}

function isWholePng(file: string): boolean {
  return hasContent(file) && readFileSync(file).subarray(-8, -4).toString('latin1') === 'IEND'
}

function hasContent(file: string): boolean {
  return (lstatSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0
}

function lost(what: string): never {
  throw new LossError(what)
}

function rethrow(thrown: unknown): never {
  throw thrown
}
