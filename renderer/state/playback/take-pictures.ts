import { takeFileUrl } from '../../../core/contract/media-urls.ts'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import { frameFileName, takeFileNames } from '../../../core/contract/take.ts'
import { bitmapPicture } from './picture.ts'
import type { PictureSource } from './picture-supply.ts'
import { openTakeMovie, type TakeMovie } from './take-movie.ts'

/** Frames between the movie's key frames: a group begins where decoding can. */
const groupFrames = 12

/** Opened movies that are kept: those around the playhead, and a few to go back to. */
const openMovies = 8

const movies = new Map<string, Promise<TakeMovie | null>>()

/**
 * A take's frames for playing, out of its movie: H.264 is decoded several times faster than frame files. A take whose
 * movie is missing or cannot be decoded here plays its frame files.
 */
export function takePlaying(projectId: string, take: TakeSummary): PictureSource {
  const still = takeStill(projectId, take)
  return {
    key: `movie/${projectId}/${take.id}`,
    groupOf: (index) => Math.floor(index / groupFrames),
    load: async (group, deliver, signal) => {
      const first = group * groupFrames
      const end = Math.min(take.frames, first + groupFrames)
      const movie = await openedMovie(projectId, take)
      if (movie !== null) return movie.frames(first, end, deliver, signal)
      for (let index = first; index < end && !signal.aborted; index++) await still.load(index, deliver, signal)
    },
  }
}

/** A take's frames exactly as they were made, out of its frame files: for a picture that stands. */
export function takeStill(projectId: string, take: TakeSummary): PictureSource {
  return {
    key: `still/${projectId}/${take.id}`,
    groupOf: (index) => index,
    load: async (index, deliver, signal) => {
      const response = await fetch(takeFileUrl(projectId, take.id, frameFileName(index)), { signal })
      if (!response.ok) throw new Error(`frame ${index} of take ${take.id} is not there`)
      deliver(index, bitmapPicture(await createImageBitmap(await response.blob())))
    },
  }
}

function openedMovie(projectId: string, take: TakeSummary): Promise<TakeMovie | null> {
  const url = takeFileUrl(projectId, take.id, takeFileNames.movie)
  const opened = movies.get(url) ?? openTakeMovie(url, take.rate)
  // Again at the end: the order of the map is the order of use.
  movies.delete(url)
  movies.set(url, opened)
  for (const oldest of movies.keys()) {
    if (movies.size <= openMovies) break
    movies.delete(oldest)
  }
  return opened
}
