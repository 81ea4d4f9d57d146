import { z } from 'zod'
import { depthPresets } from './depth-presets.ts'
import type { StudioErrorData } from './errors.ts'

const nothing = z.strictObject({})
const word = z.string().max(100)

function call<Input extends z.ZodType, Output extends z.ZodType>(input: Input, output: Output) {
  return { input, output }
}

/** A model that is installed, or what is left of one. */
const installedModelSchema = z.strictObject({
  /** Of a damaged one its folder's name. */
  id: z.string(),
  name: z.string(),
  /** Null where it is too damaged to tell. */
  version: z.string().nullable(),
  licence: z.string().nullable(),
  origin: z.enum(['embedded', 'user']),
  /** It makes no shots, but estimates the depth of every board. */
  servesBoards: z.boolean(),
  /** Why it cannot be used; null when it can. */
  problem: z
    .custom<StudioErrorData>((value) => typeof value === 'object' && value !== null && 'code' in value)
    .nullable(),
})
export type InstalledModel = z.infer<typeof installedModelSchema>

const removalSchema = z.strictObject({
  /** Of files that have no other name: the disk gets these back. */
  freedBytes: z.number(),
  /** Of files that have another name on the disk, as downloads do: nothing happens to those. */
  keptBytes: z.number(),
})
export type ModelRemoval = z.infer<typeof removalSchema>

/** The calls that add and remove models; part of the table of calls. */
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
  /** Asks for the ONNX file of a depth network and keeps it for `model.addNetwork`. Its name, or null. */
  'model.chooseNetwork': call(nothing, z.string().nullable()),
  /** Takes it in as a network of that class, null as what its graph looks like; told of as `model.add` is. */
  'model.addNetwork': call(
    z.strictObject({ preset: z.enum(Object.keys(depthPresets)).nullable(), overwrite: z.boolean() }),
    z.strictObject({ id: z.string(), name: z.string() }),
  ),
  /** Ends that task, which answers as canceled. */
  'model.cancel': call(nothing, nothing),
  /** All that is installed, damaged ones too, the embedded model first. */
  'model.list': call(nothing, z.array(installedModelSchema)),
  /** What removing a model would do; refused where it cannot be removed now. */
  'model.removal': call(z.strictObject({ id: word }), removalSchema),
  /** Removes a model that the user has added, after which the event `packs` tells of those that are left. */
  'model.remove': call(z.strictObject({ id: word }), removalSchema),
} as const
