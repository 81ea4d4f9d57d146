import { z } from 'zod'

const nothing = z.strictObject({})
const word = z.string().max(100)

function call<Input extends z.ZodType, Output extends z.ZodType>(input: Input, output: Output) {
  return { input, output }
}

/** The calls that add models; part of the table of calls. */
export const modelCalls = {
  /**
   * Asks for the folder or file of one of a family's downloads and keeps it for `model.add`. Its own name, or null when
   * the dialog was closed.
   */
  'model.choose': call(z.strictObject({ family: word, option: word }), z.string().nullable()),
  /** Makes a pack of what was chosen; without a precision the one for this machine. Events `model-task` and `packs` tell of it. */
  'model.add': call(
    z.strictObject({
      family: word,
      precision: z.enum(['full', 'half']).nullable(),
      copy: z.boolean(),
      overwrite: z.boolean(),
    }),
    z.strictObject({ id: z.string(), name: z.string() }),
  ),
  /** Ends that task, which answers as canceled. */
  'model.cancel': call(nothing, nothing),
} as const
