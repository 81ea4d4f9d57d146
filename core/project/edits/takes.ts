import type { Film } from '../schema/film.ts'
import type { Shot, TakeMark } from '../schema/shot.ts'
import { changeShot } from './shots.ts'

/** The take that the cut shows for the shot; null for none. A rejected take that is chosen is no longer rejected. */
export function chooseTake(film: Film, shotId: string, takeId: string | null): Film {
  return changeShot(film, shotId, (shot) => {
    const mark = shot.takeMarks.find((each) => each.takeId === takeId)
    const marked = mark?.rejected === true ? withMark(shot, mark.takeId, { rejected: false }) : shot
    return { ...marked, chosenTakeId: takeId }
  })
}

export function starTake(film: Film, shotId: string, takeId: string, stars: number): Film {
  return changeShot(film, shotId, (shot) => withMark(shot, takeId, { stars }))
}

/** A chosen take that is rejected is no longer chosen. */
export function rejectTake(film: Film, shotId: string, takeId: string, rejected: boolean): Film {
  return changeShot(film, shotId, (shot) => ({
    ...withMark(shot, takeId, { rejected }),
    chosenTakeId: rejected && shot.chosenTakeId === takeId ? null : shot.chosenTakeId,
  }))
}

export function noteTake(film: Film, shotId: string, takeId: string, note: string): Film {
  return changeShot(film, shotId, (shot) => withMark(shot, takeId, { note }))
}

function withMark(shot: Shot, takeId: string, change: Partial<TakeMark>): Shot {
  const mark = shot.takeMarks.find((each) => each.takeId === takeId)
  if (mark === undefined) {
    const fresh = { takeId, stars: 0, rejected: false, note: '', ...change }
    return { ...shot, takeMarks: [...shot.takeMarks, fresh] }
  }
  return { ...shot, takeMarks: shot.takeMarks.map((each) => (each === mark ? { ...each, ...change } : each)) }
}
