import fc from 'fast-check'
import { onTestFinished } from 'vitest'
import type { FilmHistory, FilmOperation } from '../../../core/project/film-history.ts'
import { patchBetween } from '../../../core/project/film-patch.ts'
import { addBoard, moveBoard } from '../../../core/project/edits/boards.ts'
import { changeFilmSettings } from '../../../core/project/edits/film.ts'
import { addShot, changeShotSettings, removeShot } from '../../../core/project/edits/shots.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import { openProject, type OpenedStore } from '../../../main/services/projects/project-open.ts'
import { aBoard, aShot } from '../project/films.ts'

/** An operation as a window would make it from the film that it shows. */
export type Gesture = (history: FilmHistory) => FilmOperation

/** An edit by its function; one that changes nothing is an undo instead, so that numbers stay in step. */
export function edit(change: (film: Film) => Film): Gesture {
  return ({ present }) => {
    const patch = patchBetween(present, change(present))
    return { kind: 'edit', label: { key: 'test', details: {} }, patch }
  }
}

export const renameTo = (name: string): Gesture => edit((film) => changeFilmSettings(film, { name }))

const someBoards = (film: Film): Film => addBoard(film, aBoard(`b${film.boards.length + 1}`))
const someShot = (film: Film): Film => {
  const [board] = film.boards
  const taken = new Set(film.shots.map(({ id }) => id))
  const id = Array.from({ length: 100 }, (_, index) => `s${index}`).find((each) => !taken.has(each))!
  return board === undefined ? film : addShot(film, aShot(id, board.id))
}

/** Edits of every kind of value, undo and redo, in any order. */
export const anyGesture: fc.Arbitrary<Gesture> = fc.oneof(
  fc.string({ maxLength: 20, unit: 'grapheme' }).map(renameTo),
  fc.constant(edit(someBoards)),
  fc.constant(edit(someShot)),
  fc.constant(edit((film) => (film.boards.length > 1 ? moveBoard(film, 'b1', 1) : film))),
  fc.constant(edit((film) => (film.shots[0] ? removeShot(film, film.shots[0].id) : film))),
  fc
    .string({ maxLength: 300 })
    .map((prompt) => edit((film) => (film.shots[0] ? changeShotSettings(film, film.shots[0].id, { prompt }) : film))),
  fc.constant<Gesture>(() => ({ kind: 'undo' })),
  fc.constant<Gesture>(() => ({ kind: 'redo' })),
)

/** Opens a project whose journal does not wait between writes. */
export async function open(folder: string): Promise<OpenedStore> {
  const opened = await openProject(folder, { onSaveState: () => undefined, onBug: rethrow, journalMilliseconds: 0 })
  onTestFinished(() => void opened.store.close().catch(() => undefined))
  return opened
}

function rethrow(thrown: unknown): never {
  throw thrown
}

/** A film with its undo as a value that can be compared, by what it shows rather than by how it is stored. */
export function shown({ present, past, future }: FilmHistory): unknown {
  return { present, past: past.map(({ document }) => document), future: future.map(({ document }) => document) }
}
