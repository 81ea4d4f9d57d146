import { z } from 'zod'
import { packControlsSchema } from './controls.ts'
import { rayLayoutSchema } from './generation.ts'
import { checkTogether } from './pack-checks.ts'
import { schedulerSchema } from './scheduler.ts'

/** A plain file name inside the pack's folder; the loader also resolves links. */
const fileName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/, 'a relative file name')
const fileForm = 'path inside of the pack: letters, digits, . _ - and / between folders'
const positiveInteger = z.number().int().min(1)

/** One input or output of a graph: a number is a fixed extent, a word a dynamic one. Same word, same extent. */
export const packTensorSchema = z.strictObject({
  name: z.string().min(1).meta({ description: 'Its name in the graph.' }),
  dtype: z.enum(['float32', 'float16', 'int64', 'int32', 'uint8', 'bool']).meta({ description: 'Type of its values.' }),
  shape: z.array(z.union([positiveInteger, z.string().min(1)])).meta({
    description: 'Extents: a number is fixed, a word is decided by each run. The same word is the same extent.',
    form: 'list of whole numbers above 0 and words',
  }),
})
export type PackTensor = z.infer<typeof packTensorSchema>

const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({
    description: 'SHA-256 of the file. A file with another one is not used.',
    form: '64 hexadecimal digits in lower case',
  })
const fileBytes = positiveInteger.meta({ description: 'Length of the file.', unit: 'bytes' })

export const packComponentSchema = z.strictObject({
  file: fileName.meta({ description: 'The ONNX graph.', form: fileForm }),
  sha256,
  bytes: fileBytes,
  data: z
    .array(
      z.strictObject({
        file: fileName.meta({ description: 'A file that initializers of the graph point into.', form: fileForm }),
        sha256,
        bytes: fileBytes,
      }),
    )
    .min(1)
    .meta({
      description:
        'Files with numbers of the graph (ONNX external data). The graph may read these and no others; one file may serve several graphs.',
      absent: 'the graph holds all its numbers itself',
    })
    .optional(),
  inputs: z.array(packTensorSchema).min(1).meta({ description: 'Compared with the graph when it is loaded.' }),
  outputs: z.array(packTensorSchema).min(1).meta({ description: 'Compared with the graph when it is loaded.' }),
})
export type PackComponent = z.infer<typeof packComponentSchema>

const creditSchema = z.strictObject({
  what: z.string().min(1).meta({ description: 'The work or part of it.' }),
  licence: z.string().min(1).meta({ description: 'Its licence, by name.' }),
  by: z.string().meta({ description: 'Who made it; may be empty.' }),
})
const side = positiveInteger.max(16384)
const packSizeSchema = z.strictObject({
  width: side.meta({ description: 'A multiple of sizeMultiple.', unit: 'pixels' }),
  height: side.meta({ description: 'A multiple of sizeMultiple.', unit: 'pixels' }),
})
const steps = positiveInteger.max(200)
const frames = positiveInteger.max(1024)
const bytes = z.number().gt(0).max(1e15)

const stepsSchema = z
  .strictObject({
    draft: steps.meta({ description: 'To see whether the move is right.', unit: 'steps' }),
    standard: steps.meta({ description: 'Unless the user asks for another quality.', unit: 'steps' }),
    fine: steps.meta({ description: 'Where time does not matter.', unit: 'steps' }),
  })
  .meta({ description: 'Denoising steps of each quality.' })

const framesSchema = z
  .strictObject({
    min: frames.meta({ description: 'Fewest frames that the graphs can make.', unit: 'frames' }),
    max: frames.meta({ description: 'Most frames that the model can make at once; not below min.', unit: 'frames' }),
    default: frames.meta({ description: 'Where the shot does not decide it; between min and max.', unit: 'frames' }),
  })
  .meta({ description: 'Frames that the model makes itself. Film frames between them are made from these.' })

