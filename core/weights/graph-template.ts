import { z } from 'zod'
import { StudioError } from '../contract/errors.ts'
import type { Result } from '../contract/result.ts'

/** Where a user's weights come from: a part of the downloaded model, or a file beside it. */
const sourceName = z.string().regex(/^[a-z][a-z0-9_]*$/)
/** A number, or a word for an extent that the user's file decides, the same wherever the word stands. */
const extent = z.union([z.number().int().min(1), z.string().regex(/^[a-z][a-z0-9_]*$/)])

const initializerSchema = z.strictObject({
  /** Of the graph's initializer. */
  name: z.string().min(1),
  source: sourceName,
  /** The tensor's name in the user's file, and its extents there. */
  key: z.string().min(1),
  shape: z.array(extent),
})
export type TemplateInitializer = z.infer<typeof initializerSchema>

const templateSchema = z.strictObject({
  format: z.literal('craneshot-template'),
  formatVersion: z.literal(1),
  family: z.string().min(1),
  components: z.record(
    z.string(),
    z.strictObject({ file: z.string().regex(/^[a-z0-9_]+\.onnx$/), initializers: z.array(initializerSchema) }),
  ),
  /** The manifest of the pack that comes out, without components and credits. */
  pack: z.looseObject({ id: z.string().min(1), name: z.string().min(1), version: z.string().min(1) }),
})

/** `template.json`: what the graphs without weights of one model need to become a pack. */
export type GraphTemplate = z.infer<typeof templateSchema>

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
  const parsed = templateSchema.safeParse(json)
  if (parsed.success) return { ok: true, value: parsed.data }
  const issue = parsed.error.issues[0]
  return refuse(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
}
