import { chooseTake, rejectTake, starTake } from '../../../core/project/edits/takes.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { call } from '../../bridge/client.ts'
import { currentFilm, currentProjectId, edit } from '../../state/film-store.ts'
import { projectJobs } from '../../state/mirrors.ts'
import { attempt } from '../../state/notices.ts'
import { generateView } from './generate-store.ts'

export function cancelShotJobs(shotId: string): void {
  for (const { id, subject, state } of projectJobs()) {
    if (subject.kind !== 'generate' || subject.shotId !== shotId) continue
    if (state === 'queued' || state === 'running') attempt(() => call('job.cancel', { id }))
  }
}

/** The take that the cut shows; choosing it again leaves the choice to the newest. */
export function toggleChosen(shot: Shot, takeId: string): void {
  const chosen = shot.chosenTakeId === takeId ? null : takeId
  edit('generate.edit.choose', (film) => chooseTake(film, shot.id, chosen))
}

export function setStars(shot: Shot, takeId: string, stars: number): void {
  edit('generate.edit.stars', (film) => starTake(film, shot.id, takeId, stars))
}

export function toggleRejected(shot: Shot, takeId: string): void {
  const rejected = shot.takeMarks.find((mark) => mark.takeId === takeId)?.rejected === true
  edit('generate.edit.reject', (film) => rejectTake(film, shot.id, takeId, !rejected))
}

/** Moves the take to the trash; where it was chosen, the choice is left to the newest. */
export async function removeTake(takeId: string): Promise<void> {
  const chosenBy = currentFilm().shots.filter(({ chosenTakeId }) => chosenTakeId === takeId)
  for (const { id } of chosenBy) edit('generate.edit.choose', (film) => chooseTake(film, id, null))
  generateView.set({ stage: generateView.get().stage.filter((id) => id !== takeId) })
  await call('take.remove', { projectId: currentProjectId(), takeId })
}
