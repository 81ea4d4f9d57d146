import { z } from 'zod'
import { controlValuesSchema } from '../../contract/controls.ts'
import { shotCameraSchema } from './camera.ts'
import {
  frameSchema,
  haveUniqueIds,
  idSchema,
  lengthSchema,
  maxHandleFrames,
  maxShotFrames,
  nameSchema,
  noteSchema,
  orientationSchema,
  positionSchema,
  positiveLengthSchema,
} from './values.ts'

/** A board at a frame of the shot. Only the last may be the end board, the picture the shot arrives at. */
const boardUseSchema = z.strictObject({
  boardId: idSchema,
  frame: z.number().int().min(0).max(maxShotFrames),
  role: z.enum(['start', 'through', 'end']),
})
export type BoardUse = z.infer<typeof boardUseSchema>

/** Something that moves in the shot, as a box of given size with a track in the shot's frames. */
const subjectSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  size: z.tuple([positiveLengthSchema, positiveLengthSchema, positiveLengthSchema]),
  track: z
    .array(z.strictObject({ frame: frameSchema, position: positionSchema, orientation: orientationSchema }))
    .min(1)
    .max(10_000)
    .refine((keys) => keys.every((key, index) => index === 0 || key.frame > keys[index - 1]!.frame), 'runs backwards'),
})

/** How the shot is made; null leaves it to the pack. */
const generationSchema = z.strictObject({
  packId: z.string().min(1).max(200).nullable(),
  seed: z.number().int().min(0).max(0xffffffff),
  steps: z.number().int().min(1).max(200).nullable(),
  sampleFrames: z.number().int().min(1).max(1024).nullable(),
  cache: z.enum(['on', 'off']),
  /** What else is set of a pack that has such controls. */
  controls: controlValuesSchema.optional(),
})

/** What the user thinks of a take; the take itself is a folder beside the film. */
const takeMarkSchema = z.strictObject({
  takeId: idSchema,
  stars: z.number().int().min(0).max(5),
  rejected: z.boolean(),
  note: noteSchema,
})
export type TakeMark = z.infer<typeof takeMarkSchema>

export const shotSchema = z
  .strictObject({
    id: idSchema,
    name: nameSchema,
    note: noteSchema,
    /** What is said and what happens, for the people who read the storyboard. Version 1 had neither, nor groups. */
    dialogue: noteSchema.default(''),
    action: noteSchema.default(''),
    sceneId: idSchema.nullable(),
    /** Shots of one scene with the same group belong together, e.g. a set-up; none where it is empty. */
    group: nameSchema.default(''),
    boards: z.array(boardUseSchema).min(1).max(16),
    /** N: the shot without its handles, in film frames. */
    durationFrames: z.number().int().min(1).max(maxShotFrames),
    /** Frames generated before the first and after the last, for dissolves and trims. */
    handles: z.strictObject({
      headFrames: z.number().int().min(0).max(maxHandleFrames),
      tailFrames: z.number().int().min(0).max(maxHandleFrames),
    }),
    /** Frame at which the camera is the first board's; beside the shot where it is a part of a longer one. */
    anchorFrame: z.number().int().min(-maxShotFrames).max(maxShotFrames),
    camera: shotCameraSchema,
    subjects: z.array(subjectSchema).max(64).refine(haveUniqueIds, 'has two subjects with one id'),
    prompt: z.string().max(4000),
    generation: generationSchema,
    chosenTakeId: idSchema.nullable(),
    takeMarks: z
      .array(takeMarkSchema)
      .max(10_000)
      .refine((marks) => haveUniqueIds(marks.map(({ takeId }) => ({ id: takeId }))), 'marks one take twice'),
  })
  .refine(({ boards }) => areInOrder(boards), { path: ['boards'], message: 'are not in order of their frames' })
  .refine(({ boards, durationFrames }) => boards.every(({ frame }) => frame < durationFrames), {
    path: ['boards'],
    message: 'has a board beyond the last frame',
  })
  .refine(({ boards }) => haveRolesInPlace(boards), {
    path: ['boards'],
    message: 'must begin with the start board, and only the last may be the end board',
  })
export type Shot = z.infer<typeof shotSchema>

function areInOrder(boards: readonly BoardUse[]): boolean {
  return boards.every(({ frame }, index) => index === 0 || frame > boards[index - 1]!.frame)
}

function haveRolesInPlace(boards: readonly BoardUse[]): boolean {
  return boards.every(({ role }, index) => {
    if (index === 0) return role === 'start'
    return role === 'through' || (role === 'end' && index === boards.length - 1)
  })
}

/** A place that several shots share: boards placed in one space. */
export const sceneSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  note: noteSchema,
  placements: z
    .array(
      z.strictObject({
        boardId: idSchema,
        position: positionSchema,
        orientation: orientationSchema,
        scale: lengthSchema.gt(0),
      }),
    )
    .max(256),
})
export type Scene = z.infer<typeof sceneSchema>
