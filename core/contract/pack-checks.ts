import type { z } from 'zod'
import type { PackControls } from './controls.ts'

/** What is compared with each other in a manifest. */
interface ComparedFacts {
  readonly frames: { readonly min: number; readonly max: number; readonly default: number }
  readonly sizes: readonly { readonly width: number; readonly height: number }[]
  readonly sizeMultiple: number
  readonly trainedRange: { readonly minFovXDegrees: number; readonly maxFovXDegrees: number }
  readonly controls?: PackControls | undefined
}

/** Refuses what no field of a manifest can say by itself. */
export function checkTogether(
  { frames, sizes, sizeMultiple, trainedRange, controls }: ComparedFacts,
  context: z.RefinementCtx,
): void {
  const refuse = (place: string, message: string): void =>
    context.addIssue({ code: 'custom', path: place.split('.'), message })
  if (frames.min > frames.max) refuse('frames.min', 'more than max')
  if (frames.default < frames.min || frames.default > frames.max) refuse('frames.default', 'not between min and max')
  for (const [index, { width, height }] of sizes.entries()) {
    if (width % sizeMultiple === 0 && height % sizeMultiple === 0) continue
    refuse(`sizes.${index}`, `not a multiple of sizeMultiple ${sizeMultiple}`)
  }
  if (trainedRange.minFovXDegrees > trainedRange.maxFovXDegrees) {
    refuse('trainedRange.minFovXDegrees', 'more than maxFovXDegrees')
  }
  for (const { control, min, max, own } of controlFacts(controls)) {
    if (own.some((value) => value < min || value > max))
      refuse(`controls.${control}`, 'its own value is not between min and max')
  }
}

interface ControlFacts {
  readonly control: string
  readonly min: number
  readonly max: number
  readonly own: readonly number[]
}

function controlFacts({ guidance, ...controls }: PackControls = {}): ControlFacts[] {
  const facts = Object.entries(controls).flatMap(([control, range]) =>
    typeof range === 'object' ? [{ control, min: range.min, max: range.max, own: [range.default] }] : [],
  )
  if (guidance === undefined) return facts
  const { min, max, first, last } = guidance
  return [...facts, { control: 'guidance', min, max, own: [first, last] }]
}
