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

/** The folder as a process killed now would leave it, on a machine where the process is gone. */
export function crashed(session: Session): string {
  const image = temporaryFolder()
  cpSync(session.opened.store.folder, image, { recursive: true })
  rmSync(join(image, 'project.lock'))
  return image
}
