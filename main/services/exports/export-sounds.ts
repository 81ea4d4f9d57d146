import { open } from 'node:fs/promises'
import { StudioError } from '../../../core/contract/errors.ts'
import { soundRate, type SoundClip } from '../../../core/contract/media.ts'
import type { SequenceMedia } from '../../../core/export/cut-sequence.ts'
import { fileStem, type UniqueNames } from '../../../core/export/export-names.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import { framesOfSamples, samplesOfFrames } from '../../../core/timeline/sound-time.ts'
import { mediaFile } from './export-media.ts'

/** A sound that the cut plays. */
export interface UsedSound {
  /** Its path in the project, as the film names it. */
  readonly media: string
  /** Absolute. */
  readonly file: string
  /** Name of its copy, ASCII and unique. */
  readonly name: string
  readonly durationSamples: number
  readonly channels: number
}

type SoundTrack = Film['cut']['soundTracks'][number]

/**
 * The sounds of all tracks that are not muted, each once, named like the first clip that plays it.
 * @throws StudioError `export.media-missing`, `export.sound-damaged`
 */
export async function usedSounds(projectFolder: string, film: Film, names: UniqueNames): Promise<UsedSound[]> {
  const sounds = new Map<string, UsedSound>()
  for (const { media, name: user } of audibleTracks(film).flatMap(({ clips }) => clips)) {
    if (sounds.has(media)) continue
    const file = await mediaFile(projectFolder, media, user)
    const facts = await readWaveFacts(file)
    if (facts === null) throw new StudioError('export.sound-damaged', { file, user })
    const stem = fileStem(user.replace(/\.[A-Za-z0-9]{1,5}$/, ''), `sound_${sounds.size + 1}`)
    sounds.set(media, { media, file, name: `${names.take(stem)}.wav`, ...facts })
  }
  return [...sounds.values()]
}

function audibleTracks(film: Film): SoundTrack[] {
  return film.cut.soundTracks.filter(({ muted }) => !muted)
}

/** The sound as media of a sequence; a last part of a frame counts as a frame. */
export function soundMedia(
  { media, name, durationSamples, channels }: UsedSound,
  film: Film,
  path: string,
): SequenceMedia {
  const durationFrames = framesOfSamples(durationSamples, film.rate)
  const sound = { sampleRate: soundRate, channels, durationSamples }
  return { id: media, name, path, startFrame: 0, durationFrames, picture: null, sound }
}

/** Largest and smallest change of level that a mix takes. */
const gainRange = { low: -120, high: 40 }

/** Every piece of sound of the cut, at its sample. */
export function mixClips(film: Film, sounds: readonly UsedSound[]): SoundClip[] {
  const files = new Map(sounds.map(({ media, file }) => [media, file]))
  return audibleTracks(film).flatMap((track) =>
    track.clips.map(({ media, recordStartFrame, durationFrames, sourceStartSample, gainDb }) => {
      const startSample = samplesOf(film, recordStartFrame)
      return {
        wavFile: files.get(media) ?? '',
        startSample,
        sourceStartSample,
        durationSamples: samplesOf(film, recordStartFrame + durationFrames) - startSample,
        gainDb: Math.min(gainRange.high, Math.max(gainRange.low, gainDb + track.gainDb)),
      }
    }),
  )
}

/** The sample nearest to the start of a frame. */
export function samplesOf(film: Film, frame: number): number {
  return samplesOfFrames(frame, film.rate)
}

/** Channels and length of a WAV from its head; null for any other file. */
async function readWaveFacts(file: string): Promise<{ channels: number; durationSamples: number } | null> {
  const handle = await open(file)
  try {
    const head = Buffer.alloc(4096)
    const { bytesRead } = await handle.read(head, 0, head.length, 0)
    return waveFacts(head.subarray(0, bytesRead))
  } finally {
    await handle.close()
  }
}

function waveFacts(head: Buffer): { channels: number; durationSamples: number } | null {
  const word = (at: number): string => head.toString('latin1', at, at + 4)
  if (word(0) !== 'RIFF' || word(8) !== 'WAVE') return null
  let channels = 0
  let frameBytes = 0
  for (let at = 12; at + 8 <= head.length;) {
    const length = head.readUInt32LE(at + 4)
    if (word(at) === 'fmt ' && at + 24 <= head.length) {
      channels = head.readUInt16LE(at + 10)
      frameBytes = head.readUInt16LE(at + 20)
    }
    if (word(at) === 'data')
      return frameBytes === 0 ? null : { channels, durationSamples: Math.floor(length / frameBytes) }
    at += 8 + length + (length & 1)
  }
  return null
}
