import { createHash } from 'node:crypto'
import type { FilmHistory } from '../../../core/project/film-history.ts'
import { writeProject } from '../../../core/project/project-file.ts'
import type { FilmState } from './scenario.ts'

/** A film with its undo as the harness tells and compares it. */
export function stateOf({ present, past, future }: FilmHistory): FilmState {
  const sha256 = createHash('sha256').update(writeProject(present)).digest('hex')
  return { sha256, past: past.length, future: future.length }
}
