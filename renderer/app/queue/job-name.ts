import type { JobSnapshot } from '../../../core/contract/jobs.ts'
import { useFilm, useOpenFilm } from '../../state/film-store.ts'
import { moveName } from '../../state/move-name.ts'
import { useText } from '../../ui/use-text.ts'

/** A job as people call it: shots of the open film as they are called now, others as they were called then. */
export function useJobName({ subject, title }: JobSnapshot): string {
  const text = useText()
  const folderId = useOpenFilm((open) => open?.folderId ?? null)
  const isOwn = subject.kind === 'generate' && subject.folderId === folderId
  const now = useFilm((film) => film.shots.find(({ id }) => isOwn && id === subject.shotId)?.name ?? null, null)
  if (subject.kind === 'export') return text('generate.queue.export')
  if (subject.kind === 'depth') return text('depth.job', { count: subject.boardIds.length })
  const { seed } = subject
  const name = now ?? title?.shot ?? null
  if (name === null) return text('generate.queue.elsewhere')
  const move = title?.move ?? ''
  const shot = move === '' ? name : `${name} · ${moveName(move, text)}`
  return isOwn || title === null
    ? text('queue.take', { shot, seed })
    : text('queue.take-of', { film: title.film, shot, seed })
}
