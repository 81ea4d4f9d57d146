import type { FrameRate } from '../contract/generation.ts'
import { sameRate, wholeRate } from '../timeline/rational.ts'
import { timecodeBase } from '../timeline/timecode.ts'

/** True for a rate of whole frames a second slowed by 1000/1001, such as 23.976 and 29.97. */
export function isNtscRate(rate: FrameRate): boolean {
  return sameRate(rate, { numerator: timecodeBase(rate) * 1000, denominator: 1001 })
}

/** True for rates whose timecode counts real frames: whole ones and NTSC ones. Formats that tell time by it hold no other. */
export function hasTimecode(rate: FrameRate): boolean {
  return isNtscRate(rate) || sameRate(rate, wholeRate(timecodeBase(rate)))
}
