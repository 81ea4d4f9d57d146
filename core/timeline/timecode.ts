import { StudioError } from '../contract/errors.ts'
import type { FrameRate } from '../contract/generation.ts'
import type { Result } from '../contract/result.ts'
import { sameRate } from './rational.ts'

/** How frames are counted: at which rate, and whether numbers are dropped to keep up with the clock. */
export interface TimecodeFormat {
  readonly rate: FrameRate
  readonly dropFrame: boolean
}

/** Rates for which SMPTE ST 12 has drop-frame counting. */
const dropFrameRates: readonly FrameRate[] = [
  { numerator: 30000, denominator: 1001 },
  { numerator: 60000, denominator: 1001 },
]

/** True for 29.97 and 59.94, the rates that have drop-frame timecode. */
export function allowsDropFrame(rate: FrameRate): boolean {
  return dropFrameRates.some((known) => sameRate(known, rate))
}

/** Frames that one second of timecode counts: 24 for 24000/1001, 30 for 29.97. */
export function timecodeBase(rate: FrameRate): number {
  return Math.max(1, Math.round(rate.numerator / rate.denominator))
}

function droppedPerMinute(format: TimecodeFormat): number {
  if (!format.dropFrame) return 0
  if (!allowsDropFrame(format.rate)) throw new RangeError('this rate has no drop-frame timecode')
  return timecodeBase(format.rate) / 15
}

/** Frames in 24 hours of timecode, after which it starts again at zero. */
export function framesPerDay(format: TimecodeFormat): number {
  // Every minute but each tenth drops numbers: 24 hours have 1296 such minutes.
  return timecodeBase(format.rate) * 86_400 - droppedPerMinute(format) * 1296
}

/**
 * `HH:MM:SS:FF`, with `;` before the frames when drop-frame. Any whole frame count is taken, modulo 24 hours.
 * Rates above 100 frames a second use three digits for the frames.
 */
export function formatTimecode(frames: number, format: TimecodeFormat): string {
  const base = timecodeBase(format.rate)
  const dropped = droppedPerMinute(format)
  const day = framesPerDay(format)
  const frame = ((frames % day) + day) % day
  const tenMinutes = base * 600 - 9 * dropped
  const inTenMinutes = frame % tenMinutes
  // The first of ten minutes keeps all its numbers; each later one skips `dropped` numbers at its start.
  const laterMinutes = inTenMinutes < base * 60 ? 0 : 1 + Math.floor((inTenMinutes - base * 60) / (base * 60 - dropped))
  const count = frame + dropped * (9 * Math.floor(frame / tenMinutes) + laterMinutes)
  const seconds = Math.floor(count / base)
  const pad = (value: number, digits = 2) => String(value).padStart(digits, '0')
  const fields = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((field) => pad(field))
  return `${fields.join(':')}${format.dropFrame ? ';' : ':'}${pad(count % base, Math.max(2, String(base - 1).length))}`
}

/**
 * Frames since 00:00:00:00. Takes `HH:MM:SS:FF` with `:`, or `;` before the frames for drop-frame, which must agree with
 * `format`. Errors: timecode.syntax, timecode.range, timecode.drop-frame, timecode.dropped-number.
 */
export function parseTimecode(text: string, format: TimecodeFormat): Result<number> {
  const fail = (code: 'syntax' | 'range' | 'drop-frame' | 'dropped-number'): Result<number> => {
    return { ok: false, error: new StudioError(`timecode.${code}`, { timecode: text.slice(0, 40) }) }
  }
  const match = /^(\d{1,2}):(\d{2}):(\d{2})([:;])(\d{2,3})$/.exec(text.trim())
  if (match === null) return fail('syntax')
  const [hours, minutes, seconds, frames] = [match[1], match[2], match[3], match[5]].map(Number) as [
    number,
    number,
    number,
    number,
  ]
  if ((match[4] === ';') !== format.dropFrame) return fail('drop-frame')
  const base = timecodeBase(format.rate)
  if (hours > 23 || minutes > 59 || seconds > 59 || frames >= base) return fail('range')
  const dropped = droppedPerMinute(format)
  if (seconds === 0 && minutes % 10 !== 0 && frames < dropped) return fail('dropped-number')
  const minutesOfDay = hours * 60 + minutes
  const skipped = dropped * (minutesOfDay - Math.floor(minutesOfDay / 10))
  return { ok: true, value: (minutesOfDay * 60 + seconds) * base + frames - skipped }
}
