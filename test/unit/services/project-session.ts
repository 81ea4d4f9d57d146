import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { applyOperation, type FilmHistory } from '../../../core/project/film-history.ts'
import { newHistory } from '../../../core/project/history.ts'
import { emptyFilm } from '../../../core/project/schema/film.ts'
import { createProject, type OpenedStore } from '../../../main/services/projects/project-open.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { open, type Gesture } from './project-films.ts'

/** An open project beside what its film should be. */
export interface Session {
  opened: OpenedStore
  model: FilmHistory
  done: number
}

export async function begin(): Promise<Session> {
  const opened = await open(await createProject(temporaryFolder(), 'Harbour'))
  return { opened, model: newHistory(emptyFilm('Harbour')), done: 0 }
}

export async function operate(session: Session, gesture: Gesture): Promise<void> {
  const operation = gesture(session.model)
  session.model = applyOperation(session.model, operation)
  await session.opened.store.operate(session.done, [operation])
  session.done += 1
}

/** What a save has written of its files, one after the other: the journal's mark, the undo, the film. */
export type SavePart = 0 | 1 | 2 | 3

/** Saves, and gives the folder as a process killed in the middle of that would leave it. */
export async function crashedInSave(session: Session, written: SavePart): Promise<string> {
  const { store } = session.opened
  const image = crashed(session)
  if (store.state.state === 'saved') return image
  await store.save()
  // With its end the journal gets another name.
  const files = [
    ['journal.jsonl.backup', 'journal.jsonl'] as const,
    ['history.json'] as const,
    ['project.json'] as const,
  ]
  for (const [from, to = from] of files.slice(0, written)) cpSync(join(store.folder, from), join(image, to))
  return image
}

/** The folder as a process killed now would leave it, on a machine where the process is gone. */
export function crashed(session: Session): string {
  const image = temporaryFolder()
  cpSync(session.opened.store.folder, image, { recursive: true })
  rmSync(join(image, 'project.lock'))
  return image
}
