import type { FrameRate } from '../contract/generation.ts'
import type { FrameRange } from '../timeline/range.ts'

/**
 * A cut as every timeline format needs it: whole frames at one rate, each media file once, and what lies on each track.
 * Writers turn this into text; they never see the film or a take's folder.
 */
export interface CutSequence {
  readonly name: string
  readonly rate: FrameRate
  /** Frame number of the sequence's start timecode, e.g. 86400 for 01:00:00:00 at 24. */
  readonly startFrame: number
  readonly dropFrame: boolean
  readonly width: number
  readonly height: number
  readonly soundSampleRate: number
  readonly media: readonly SequenceMedia[]
  readonly pictureTracks: readonly SequenceTrack[]
  readonly soundTracks: readonly SequenceTrack[]
  /** On the whole sequence; `frames` count from its start. */
  readonly markers: readonly SequenceMarker[]
}

/** A media file. Its frames count at the sequence's rate. */
export interface SequenceMedia {
  readonly id: string
  /** File name with extension, as editors show it and relink by it. */
  readonly name: string
  /** Absolute path of the system, a path relative to the timeline file, or null when there is no file yet. */
  readonly path: string | null
  /** Start timecode of the file in frames; 0 for a file without a timecode track. */
  readonly startFrame: number
  readonly durationFrames: number
  readonly picture: { readonly width: number; readonly height: number } | null
  /** `durationSamples` where it is known: a sound seldom ends on a frame, `durationFrames` then counts its last part. */
  readonly sound: { readonly sampleRate: number; readonly channels: number; readonly durationSamples?: number } | null
}

export interface SequenceTrack {
  readonly name: string
  readonly items: readonly SequenceItem[]
}

export interface SequenceClip {
  readonly kind: 'clip'
  readonly name: string
  readonly mediaId: string
  /** Frames of the media, 0 its first whatever its timecode. */
  readonly source: FrameRange
  /** `frames` count like `source`. */
  readonly markers: readonly SequenceMarker[]
  /** Picture and sound of one shot share a link; null for none. */
  readonly linkId: string | null
  /** Change of a sound's level; 0 for picture. */
  readonly gainDb: number
  /** Shot and take the clip was made from, so that a cut edited elsewhere can come back. */
  readonly origin: { readonly shotId: string; readonly takeId: string | null } | null
}

/** See core/timeline/layout.ts for how these lie on a track. */
export type SequenceItem =
  | SequenceClip
  | { readonly kind: 'gap'; readonly durationFrames: number }
  | { readonly kind: 'dissolve'; readonly inFrames: number; readonly outFrames: number }

export interface SequenceMarker {
  readonly name: string
  readonly comment: string
  readonly frames: FrameRange
  readonly color: MarkerColor
}

export type MarkerColor =
  'red' | 'orange' | 'yellow' | 'green' | 'cyan' | 'blue' | 'purple' | 'magenta' | 'pink' | 'white' | 'black'
