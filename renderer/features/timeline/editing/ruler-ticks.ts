import { formatTimecode, timecodeBase, type TimecodeFormat } from '../../../../core/timeline/timecode.ts'

interface RulerTick {
  /** From the cut's start. */
  readonly frame: number
  /** Timecode of a tick that carries one. */
  readonly label: string | null
}

/** Room that a printed timecode needs. */
const labelPixels = 92

/** Ticks nearer than this are a grey bar. */
const tickPixels = 9

/** Divisions of time that people count in: frames, then seconds, minutes and hours. */
export function tickSteps(base: number): number[] {
  const inSecond = [1, 2, 5, 10, base / 2].filter((frames) => Number.isInteger(frames) && base % frames === 0)
  const seconds = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600]
  return [...new Set([...inSecond, ...seconds.map((each) => each * base)])].toSorted((a, b) => a - b)
}

/**
 * Ticks for a part of the timeline, each a whole number of steps after the start timecode's second.
 * @param visible frames in sight, from the cut's start
 */
export function rulerTicks(
  visible: { readonly start: number; readonly end: number },
  view: { readonly pixelsPerFrame: number; readonly startFrame: number; readonly format: TimecodeFormat },
): RulerTick[] {
  const steps = tickSteps(timecodeBase(view.format.rate))
  const last = steps.at(-1)!
  const labelStep = steps.find((step) => step * view.pixelsPerFrame >= labelPixels) ?? last
  const tickStep = steps.find((step) => step * view.pixelsPerFrame >= tickPixels && labelStep % step === 0) ?? labelStep
  // Counted from timecode zero, so that labels are round timecodes whatever the cut's start.
  const phase = ((view.startFrame % labelStep) + labelStep) % labelStep
  const first = Math.floor((visible.start + phase) / tickStep) * tickStep - phase
  const ticks: RulerTick[] = []
  for (let frame = first; frame < visible.end; frame += tickStep) {
    if (frame < 0) continue
    const labelled = (frame + phase) % labelStep === 0
    ticks.push({ frame, label: labelled ? formatTimecode(frame + view.startFrame, view.format) : null })
  }
  return ticks
}
