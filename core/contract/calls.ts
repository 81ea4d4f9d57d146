import { z } from 'zod'
import { filmOperationSchema } from '../project/film-history.ts'
import { idSchema, mediaPathSchema } from '../project/schema/values.ts'
import { boardSheetOptionsSchema } from './board-sheet.ts'
import type { Failure } from './errors.ts'
import { exportOptionsSchema } from './export-options.ts'
import { generationSpecSchema } from './generation.ts'
import { importCalls } from './import-calls.ts'
import type { JobSnapshot, QueueState } from './jobs.ts'
import { modelCalls } from './model-calls.ts'
import { obedienceCalls } from './obedience-calls.ts'
import { queueCalls } from './queue-calls.ts'
import { safetyCalls } from './safety-calls.ts'
import { maximumMoveLetters } from './take.ts'
import { takeCalls } from './take-calls.ts'
import { recordedPieceSchema, recordedSoundSchema } from './recording.ts'
import {
  openedProjectSchema,
  packSummarySchema,
  preparedBoardSchema,
  providerStateSchema,
  recentProjectSchema,
  saveStateSchema,
  settingsSchema,
} from './studio.ts'

const nothing = z.strictObject({})
const projectId = z.string().regex(/^[0-9a-f]{16}$/)
const jobId = z.uuid()

const jobSnapshotSchema = z.custom<JobSnapshot>((value) => typeof value === 'object' && value !== null && 'id' in value)

function call<Input extends z.ZodType, Output extends z.ZodType>(input: Input, output: Output) {
  return { input, output }
}

/**
 * Every call from the window to main, with what goes in and what comes out. Main parses the input; the answer is
 * `{ ok: true, value }` or `{ ok: false, failure }`. Handlers, preload and client take their types from here.
 */
