import { z } from 'zod'
import type { Failure } from '../contract/errors.ts'
import { idSchema, nameSchema } from '../project/schema/values.ts'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const milliseconds = z.number().min(0)
const count = z.number().int().min(0)
const extent = z.number().int().min(1).max(100_000)

/** What the time of a generation depends on, besides the model and the machine. */
const workSchema = z.strictObject({
  /** Model size in pixels. */
  width: extent,
  height: extent,
  /** The model's own samples, each of which goes through every step. */
  sampleFrames: extent,
  steps: extent,
  /** Film frames, each of which is drawn once. */
  frames: extent,
})
export type GenerationWork = z.infer<typeof workSchema>

/** `waiting` and `running` jobs are unfinished; all others have ended. */
const queuedJobStates = ['waiting', 'running', 'done', 'failed', 'canceled'] as const

/** One take to be made, with everything that making it needs, in any program of the app and after any end of it. */
export const queuedJobSchema = z.strictObject({
  id: z.uuid(),
  /** Absolute. */
  projectFolder: z.string().min(1).max(4096),
  shotId: idSchema,
  /** Names as they were when it was queued, for people. */
  filmName: nameSchema,
  shotName: nameSchema,
  seed: z.number().int().min(0).max(0xffffffff),
  /** The move that stands in for the shot's own camera, as a user writes it; none where it is empty. */
  move: z.string().max(1000).default(''),
  /** Names the rest of what is made: the SHA-256 of a recipe that lies beside the list. */
  recipe: sha256,
  pack: z.strictObject({ id: z.string().min(1), version: z.string().min(1), manifestSha256: sha256 }),
  work: workSchema,
  /** Milliseconds since 1970. */
  addedAt: milliseconds,
  state: z.enum(queuedJobStates),
  /** The program in which it waited has ended: it waits until the user says that it is still wanted. */
  held: z.boolean(),
  /** How often the program that made it was killed. */
  interruptions: count,
  /** Milliseconds since 1970; null before it first ran. */
  startedAt: milliseconds.nullable(),
  endedAt: milliseconds.nullable(),
  /** Of the take that is being made or was: chosen before, so that after a kill nobody makes it twice. */
  takeId: idSchema.nullable(),
  /** Which program runs it; null unless it runs. */
  runner: z.string().min(1).max(100).nullable(),
  /** What that program has been asked to do with it. */
  stop: z.enum(['no', 'cancel', 'return']),
  /** Why a failed job failed. */
  failure: z.custom<Failure>((value) => typeof value === 'object' && value !== null && 'kind' in value).nullable(),
})
export type QueuedJob = z.infer<typeof queuedJobSchema>

/** How fast this machine was with a model, once. */
export const paceSchema = z.strictObject({
  manifestSha256: sha256,
  /** See `workUnits`. */
  millisecondsPerUnit: z.number().gt(0),
  /** Milliseconds since 1970. */
  at: milliseconds,
})

/** Weeks of work. Every program that shows the queue holds all of them. */
export const mostJobs = 20_000

/** The machine's queue: jobs in the order in which they run, those that have ended among them. */
export const jobListSchema = z.strictObject({
  format: z.literal('craneshot-queue'),
  version: z.literal(1),
  /** No waiting job begins. */
  paused: z.boolean(),
  jobs: z.array(queuedJobSchema).max(mostJobs),
  /** The latest last. */
  paces: z.array(paceSchema).max(1000),
})
export type JobList = z.infer<typeof jobListSchema>

export const emptyJobList: JobList = { format: 'craneshot-queue', version: 1, paused: false, jobs: [], paces: [] }
