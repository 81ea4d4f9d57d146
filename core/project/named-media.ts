import type { Film } from './schema/film.ts'

/** Every file in media that the film names, as often as it does: pictures, depth, camera files, sounds. */
export function namedMedia(film: Film): string[] {
  return [
    ...film.boards.flatMap(({ picture, depth }) => [picture.media, ...('raster' in depth ? [depth.raster] : [])]),
    ...film.shots.flatMap(({ camera }) => (camera.source === 'file' ? [camera.file] : [])),
    ...film.cut.soundTracks.flatMap(({ clips }) => clips.map(({ media }) => media)),
  ]
}
