import type { FrameRate } from '../../../../core/contract/generation.ts'
import { soundRate } from '../../../../core/contract/media.ts'
import type { SoundClip } from '../../../../core/project/schema/cut.ts'
import type { FrameRange } from '../../../../core/timeline/range.ts'
import { framesOfSamples, samplesOfFrames } from '../../../../core/timeline/sound-time.ts'

interface RecordingTimes {
  /** Frames of the cut that were to be played; playing may have ended before. */
  readonly frames: FrameRange
  /** When that frame was heard, when playing ended, and when the recording's first sample reached the microphone: one clock, milliseconds. */
  readonly playedAt: number
  readonly stoppedAt: number
  readonly recordedAt: number
  readonly durationSamples: number
  readonly rate: FrameRate
}

/** Where a recording belongs in the cut. */
export type RecordingPlace = Pick<SoundClip, 'recordStartFrame' | 'durationFrames' | 'sourceStartSample'>

/**
 * Puts what was said to a frame under that frame: what was heard before the first one played, and after the last, is
 * skipped, not cut off. A recording that began later starts at its first whole frame.
 * @returns null when nothing was recorded after the first frame
 */
export function recordingPlace({
  frames: { start, end },
  playedAt,
  stoppedAt,
  recordedAt,
  durationSamples,
  rate,
}: RecordingTimes): RecordingPlace | null {
  const lead = Math.round(((playedAt - recordedAt) * soundRate) / 1000)
  const late = lead >= 0 ? 0 : framesOfSamples(-lead, rate)
  const sourceStartSample = samplesOfFrames(late, rate) + lead
  const played = Math.round(((stoppedAt - recordedAt) * soundRate) / 1000)
  const left = Math.min(durationSamples, played) - sourceStartSample
  const recordStartFrame = start + late
  // The end is noticed some moments late; the film must not grow by them.
  const durationFrames = left <= 0 ? 0 : Math.min(framesOfSamples(left, rate), end - recordStartFrame)
  return durationFrames <= 0 ? null : { recordStartFrame, durationFrames, sourceStartSample }
}

/** 16-bit little-endian samples of −1..1; what is louder is clipped. */
export function pcm16(samples: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(samples.length * 2)
  const view = new DataView(bytes.buffer)
  samples.forEach((sample, index) => {
    view.setInt16(index * 2, Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768))), true)
  })
  return bytes
}

/** Loudest of the samples, 0..1. */
export function peakOf(samples: Float32Array): number {
  return samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0)
}

/** Quietest level that the meter shows, decibels under full scale. */
const meterFloorDb = -54

/** A peak's place on the meter, 0..1: even in decibels. */
export function meterPart(peak: number): number {
  if (peak <= 0) return 0
  return Math.max(0, Math.min(1, 1 - (20 * Math.log10(peak)) / meterFloorDb))
}
