import type { FrameRate } from '../contract/generation.ts'
import type { CutSequence } from './cut-sequence.ts'

/** One take on its own, as the command line makes it. */
export interface SingleTake {
  readonly name: string
  readonly shotId: string
  readonly takeId: string
  readonly rate: FrameRate
  readonly width: number
  readonly height: number
  readonly durationFrames: number
  /** The movie, by absolute path or relative to the timeline file; null when none was written. */
  readonly moviePath: string | null
}

/** A sequence that shows the whole take once. It starts at 01:00:00:00 non-drop, the custom of editors. */
export function sequenceFromTake(take: SingleTake): CutSequence {
  const { width, height } = take
  return {
    name: take.name,
    rate: take.rate,
    startFrame: 3600 * Math.max(1, Math.round(take.rate.numerator / take.rate.denominator)),
    dropFrame: false,
    width,
    height,
    soundSampleRate: 48_000,
    media: [
      {
        id: take.takeId,
        name: take.moviePath?.split(/[\\/]/).at(-1) ?? take.name,
        path: take.moviePath,
        startFrame: 0,
        durationFrames: take.durationFrames,
        picture: { width, height },
        sound: null,
      },
    ],
    pictureTracks: [
      {
        name: 'V1',
        items: [
          {
            kind: 'clip',
            name: take.name,
            mediaId: take.takeId,
            source: { start: 0, end: take.durationFrames },
            markers: [],
            linkId: null,
            gainDb: 0,
            origin: { shotId: take.shotId, takeId: take.takeId },
          },
        ],
      },
    ],
    soundTracks: [],
    markers: [],
  }
}
