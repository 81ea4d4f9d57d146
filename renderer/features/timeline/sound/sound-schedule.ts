import type { FrameRate } from '../../../../core/contract/generation.ts'
import { soundRate } from '../../../../core/contract/media.ts'
import type { Film } from '../../../../core/project/schema/film.ts'

/** A piece of a sound, and when it is heard. */
export interface SoundPiece {
  /** Names the piece: the same one is never started twice. */
  readonly key: string
  readonly media: string
  readonly sourceStartSample: number
  readonly samples: number
  /** Samples after the start of playing; 0 or more. */
  readonly afterSamples: number
  /** Factor of the level. */
  readonly gain: number
}

/** Length of the pieces that sounds are read in: five seconds. */
const pieceSamples = 5 * soundRate

/**
 * What is heard in a stretch of the cut, in pieces that follow each other without a seam. Muted tracks give nothing.
 * @param startFrame frame at which playing begins
 * @param fromSample,toSample stretch after the start of playing; pieces that begin in it are given
 */
export function soundPieces(
  cut: Film['cut'],
  rate: FrameRate,
  startFrame: number,
  fromSample: number,
  toSample: number,
): SoundPiece[] {
  const startSample = exactSample(startFrame, rate)
  const pieces: SoundPiece[] = []
  for (const track of cut.soundTracks) {
    if (track.muted) continue
    for (const clip of track.clips) {
      const first = exactSample(clip.recordStartFrame, rate) - startSample
      const end = exactSample(clip.recordStartFrame + clip.durationFrames, rate) - startSample
      const gain = decibels(clip.gainDb + track.gainDb)
      for (let at = Math.max(0, first); at < Math.min(end, toSample); at += pieceSamples) {
        if (at < fromSample) continue
        pieces.push({
          key: `${clip.id}@${at}`,
          media: clip.media,
          sourceStartSample: clip.sourceStartSample + at - first,
          samples: Math.min(pieceSamples, end - at),
          afterSamples: at,
          gain,
        })
      }
    }
  }
  return pieces
}

/** A level as the factor of an amplitude; −6.02 dB is a half. */
export function decibels(level: number): number {
  return 10 ** (level / 20)
}

function exactSample(frame: number, rate: FrameRate): number {
  return Math.round((frame * soundRate * rate.denominator) / rate.numerator)
}
