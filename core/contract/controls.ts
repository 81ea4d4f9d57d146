import { z } from 'zod'

/**
 * How film frames between the model's own samples are made: `warp` carries the two samples beside it to the frame's
 * exact camera by the board's depth and blends them, `nearest` shows the sample nearest in time.
 */
export const betweenFramesSchema = z.enum(['warp', 'nearest'])
export type BetweenFrames = z.infer<typeof betweenFramesSchema>

const guidance = z.number().min(0).max(100)
const motionBucket = z.number().int().min(0).max(1023)
const fps = z.number().int().min(1).max(240)
const noiseAugmentation = z.number().min(0).max(10)
const cameraStrength = z.number().min(0).max(10)
const decodeChunk = z.number().int().min(1).max(1024)

/**
 * What may be set of a model beyond steps and seed. In a spec each control that the pack lists has its value; in a shot
 * of the film those that the user has set. A control without a value is the pack's own.
 */
export const controlValuesSchema = z.strictObject({
  /** Classifier-free guidance of the first and of the last frame, the others in between; 1 follows the condition alone. */
  guidanceFirst: guidance.optional(),
  guidanceLast: guidance.optional(),
  /** How much moves in the picture: a number that Stable Video Diffusion has learned, more is more. */
  motionBucket: motionBucket.optional(),
  /** Frames a second that the model takes its clip to have. */
  fps: fps.optional(),
  /** Spread of the noise on the board's pixels (−1..1) before it is encoded; more frees the model from the board. */
  noiseAugmentation: noiseAugmentation.optional(),
  /** Weight of the camera features; 1 is what the model was trained with, 0 leaves the camera to the model. */
  cameraStrength: cameraStrength.optional(),
  /** Frames that are decoded together: fewer need less memory and may flicker where two chunks meet. */
  decodeChunk: decodeChunk.optional(),
  betweenFrames: betweenFramesSchema.optional(),
})
export type ControlValues = z.infer<typeof controlValuesSchema>

/** The controls that are numbers, in the order in which they are shown. */
export const numberControls = [
  'guidanceFirst',
  'guidanceLast',
  'motionBucket',
  'fps',
  'noiseAugmentation',
  'cameraStrength',
  'decodeChunk',
] as const satisfies readonly (keyof ControlValues)[]
export type NumberControl = (typeof numberControls)[number]

/** How the command line calls each control, without dashes. `fps` is the model's, the film's rate is another. */
export const controlOptions = {
  guidanceFirst: 'guidance-first',
  guidanceLast: 'guidance-last',
  motionBucket: 'motion-bucket',
  fps: 'model-fps',
  noiseAugmentation: 'noise-augmentation',
  cameraStrength: 'camera-strength',
  decodeChunk: 'decode-chunk',
  betweenFrames: 'between-frames',
} as const satisfies Readonly<Record<keyof ControlValues, string>>

interface ControlWords {
  readonly description: string
  readonly unit?: string
  readonly families: readonly string[]
}

function ranged(value: z.ZodNumber, { unit, ...words }: ControlWords) {
  const bound = unit === undefined ? {} : { unit }
  return z
    .strictObject({
      min: value.meta({ description: 'Least that can be set.', ...bound }),
      max: value.meta({ description: 'Most that can be set.', ...bound }),
      default: value.meta({ description: 'The pack’s own, between min and max.', ...bound }),
    })
    .meta({ ...words, absent: 'it cannot be set' })
}

const svd = ['svd-cameractrl']
const diffusion = ['svd-cameractrl', 'flow-camera']

const packGuidanceSchema = z
  .strictObject({
    min: guidance.meta({ description: 'Least that can be set.' }),
    max: guidance.meta({ description: 'Most that can be set.' }),
    first: guidance.meta({ description: 'The pack’s own for the first frame, between min and max.' }),
    last: guidance.meta({ description: 'The pack’s own for the last frame; frames between lie between.' }),
  })
  .meta({
    description: 'Classifier-free guidance: how far the answer with the board is followed beyond the one without it.',
    families: diffusion,
    absent: 'it cannot be set',
  })

/**
 * What a pack lets the user set, with ranges and the pack's own values. A control that is left out cannot be set. A pack
 * with controls has no 3D cache to switch.
 */
export const packControlsSchema = z
  .strictObject({
    guidance: packGuidanceSchema.optional(),
    motionBucket: ranged(motionBucket, {
      description: 'How much moves in the picture, on the scale that the model has learned; more is more.',
      families: svd,
    }).optional(),
    fps: ranged(fps, {
      description: 'Frames a second that the model takes its clip to have. The film’s rate is another matter.',
      unit: 'frames a second',
      families: svd,
    }).optional(),
    noiseAugmentation: ranged(noiseAugmentation, {
      description:
        'Noise put on the board’s pixels (−1 to 1) before they are encoded; more frees the model from the board.',
      unit: 'standard deviations',
      families: svd,
    }).optional(),
    cameraStrength: ranged(cameraStrength, {
      description: 'Weight of the camera’s features: 1 as trained, 0 leaves the camera to the model.',
      families: diffusion,
    }).optional(),
    decodeChunk: ranged(decodeChunk, {
      description: 'Frames decoded together; fewer need less memory and may flicker where two chunks meet.',
      unit: 'frames',
      families: svd,
    }).optional(),
    betweenFrames: betweenFramesSchema
      .meta({
        description:
          'How film frames between the model’s own are made: `warp` carries the two beside it to the exact camera by the board’s depth and blends them, `nearest` repeats the nearest.',
        families: diffusion,
        absent: 'it cannot be set',
      })
      .optional(),
  })
  .meta({
    description: 'What the user may set of the model in Generate and by options of `craneshot generate`, with ranges.',
    families: diffusion,
    absent: 'the user can switch the 3D cache and nothing else',
  })
export type PackControls = z.infer<typeof packControlsSchema>
