import { abortError, StudioError } from '../../core/contract/errors.ts'
import { rateNote, withStory } from '../../core/import/with-story.ts'
import { call } from '../bridge/client.ts'
import { estimateNewBoards } from './board-depth.ts'
import { currentFilm, edit, filmStore } from './film-store.ts'
import { assertOpen, importFrom } from './imports.ts'
import { tellDone, tellFailure, tellWarning } from './notices.ts'
import { keepSnapshot } from './project-safety.ts'
import { newId } from './shots.ts'
import { selectShot } from './workspace-store.ts'

/**
 * Scenes and shots of a storyboard project or a script, after those of the film, as one step of undo; what was not taken
 * over is told, and so is a file that cannot be read.
 * @param projectId the project that it was meant for
 * @param file registered with main
 * @throws AbortError when the import was cancelled, or another project is open
 */
export async function importStoryFile(projectId: string, file: string): Promise<void> {
  assertOpen(projectId)
  const before = currentFilm()
  if (before.shots.length > 0) await keepSnapshot('import')
  assertOpen(projectId)
  const [read] = await importFrom('pictures', { from: 'dropped', files: [file] }, async () => {
    const answer = await call('story.import', { projectId, file }).catch(failureTold)
    return answer === null ? [] : [answer]
  })
  if (read === undefined || filmStore.getState().open?.projectId !== projectId) return
  const { story, notes } = read
  const film = currentFilm()
  const rate = rateNote(film, story)
  if (!edit('import.edit.story', (now) => withStory(now, story, newId), { name: story.title })) return
  const { shots, boards } = currentFilm()
  selectShot(shots[film.shots.length]?.id ?? null)
  const cards = story.scenes.flatMap((scene) => scene.shots.map(({ picture }) => picture.isCard))
  const pictures = boards.slice(film.boards.length).filter((_, index) => cards[index] === false)
  estimateNewBoards(pictures.map(({ id }) => id))
  for (const { code, details } of notes) tellWarning(new StudioError(code, details))
  if (rate !== null) tellWarning(rate)
  tellDone('import.story-done', { name: story.title, scenes: story.scenes.length, shots: cards.length })
}

/** A file that cannot be read costs no other; a cancel ends them all. */
function failureTold(thrown: unknown): null {
  if (!(thrown instanceof StudioError)) throw thrown instanceof Error ? thrown : abortError()
  tellFailure(thrown)
  return null
}
