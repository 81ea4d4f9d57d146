/**
 * Addresses of what the window shows: `studio-media://<project id>/<kind>/…`. Main resolves them inside the open project,
 * or inside its own cache of derived pictures; anything else is not found.
 */
export const mediaScheme = 'studio-media'

/** Longest sides of derived pictures, in pixels. */
export const pictureSizes = { thumbnail: { width: 320, height: 320 }, display: { width: 1920, height: 1920 } } as const
export type PictureSize = keyof typeof pictureSizes

/** A board's picture as the window can show it, whatever its file format. @param media path in the project */
export function pictureUrl(projectId: string, media: string, size: PictureSize): string {
  return `${mediaScheme}://${projectId}/picture/${size}/${media.replace(/^media\//, '')}`
}

/** A file of a finished take: `frame_0000.png`, `clip.mp4`. */
export function takeFileUrl(projectId: string, takeId: string, fileName: string): string {
  return `${mediaScheme}://${projectId}/take/${takeId}/${fileName}`
}

/** A prepared raster by its content: raw 8-bit RGB for `picture`, raw float32 for `depth`. See PreparedBoard. */
export function rasterUrl(projectId: string, kind: 'picture' | 'depth', sha256: string): string {
  return `${mediaScheme}://${projectId}/raster/${kind}/${sha256}`
}

/** A sound of the project, 48 kHz WAV. @param media path in the project */
export function soundUrl(projectId: string, media: string): string {
  return `${mediaScheme}://${projectId}/sound/${media.replace(/^media\//, '')}`
}

/** Peaks of a sound for drawing: int8 pairs (lowest, highest) for each {@link peakSamples} samples. */
export function peaksUrl(projectId: string, media: string): string {
  return `${mediaScheme}://${projectId}/peaks/${media.replace(/^media\//, '')}`
}

/** A pose file that a shot's camera follows, as it was imported. @param media path in the project */
export function posesUrl(projectId: string, media: string): string {
  return `${mediaScheme}://${projectId}/poses/${media.replace(/^media\//, '')}`
}

/** Samples that one pair of peaks stands for. */
export const peakSamples = 1024
