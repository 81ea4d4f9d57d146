import { z } from 'zod'
import { StudioError } from '../contract/errors.ts'
import type { Result } from '../contract/result.ts'

/** Where a user's weights come from: a part of the downloaded model, or a file beside it. */
const sourceName = z.string().regex(/^[a-z][a-z0-9_]*$/)
/** A number, or a word for an extent that the user's file decides, the same wherever the word stands. */
const extent = z.union([z.number().int().min(1), z.string().regex(/^[a-z][a-z0-9_]*$/)])

const initializerSchema = z.strictObject({
  name: z.string().min(1).meta({ description: 'Of the graph’s initializer, which is external data without a place.' }),
  source: sourceName.meta({
    description: 'Which of the user’s files holds it, as core/weights/weight-sources.ts names them.',
    form: 'lower-case letters, digits and _',
  }),
  key: z
    .string()
    .min(1)
    .meta({ description: 'The tensor’s name in that file; dicts inside of a checkpoint come in front, with a dot.' }),
  shape: z.array(extent).meta({
    description:
      'Extents of the tensor in that file. A word is decided by the file, the same wherever the word stands.',
  }),
})
export type TemplateInitializer = z.infer<typeof initializerSchema>

export const graphTemplateSchema = z.strictObject({
  format: z.literal('craneshot-template').meta({ description: 'Says what the file is.' }),
  formatVersion: z.literal(1).meta({ description: 'Version of this format.' }),
  family: z.string().min(1).meta({ description: 'Of the pack that comes out.' }),
  components: z
    .record(
      z.string(),
      z.strictObject({
        file: z
          .string()
          .regex(/^[a-z0-9_]+\.onnx$/)
          .meta({ description: 'The graph without weights.', form: 'lower-case letters, digits and _, then .onnx' }),
        initializers: z.array(initializerSchema).meta({ description: 'Where each of its weights comes from.' }),
      }),
    )
    .meta({ description: 'The networks, by the names that the family gives them.', key: 'NAME' }),
  pack: z
    .looseObject({
      id: z.string().min(1).meta({ description: 'As in pack.json.' }),
      name: z.string().min(1).meta({ description: 'As in pack.json.' }),
      version: z.string().min(1).meta({ description: 'As in pack.json.' }),
    })
    .meta({
      description:
        'The pack.json that comes out, without format, components and credits: those are written when the pack is made.',
    }),
})

/** `template.json`: what the graphs without weights of one model need to become a pack. */
export type GraphTemplate = z.infer<typeof graphTemplateSchema>

/**
 * A template from the text of its template.json.
 * @param file how messages name it
 * @returns `weights.template`
 */
export function parseGraphTemplate(text: string, file: string): Result<GraphTemplate> {
  const refuse = (reason: string): { ok: false; error: StudioError } => {
    return { ok: false, error: new StudioError('weights.template', { file, reason }) }
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return refuse('it is no JSON')
  }
  const parsed = graphTemplateSchema.safeParse(json)
  if (parsed.success) return { ok: true, value: parsed.data }
  const issue = parsed.error.issues[0]
  return refuse(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
}