const trainedRangeSchema = z
  .strictObject({
    maxRotationDegrees: z.number().min(0).meta({ description: 'Largest angle to the first camera.', unit: 'degrees' }),
    maxTranslation: z.number().min(0).meta({
      description: 'Largest distance from the first camera.',
      unit: 'subject distances',
    }),
    minFovXDegrees: z.number().gt(0).meta({
      description: 'Narrowest horizontal field of view; not above maxFovXDegrees.',
      unit: 'degrees',
    }),
    maxFovXDegrees: z.number().lt(180).meta({ description: 'Widest horizontal field of view.', unit: 'degrees' }),
  })
  .meta({
    description: 'What cameras the model was trained on. The studio warns of shots that go beyond; it refuses none.',
  })

const memorySchema = z
  .strictObject({
    baseBytes: bytes.meta({ description: 'Of networks and program, whatever the clip.', unit: 'bytes' }),
    cpuBaseBytes: bytes
      .meta({
        description: 'The same on the CPU, which widens float16 numbers before it computes with them.',
        unit: 'bytes',
        absent: 'as baseBytes',
      })
      .optional(),
    perPixelFrameBytes: bytes.meta({ description: 'Of each pixel of each of the model’s frames.', unit: 'bytes' }),
  })
  .meta({
    description:
      'An estimate of what a take needs at its peak: `baseBytes + perPixelFrameBytes · width · height · frames`. What `craneshot models measure` finds on a machine goes before it.',
  })

export const packFactsSchema = z.strictObject({
  format: z.literal('craneshot-pack').meta({ description: 'Says what the file is.' }),
  formatVersion: z.literal(1).meta({ description: 'Version of this format. A newer one is refused as such.' }),
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/)
    .meta({
      description: 'Names the model in films, takes and commands: `craneshot generate --model ID`.',
      form: 'lower-case letters, digits and dashes, no dash at the start',
    }),
  version: z.string().min(1).meta({ description: 'Of the model, shown beside its name. Takes record it.' }),
  family: z.string().min(1).meta({
    description: 'The pipeline that runs the model, with the components that it needs: see [families](#families).',
  }),
  name: z.string().min(1).meta({ description: 'What people call the model.' }),
  components: z.record(z.string(), packComponentSchema).meta({
    description: 'The networks, by the names that the family gives them.',
    key: 'NAME',
  }),
  rayLayout: rayLayoutSchema.meta({
    description:
      'Order of the six channels of the Plücker map: d is the direction of a pixel’s ray, o the place of the camera, the moment o × d.',
  }),
  latent: z
    .strictObject({
      channels: positiveInteger.meta({ description: 'Channels of a latent.' }),
      downscale: positiveInteger.meta({ description: 'Pixels of a frame for each cell of a latent, along each side.' }),
    })
    .meta({ description: 'The space that is denoised in.' }),
  scheduler: schedulerSchema,
  controls: packControlsSchema.optional(),
  steps: stepsSchema,
  sizes: z.array(packSizeSchema).min(1).meta({
    description:
      'Sizes that the model was trained or tried at, the preferred one first. A shot takes the one that wastes least in the film’s shape.',
  }),
  sizeMultiple: side.meta({
    description: 'Width and height of any size must be multiples of it.',
    unit: 'pixels',
  }),
  frames: framesSchema,
  trainedRange: trainedRangeSchema,
  memory: memorySchema,
  licence: z.string().min(1).meta({ description: 'Of the model as a whole, shown beside its name.' }),
  credits: z.array(creditSchema).meta({ description: 'Whose work the model is made of, each with its licence.' }),
})

/**
 * `pack.json`, the manifest of a model pack: everything the studio must know about a model that is not in its graphs.
 * The family names the pipeline in code that knows the pack's components. Described in docs/pack-format.md, which is made
 * from the words here.
 */
export const packManifestSchema = packFactsSchema.superRefine(checkTogether)
export type PackManifest = z.infer<typeof packManifestSchema>
