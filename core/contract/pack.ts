import { z } from 'zod'
import { packControlsSchema, type PackControls } from './controls.ts'
import { rayLayoutSchema } from './generation.ts'

/** A plain file name inside the pack's folder; the loader also resolves links. */
const fileName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/, 'a relative file name')
const positiveInteger = z.number().int().min(1)

/** One input or output of a graph: a number is a fixed extent, a word a dynamic one. Same word, same extent. */
export const packTensorSchema = z.strictObject({
  name: z.string().min(1),
  dtype: z.enum(['float32', 'float16', 'int64', 'int32', 'uint8', 'bool']),
  shape: z.array(z.union([positiveInteger, z.string().min(1)])),
})
export type PackTensor = z.infer<typeof packTensorSchema>

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const packComponentSchema = z.strictObject({
  file: fileName,
  sha256,
  bytes: positiveInteger,
  /** Files that hold numbers of the graph; without them the graph holds all itself. */
  data: z
    .array(z.strictObject({ file: fileName, sha256, bytes: positiveInteger }))
    .min(1)
    .optional(),
  inputs: z.array(packTensorSchema).min(1),
  outputs: z.array(packTensorSchema).min(1),
})
export type PackComponent = z.infer<typeof packComponentSchema>

const creditSchema = z.strictObject({ what: z.string().min(1), licence: z.string().min(1), by: z.string() })
const side = positiveInteger.max(16384)
const packSizeSchema = z.strictObject({ width: side, height: side })
const steps = positiveInteger.max(200)
const frames = positiveInteger.max(1024)
const bytes = z.number().gt(0).max(1e15)

const schedulerSchema = z.discriminatedUnion('kind', [
  /** See core/diffusion/anchored-flow.ts. */
  z.strictObject({ kind: z.literal('anchored-flow'), shift: z.number().gt(0) }),
  /** See core/diffusion/flow-euler.ts. */
  z.strictObject({ kind: z.literal('flow-euler'), shift: z.number().gt(0) }),
  /** See core/diffusion/karras-euler.ts; `v` is the prediction of a velocity. */
  z
    .strictObject({
      kind: z.literal('karras-euler'),
      sigmaMin: z.number().gt(0),
      sigmaMax: z.number().gt(0).max(1e6),
      rho: z.number().gt(0).max(100),
      prediction: z.literal('v'),
    })
    .refine(({ sigmaMin, sigmaMax }) => sigmaMin < sigmaMax, { path: ['sigmaMin'], message: 'not below sigmaMax' }),
])

/** What no field can say by itself. */
function checkTogether(
  {
    frames,
    sizes,
    sizeMultiple,
    trainedRange,
    controls,
  }: Pick<PackFacts, 'frames' | 'sizes' | 'sizeMultiple' | 'trainedRange' | 'controls'>,
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

const packFactsSchema = z.strictObject({
  format: z.literal('craneshot-pack'),
  formatVersion: z.literal(1),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  version: z.string().min(1),
  family: z.string().min(1),
  name: z.string().min(1),
  components: z.record(z.string(), packComponentSchema),
  rayLayout: rayLayoutSchema,
  latent: z.strictObject({ channels: positiveInteger, downscale: positiveInteger }),
  scheduler: schedulerSchema,
  /** What the user may set; packs without it have the 3D cache to switch and nothing else. */
  controls: packControlsSchema.optional(),
  steps: z.strictObject({ draft: steps, standard: steps, fine: steps }),
  /** Sizes in pixels that the model was trained or tried at, the preferred one first. */
  sizes: z.array(packSizeSchema).min(1),
  /** Any other width and height must be a multiple of this. */
  sizeMultiple: side,
  frames: z.strictObject({ min: frames, max: frames, default: frames }),
  /** How far from the first camera the model was trained to go; beyond it the studio warns. */
  trainedRange: z.strictObject({
    maxRotationDegrees: z.number().min(0),
    maxTranslation: z.number().min(0),
    minFovXDegrees: z.number().gt(0),
    maxFovXDegrees: z.number().lt(180),
  }),
  /** Memory of a run: `baseBytes + perPixelFrameBytes · width · height · frames`, measured. */
  memory: z.strictObject({ baseBytes: bytes, perPixelFrameBytes: bytes }),
  licence: z.string().min(1),
  credits: z.array(creditSchema),
})
type PackFacts = z.infer<typeof packFactsSchema>

/**
 * `pack.json`, the manifest of a model pack: everything the studio must know about a model that is not in its graphs.
 * The family names the pipeline in code that knows the pack's components.
 */
export const packManifestSchema = packFactsSchema.superRefine(checkTogether)
export type PackManifest = z.infer<typeof packManifestSchema>
