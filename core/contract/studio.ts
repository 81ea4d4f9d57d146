import { z } from 'zod'
import { MOVE_NAMES } from '../camera/move-names.ts'
import { packedHistorySchema } from '../project/film-history.ts'
import { filmSchema } from '../project/schema/film.ts'
import { idSchema, mediaPathSchema } from '../project/schema/values.ts'
import { controlValuesSchema, packControlsSchema } from './controls.ts'
import { frameRateSchema, rasterSchema, rayLayoutSchema } from './generation.ts'
import { memoryCostSchema, providerSchema } from './inference.ts'
import { obedienceSummarySchema } from './obedience.ts'
import { recoverySchema } from './recovery.ts'
import type { StudioErrorData } from './errors.ts'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const pixels = z.number().int().min(1).max(100_000)
const size = z.strictObject({ width: pixels, height: pixels })

/** An expected failure inside a value: its words are in core/texts. */
const problemSchema = z.custom<StudioErrorData>(
  (value) => typeof value === 'object' && value !== null && 'code' in value && 'details' in value,
)

/** A finished take of the open project, as lists and players need it. */
export const takeSummarySchema = z.strictObject({
  id: idSchema,
  /** The shot it was made for; null for a take that does not say. */
  shotId: idSchema.nullable(),
  /** The move that was made in place of the shot's own camera, as a user writes it; left out where none was. */
  shotMove: z.string().optional(),
  /** Milliseconds since 1970. */
  madeAt: z.number(),
  /** Film frames, handles included; `headFrames` of them lie before the shot's frame 0. */
  frames: z.number().int().min(1),
  headFrames: z.number().int().min(0),
  rate: frameRateSchema,
  /** Of the written frames. */
  size,
  /** The part of each frame that is delivered, in pixels of `size`. */
  deliveryBox: z.strictObject({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
  seed: z.number(),
  steps: z.number(),
  cache: z.enum(['on', 'off']),
  /** What was set of a model with controls of its own, the way of the frames between its own among it. */
  controls: controlValuesSchema.optional(),
  pack: z.strictObject({ id: z.string(), version: z.string() }),
  provider: providerSchema,
  /** Wall time of the generation. */
  milliseconds: z.number(),
  /** Mean part of its frames that the board covers, 0..1; null with the cache off. */
  coverage: z.number().nullable(),
  /** What it was made from: a shot whose spec differs in these has changed since. */
  pluckerSha256: sha256,
  pictureSha256: sha256,
  depthSha256: sha256,
  boardIntrinsics: z.array(z.number()).length(4),
  /** The part of the model's frame that is delivered, in pixels of the model size. */
  deliveredPart: z.strictObject({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
  /** What its camera does, in film terms, the largest first; none for a camera that stands. */
  moves: z
    .array(z.strictObject({ name: z.enum(MOVE_NAMES), amount: z.number() }))
    .max(2)
    .optional(),
  /** How well it obeys its camera; left out until that is measured. */
  obedience: obedienceSummarySchema.optional(),
})
export type TakeSummary = z.infer<typeof takeSummarySchema>

/** An open project: everything the window starts from. */
export const openedProjectSchema = z.strictObject({
  /** Names this opening in calls and media addresses: 16 hexadecimal digits. */
  id: z.string().regex(/^[0-9a-f]{16}$/),
  /** Names its folder, the same at each opening: jobs outlive an opening, and a copy of a project has shots of the same ids. */
  folderId: z.string().regex(/^[0-9a-f]{16}$/),
  /** Where it lies, for people: the folder's path, the home folder shortened to `~`. */
  place: z.string(),
  /** False when another program has it open for writing, or its folder cannot be written. */
  writable: z.boolean(),
  /** Why it is not writable. */
  readOnlyReason: problemSchema.nullable(),
  /** Edits since the last save that the journal brought back after a crash; 0 after an orderly end. */
  recoveredEdits: z.number().int().min(0),
  /** What the opening brought back and from where; null when all was as it should be. */
  recovery: recoverySchema.nullable(),
  /** What else was not as it should be, for the user: a damaged file that its backup stands in for, a damaged take. */
  notices: z.array(problemSchema),
  film: filmSchema,
  history: packedHistorySchema,
  takes: z.array(takeSummarySchema),
  /** Files in media that the film names and that are not there. */
  missingMedia: z.array(mediaPathSchema),
  /** What the window last saved of its workspace, not checked by main. */
  workspace: z.unknown(),
})
export type OpenedProject = z.infer<typeof openedProjectSchema>

/** Whether all edits are on the disk. `journaled` edits survive a crash; `saved` ones are in project.json. */
export const saveStateSchema = z.strictObject({
  state: z.enum(['saved', 'journaled', 'failed']),
  /** Why saving failed; it is tried again at the next edit and on request. With `saved`, what else happened to the file. */
  problem: problemSchema.nullable(),
})
export type SaveState = z.infer<typeof saveStateSchema>

/** A project in the list of recent ones. */
export const recentProjectSchema = z.strictObject({
  /** Names it in `project.open`. */
  id: z.string(),
  name: z.string(),
  place: z.string(),
  openedAt: z.number(),
  shots: z.number().int(),
  /** False when its folder is gone, e.g. on a disk that is not there. */
  found: z.boolean(),
})
export type RecentProject = z.infer<typeof recentProjectSchema>

/** A board's picture and depth as a model of that size gets them, exactly; rasters are fetched by `rasterUrl`. */
export const preparedBoardSchema = z.strictObject({
  size,
  /** The delivered part in pixels of `size`. */
  deliveryBox: z.strictObject({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
  picture: rasterSchema,
  depth: rasterSchema,
})
export type PreparedBoard = z.infer<typeof preparedBoardSchema>

/** A model pack as the inspector needs it. */
export const packSummarySchema = z.strictObject({
  id: z.string(),
  version: z.string(),
  name: z.string(),
  origin: z.enum(['embedded', 'user']),
  /** What kind of model it is: the pipeline that runs it. */
  family: z.string(),
  manifestSha256: sha256,
  rayLayout: rayLayoutSchema,
  steps: z.strictObject({ draft: z.number(), standard: z.number(), fine: z.number() }),
  sizes: z.array(size).min(1),
  frames: z.strictObject({ min: z.number(), max: z.number(), default: z.number() }),
  trainedRange: z.strictObject({
    maxRotationDegrees: z.number(),
    maxTranslation: z.number(),
    minFovXDegrees: z.number(),
    maxFovXDegrees: z.number(),
  }),
  memory: z.strictObject({ baseBytes: z.number(), perPixelFrameBytes: z.number() }),
  /** What takes cost on this machine by what they run on, as far as anybody knows. */
  memoryCosts: z.partialRecord(providerSchema, memoryCostSchema).optional(),
  /** What the user may set beside steps and seed; packs without it have the 3D cache to switch. */
  controls: packControlsSchema.optional(),
  /** Whether the depth of boards can be estimated: by a network of its own, or by one that the user has added. */
  estimatesDepth: z.boolean(),
  licence: z.string(),
})
export type PackSummary = z.infer<typeof packSummarySchema>

/** What this machine can run on. `pending` while the probe still runs. */
export const providerStateSchema = z.strictObject({
  state: z.enum(['pending', 'known']),
  chosen: providerSchema.nullable(),
  tried: z.array(
    z.strictObject({
      provider: providerSchema,
      works: z.boolean(),
      reason: z.string(),
      milliseconds: z.number().nullable(),
    }),
  ),
  /** Memory there is for takes on what was chosen: of the machine, or the container around the app, or of the card. */
  memoryBytes: z.number().nullable(),
})
export type ProviderState = z.infer<typeof providerStateSchema>

/** Keys as people know them from a program. */
export const keyPresetSchema = z.enum(['studio', 'premiere', 'resolve', 'avid', 'blender', 'unreal'])
export type KeyPreset = z.infer<typeof keyPresetSchema>

/** Settings of the user on this machine. */
export const settingsSchema = z.strictObject({
  /** Null follows the system. */
  language: z.enum(['en', 'ko']).nullable(),
  provider: providerSchema.nullable(),
  reducedMotion: z.boolean(),
  keys: keyPresetSchema,
  /** The program that boards are painted in, an absolute path; null leaves it to the system. */
  paintProgram: z.string().min(1).max(4096).nullable(),
})
export type Settings = z.infer<typeof settingsSchema>
