import { setCutStart } from '../../../core/project/edits/cut.ts'
import { setFilmRate } from '../../../core/project/edits/film.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import type { FrameRate } from '../../../core/contract/generation.ts'
import { sameRate } from '../../../core/timeline/rational.ts'
import { allowsDropFrame, formatTimecode, parseTimecode } from '../../../core/timeline/timecode.ts'

/** Rates that editing programs know, slowest first. */
export const filmRates: readonly { readonly name: string; readonly rate: FrameRate }[] = [
  { name: '8', rate: { numerator: 8, denominator: 1 } },
  { name: '12', rate: { numerator: 12, denominator: 1 } },
  { name: '23.976', rate: { numerator: 24_000, denominator: 1001 } },
  { name: '24', rate: { numerator: 24, denominator: 1 } },
  { name: '25', rate: { numerator: 25, denominator: 1 } },
  { name: '29.97', rate: { numerator: 30_000, denominator: 1001 } },
  { name: '30', rate: { numerator: 30, denominator: 1 } },
  { name: '48', rate: { numerator: 48, denominator: 1 } },
  { name: '50', rate: { numerator: 50, denominator: 1 } },
  { name: '59.94', rate: { numerator: 60_000, denominator: 1001 } },
  { name: '60', rate: { numerator: 60, denominator: 1 } },
]

/** Sizes of a picture that are asked for most. */
export const filmFormats: readonly { readonly width: number; readonly height: number; readonly name: string }[] = [
  { width: 1280, height: 720, name: 'HD 16:9' },
  { width: 1920, height: 1080, name: 'Full HD 16:9' },
  { width: 3840, height: 2160, name: 'UHD 16:9' },
  { width: 1998, height: 1080, name: '1.85:1' },
  { width: 2048, height: 858, name: '2.39:1' },
  { width: 1440, height: 1080, name: '4:3' },
  { width: 1080, height: 1080, name: '1:1' },
  { width: 1080, height: 1920, name: '9:16' },
]

/** The name of a rate in the list, else its number. */
export function rateName(rate: FrameRate): string {
  const known = filmRates.find((each) => sameRate(each.rate, rate))
  return known?.name ?? String(Number((rate.numerator / rate.denominator).toFixed(3)))
}

/** Another rate; the cut goes on to start at the timecode that it says now, if the new rate has that one. */
export function withRate(film: Film, rate: FrameRate): Film {
  const { startFrame, dropFrame } = film.cut
  const changed = setFilmRate(film, rate)
  const says = formatTimecode(startFrame, { rate: film.rate, dropFrame })
  const kept = changed.cut.dropFrame
  const parsed = parseTimecode(written(says, kept), { rate, dropFrame: kept })
  return setCutStart(changed, parsed.ok ? parsed.value : hour(rate, kept), kept)
}

/** Drop-frame on or off; the cut goes on to start at the timecode that it says now. */
export function withDropFrame(film: Film, dropFrame: boolean): Film {
  const { rate } = film
  if (dropFrame && !allowsDropFrame(rate)) return film
  const says = formatTimecode(film.cut.startFrame, { rate, dropFrame: film.cut.dropFrame })
  const parsed = parseTimecode(written(says, dropFrame), { rate, dropFrame })
  return setCutStart(film, parsed.ok ? parsed.value : hour(rate, dropFrame), dropFrame)
}

/** A timecode as it is read: two digits of frames at least, and before them the sign that says drop-frame or not. */
export function written(timecode: string, dropFrame: boolean): string {
  const sign = dropFrame ? ';' : ':'
  return timecode.trim().replace(/[:;](\d+)$/, (_match, frames: string) => sign + frames.padStart(2, '0'))
}

function hour(rate: FrameRate, dropFrame: boolean): number {
  const parsed = parseTimecode(written('01:00:00:00', dropFrame), { rate, dropFrame })
  return parsed.ok ? parsed.value : 0
}