export const calls = {
  ...importCalls,
  ...safetyCalls,
  ...queueCalls,
  ...obedienceCalls,
  ...modelCalls,
  ...takeCalls,

  /** What the window needs before anything else; `project` is what is open already, or what was open last. */
  'app.start': call(
    nothing,
    z.strictObject({
      versions: z.strictObject({ craneshot: z.string(), electron: z.string(), onnxruntime: z.string() }),
      platform: z.enum(['linux', 'darwin', 'win32']),
      systemLanguage: z.enum(['en', 'ko']),
      settings: settingsSchema,
      packs: z.array(packSummarySchema),
      providers: providerStateSchema,
      jobs: z.array(jobSnapshotSchema),
      /** The machine's queue, to which the jobs of takes belong. */
      queue: z.custom<QueueState>((value) => typeof value === 'object' && value !== null && 'order' in value),
      project: openedProjectSchema.nullable(),
      /** Why the project that was open last could not be opened; `project` is null then. */
      projectFailure: z.custom<Failure>().nullable(),
    }),
  ),
  /** A program can only be taken away here: the user chooses one in a dialog of main's. */
  'settings.change': call(settingsSchema.extend({ paintProgram: z.null() }).partial(), settingsSchema),
  /** A bug in the window, for the log. */
  'log.bug': call(z.strictObject({ message: z.string().max(10_000), stack: z.string().max(100_000) }), nothing),

  'project.recent': call(nothing, z.array(recentProjectSchema)),
  /** A new, empty project in Documents/Craneshot, under a name that is free. */
  'project.create': call(z.strictObject({ name: z.string().max(200) }), openedProjectSchema),
  /**
   * Null when the user closed the dialog. Opening closes what was open, saved first. Where saving fails, main asks the
   * user; who will not lose the edits stays, which this call and `project.close` answer as canceled.
   */
  'project.open': call(
    z.discriminatedUnion('from', [
      z.strictObject({ from: z.literal('dialog') }),
      z.strictObject({ from: z.literal('recent'), id: z.string() }),
      /** A copy of the bundled sample, made at the first time. */
      z.strictObject({ from: z.literal('sample') }),
    ]),
    openedProjectSchema.nullable(),
  ),
  'project.close': call(z.strictObject({ projectId }), nothing),
  /**
   * Operations on the film in the order they happened. `first` is the number of the first one since the opening, counted
   * from 0, so that none is lost or done twice.
   */
  'project.operate': call(
    z.strictObject({
      projectId,
      first: z.number().int().min(0),
      operations: z.array(filmOperationSchema).min(1).max(1000),
    }),
    saveStateSchema,
  ),
  /** Writes project.json now. */
  'project.save': call(z.strictObject({ projectId }), saveStateSchema),
  /**
   * A copy of the whole project in a folder the user chooses, which is opened; null when the dialog was closed. The event
   * `copy` tells how far it is.
   */
  'project.saveCopy': call(z.strictObject({ projectId }), openedProjectSchema.nullable()),
  /** Ends the copy that is being saved, which leaves nothing and answers as canceled; does nothing when there is none. */
  'project.cancelCopy': call(nothing, nothing),
  'project.reveal': call(z.strictObject({ projectId }), nothing),
  /** What the window remembers beside the film: selection, playheads, layout. */
  'workspace.save': call(z.strictObject({ projectId, workspace: z.unknown() }), nothing),

  /**
   * Estimates the depth of whole boards in the background, as one job, and takes the rasters into the project; answers
   * when all are done. The film is not changed. Canceled with its job.
   */
  'depth.estimate': call(
    z.strictObject({ projectId, boardIds: z.array(idSchema).min(1).max(2000), packId: z.string() }),
    z.array(
      z.discriminatedUnion('ok', [
        z.strictObject({
          ok: z.literal(true),
          boardId: idSchema,
          media: mediaPathSchema,
          packId: z.string(),
          packVersion: z.string(),
        }),
        z.strictObject({ ok: z.literal(false), boardId: idSchema, failure: z.custom<Failure>() }),
      ]),
    ),
  ),
  /**
   * Opens the board's working copy in the paint program; what is saved there comes back by the event `board-painted`.
   */
  'paint.open': call(z.strictObject({ projectId, boardId: idSchema }), nothing),
  /** Asks for the program that boards are painted in; null when the dialog was closed. */
  'paint.chooseProgram': call(nothing, settingsSchema.nullable()),
  /** The board of the film as it is now, with depth, at the size that the pack makes for the film's format. */
  'board.prepare': call(z.strictObject({ projectId, boardId: idSchema, packId: z.string() }), preparedBoardSchema),

  /** Queues one generation per spec. Specs are compiled by the window from prepared boards; main checks their rasters. */
  'generation.start': call(
    z.strictObject({
      projectId,
      requests: z
        .array(
          z.strictObject({
            shotId: idSchema,
            boardId: idSchema,
            /** Frames of the spec before the shot's frame 0. */
            headFrames: z.number().int().min(0),
            /** The move in place of the shot's own camera that the spec is compiled with. */
            move: z.string().min(1).max(maximumMoveLetters).optional(),
            spec: generationSpecSchema,
          }),
        )
        .min(1)
        .max(1000),
    }),
    z.array(jobId),
  ),
  'job.cancel': call(z.strictObject({ id: jobId }), nothing),
  /** Takes an ended job off the list. */
  'job.dismiss': call(z.strictObject({ id: jobId }), nothing),
  /** Shows the files of an ended export in the system's file manager. */
  'job.reveal': call(z.strictObject({ id: jobId }), nothing),

  /** Moves the take's folder to the system's trash. */
  'take.remove': call(z.strictObject({ projectId, takeId: idSchema }), nothing),
  'take.reveal': call(z.strictObject({ projectId, takeId: idSchema }), nothing),

  /** Asks for a folder and queues the export of the film as main has it; null when the dialog was closed. */
  'export.start': call(z.strictObject({ projectId, options: exportOptionsSchema }), jobId.nullable()),
  /** Lets the window have the microphone until the recording's end, which one of the two last calls is. */
  'recording.begin': call(z.strictObject({ projectId }), nothing),
  'recording.append': call(z.strictObject({ projectId, samples: recordedPieceSchema }), nothing),
  /** Shuts the microphone; what was recorded becomes media of the project. The film is not changed. */
  'recording.keep': call(z.strictObject({ projectId }), recordedSoundSchema),
  /** Shuts the microphone; nothing stays. */
  'recording.discard': call(nothing, nothing),

  /** Asks for a folder and queues the film's storyboard as PDF, in the user's language; null when the dialog was closed. */
  'export.storyboard': call(z.strictObject({ projectId, options: boardSheetOptionsSchema }), jobId.nullable()),
  /** Asks for a place and writes small files made by the window: an embedding, a camera file. False when closed. */
  'file.save': call(
    z.strictObject({
      suggestedName: z.string().regex(/^[^/\\]{1,200}$/),
      kind: z.enum(['npy', 'json', 'txt', 'png']),
      bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    }),
    z.boolean(),
  ),
} as const

export type CallName = keyof typeof calls
export type CallInput<Name extends CallName> = z.infer<(typeof calls)[Name]['input']>
export type CallOutput<Name extends CallName> = z.infer<(typeof calls)[Name]['output']>

export type CallAnswer<Value = unknown> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: Failure }

/** One function for each call. `Sender` is whatever main knows of the window that asks. */
export type CallHandlers<Sender> = {
  readonly [Name in CallName]: (input: CallInput<Name>, sender: Sender) => Promise<CallOutput<Name>>
}
