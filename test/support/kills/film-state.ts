import { createHash } from 'node:crypto'
import type { FilmHistory } from '../../../core/project/film-history.ts'
import { writeProject } from '../../../core/project/project-file.ts'
import type { FilmState } from './scenario.ts'

/**
 * A film with its undo as the harness tells and compares it.
 * @param mostPast the most steps that could be undone before, since the project was opened
 */
export function stateOf({ present, past, future }: FilmHistory, mostPast = 0): FilmState {
  const sha256 = createHash('sha256').update(writeProject(present)).digest('hex')
  return { sha256, past: past.length, future: future.length, mostPast: Math.max(mostPast, past.length) }
}
