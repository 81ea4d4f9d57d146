import type { FrameRate } from '../contract/generation.ts'
import { soundRate } from '../contract/media.ts'

/** Samples at 48 kHz of a number of film frames, to the nearest. */
export function samplesOfFrames(frames: number, rate: FrameRate): number {
  return Math.round((frames * soundRate * rate.denominator) / rate.numerator)
}

/** Film frames that a sound at 48 kHz fills, the last one perhaps in part; at least one. */
export function framesOfSamples(samples: number, rate: FrameRate): number {
  const whole = Math.floor((samples * rate.numerator) / (soundRate * rate.denominator))
  // The samples of so many frames are rounded to the nearest: a sound that has as many fills no more frames.
  return Math.max(1, samplesOfFrames(whole, rate) < samples ? whole + 1 : whole)
}
