import type { FrameRate } from '../contract/generation.ts'
import { framesOfSamples } from '../timeline/sound-time.ts'
import type { FilmPatch } from './film-patch.ts'
import type { SoundClip } from './schema/cut.ts'
import type { Film } from './schema/film.ts'
import { maxFrames } from './schema/values.ts'

/** A sound in the project's media. */
export interface FoundSound {
  /** `media/<sha256>.wav` */
  readonly media: string
  /** At 48 kHz. */
  readonly durationSamples: number
}

type SoundTracks = Film['cut']['soundTracks']

/** The track of sounds whose place nobody knows, by the name that sound tracks have in every edit suite. */
const looseTrackId = 'found-sounds'

/**
 * Sound tracks for a film that is built anew: those of the last cut that the journals know, and on a track of their own,
 * one after another from the first frame on, the sounds that no such cut names. Of a single sound, mostly the film's
 * music or its scratch recording, the first frame is the likeliest place; several at once would only be noise.
 */
export function rebuiltSoundTracks(
  patches: readonly FilmPatch[],
  sounds: readonly FoundSound[],
  rate: FrameRate,
): SoundTracks {
  const known = knownTracks(patches)
  const loose = looseSounds(patches, sounds)
  if (loose.length === 0) return known
  const clips: SoundClip[] = []
  let recordStartFrame = 0
  for (const { media, durationSamples } of loose) {
    const durationFrames = Math.min(maxFrames, framesOfSamples(durationSamples, rate))
    if (recordStartFrame > maxFrames) break
    const number = clips.length + 1
    const place = { recordStartFrame, durationFrames, sourceStartSample: 0 }
    clips.push({ id: `found-${number}`, name: String(number), media, ...place, gainDb: 0 })
    recordStartFrame += durationFrames
  }
  return [...known, { id: looseTrackId, name: looseTrackName(patches), muted: false, gainDb: 0, clips }]
}

/** Sounds of no cut that the journals know: where they were nobody knows. */
export function looseSounds(patches: readonly FilmPatch[], sounds: readonly FoundSound[]): readonly FoundSound[] {
  const placed = new Set(knownTracks(patches).flatMap(({ clips }) => clips.map(({ media }) => media)))
  return sounds.filter(({ media }) => !placed.has(media))
}

/** Name of the track that {@link looseSounds} get. */
export function looseTrackName(patches: readonly FilmPatch[]): string {
  return `A${knownTracks(patches).length + 1}`
}

function knownTracks(patches: readonly FilmPatch[]): SoundTracks {
  return patches.findLast(({ cut }) => cut !== undefined)?.cut?.soundTracks ?? []
}
