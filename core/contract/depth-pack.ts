import { z } from 'zod'
import { depthInterface } from './depth-interface.ts'
import { packComponentSchema, packFactsSchema } from './pack.ts'

/** The family of packs that hold a depth network and nothing else. */
export const depthFamily = 'depth'

const mean = z.number().min(-1000).max(1000)
const spread = z.number().gt(0).max(1000)

/** What a depth network wants of a picture, and what its answer means. */
const depthFactsSchema = z
  .strictObject({
    mean: z.tuple([mean, mean, mean]).meta({
      description: 'Of red, green and blue in 0..1: taken from the picture before the network gets it.',
    }),
    std: z.tuple([spread, spread, spread]).meta({
      description: 'Of red, green and blue in 0..1: what is left is divided by it.',
    }),
    sideMultiple: z.number().int().min(1).max(256).meta({
      description: 'Both sides of the picture are multiples of it: the network’s patch, or 1.',
      unit: 'pixels',
    }),
    shortSide: z.number().int().min(14).max(1344).meta({
      description:
        'The shorter side that the network was trained at, a multiple of sideMultiple. A graph of fixed size has its own.',
      unit: 'pixels',
    }),
    answer: z.enum(['inverse-depth', 'depth', 'points']).meta({
      description:
        'What the network gives. inverse-depth: 1 / z of free scale and offset, larger is nearer. depth: z of free scale, larger is farther. points: x right, y down, z forward of free scale, z of free offset besides; where an output `mask` is below 0.5 there is sky.',
    }),
    tokens: z
      .number()
      .int()
      .min(1)
      .max(100_000)
      .meta({ description: 'How finely the network looks: its input `num_tokens`.', absent: 'it has no such input' })
      .optional(),
  })
  .refine(({ shortSide, sideMultiple }) => shortSide % sideMultiple === 0, {
    path: ['shortSide'],
    message: 'not a multiple of sideMultiple',
  })
  .meta({ description: 'What the network wants of a picture, and what its answer means.' })
export type DepthFacts = z.infer<typeof depthFactsSchema>

const { format, formatVersion, id, version, name, licence, credits } = packFactsSchema.shape

/** `pack.json` of a pack of the family `depth`: one network that estimates the depth of every board. */
export const depthPackManifestSchema = z
  .strictObject({
    format,
    formatVersion,
    id,
    version,
    family: z.literal(depthFamily).meta({ description: 'Says that the pack is a network for depth.' }),
    name,
    components: z
      .strictObject({ depth: packComponentSchema.meta({ description: 'The network.' }) })
      .meta({ description: 'The network, whose inputs and outputs may have any names.' }),
    depth: depthFactsSchema,
    licence,
    credits,
  })
  .superRefine(({ components, depth }, context) => {
    const found = depthInterface(components.depth, depth)
    if ('misfit' in found) context.addIssue({ code: 'custom', path: ['components', 'depth'], message: found.misfit })
  })
export type DepthPackManifest = z.infer<typeof depthPackManifestSchema>
