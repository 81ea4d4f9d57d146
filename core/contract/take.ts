import { z } from 'zod'
import { cameraPathSchema } from '../camera/path-schema.ts'
import { depthOperationSchema } from './depth-operation.ts'
import { generationSpecSchema } from './generation.ts'
import { providerSchema, threadsSchema } from './inference.ts'
import { cropBoxSchema } from './media.ts'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const pixels = z.number().int().min(1).max(100_000)

/** A file beside take.json: a name, never a path, so that a take can be moved, sent and opened elsewhere. */
const besideSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/)

/** A user's file, by name and content; where it lay is nobody else's business. */
const sourceFileSchema = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(255)
    .regex(/^[^/\\]+$/),
  sha256,
})

/** Longest text of a camera move. */
export const maximumMoveLetters = 1000

const poseFileFields = {
  file: sourceFileSchema,
  poseSize: z.strictObject({ width: pixels, height: pixels }).nullable(),
  unitsPerSubjectDistance: z.number().gt(0),
}

const cameraRecordSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('move'),
    text: z.string().min(1).max(maximumMoveLetters),
    focalLengthMm: z.number().gt(0),
    /** The move was made a loop. */
    loops: z.boolean().optional(),
  }),
  z.strictObject({ kind: z.literal('path'), ...poseFileFields }),
  /** A shot of a film: its own path, or the poses of an imported file. */
  z.strictObject({
    kind: z.literal('shot'),
    camera: z.discriminatedUnion('source', [
      z.strictObject({
        source: z.literal('keys'),
        path: cameraPathSchema,
        /** Frame at which the camera is the board's, and the lens that the board is taken to have. */
        anchorFrame: z.number().int(),
        boardFocalLengthMm: z.number().gt(0),
      }),
      z.strictObject({ source: z.literal('file'), ...poseFileFields }),
    ]),
  }),
])
export type CameraRecord = z.infer<typeof cameraRecordSchema>

/** The shot of a film that a take was made for. */
const takenShotSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  name: z.string().max(200),
  /** Frames of the take before the shot's frame 0. */
  headFrames: z.number().int().min(0),
  /** The move that was made in place of the shot's own camera, as a user writes it. */
  move: z.string().min(1).max(maximumMoveLetters).optional(),
})

const deliveryBoxSchema = z.strictObject({
  x: z.number().min(0),
  y: z.number().min(0),
  width: z.number().gt(0),
  height: z.number().gt(0),
})

/** What was done to a raster before the model got it. */
const operationsSchema = z.array(depthOperationSchema)

const depthSourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('flat') }),
  z.strictObject({ kind: z.literal('ground'), horizon: z.number().min(0).max(1) }),
  z.strictObject({ kind: z.literal('file'), file: sourceFileSchema, operations: operationsSchema.optional() }),
  /**
   * By a pack's depth network, the hash that of its manifest. A film keeps its raster as a file; the command line
   * estimates it anew.
   */
  z.strictObject({
    kind: z.literal('estimated'),
    pack: z.strictObject({ id: z.string().min(1), version: z.string().min(1), manifestSha256: sha256.optional() }),
    file: sourceFileSchema.optional(),
    operations: operationsSchema.optional(),
  }),
])
export type DepthSource = z.infer<typeof depthSourceSchema>

/**
 * take.json: the whole recipe of a take and what came of it. It is written last, so a folder without it is an aborted
 * run. Together with `files.picture`, `files.depth` and the model pack it makes the same frames again.
 */
export const takeSchema = z.strictObject({
  format: z.literal('craneshot-take'),
  version: z.literal(1),
  /** Null or absent for a take of the command line's generate. */
  shot: takenShotSchema.nullable().optional(),
  /** Milliseconds since 1970. */
  madeAt: z.number().min(0).optional(),
  /**
   * The part of each frame that is delivered, in pixels of the spec's size; all of it where it is left out, as always
   * where the spec itself says what is delivered.
   */
  deliveryBox: deliveryBoxSchema.optional(),
  spec: generationSpecSchema,
  /** Where the spec's numbers came from, for people. */
  source: z.strictObject({
    picture: z.strictObject({ file: sourceFileSchema, width: pixels, height: pixels, crop: cropBoxSchema }),
    camera: cameraRecordSchema,
    depth: depthSourceSchema,
  }),
  files: z.strictObject({
    /** The picture as the model saw it, PNG. */
    picture: besideSchema,
    /** z-depth exactly as the model got it, .npy float32 `[height, width]`, subject distances. */
    depth: besideSchema,
    /** Film order; the hash is that of the raw 8-bit RGB pixels, so that no PNG writer's version matters. */
    frames: z.array(z.strictObject({ name: besideSchema, pixelsSha256: sha256 })).min(1),
    /** Each frame's z-depth where it was asked for, OpenEXR with the float channel Z, subject distances, film order. */
    depthFrames: z.array(besideSchema).optional(),
    movie: besideSchema.nullable(),
    timeline: besideSchema,
  }),
  /** Part of each frame that the cache covers, 0..1; empty when the cache is off. */
  coverage: z.array(z.number().min(0).max(1)),
  run: z.strictObject({
    craneshot: z.string().min(1),
    onnxruntime: z.string().min(1),
    node: z.string().min(1),
    platform: z.string().min(1),
    provider: providerSchema,
    providerReason: z.string().min(1),
    threads: threadsSchema,
    stageMilliseconds: z.record(z.string(), z.number().min(0)),
    peakMemoryBytes: z.number().min(0),
  }),
  /**
   * What the same recipe gives: the same bits on the same machine, provider and thread count; at least that many dB
   * elsewhere.
   */
  promise: z.strictObject({ sameRun: z.literal('identical'), elsewhereDecibels: z.literal(45) }),
})
export type Take = z.infer<typeof takeSchema>

/** File names inside a take's folder; frames are `frame_0000.png` and on, their depth `depth_0000.exr` and on. */
export const takeFileNames = {
  recipe: 'take.json',
  picture: 'picture.png',
  depth: 'depth.npy',
  movie: 'clip.mp4',
  timeline: 'cut.otio',
  /** Measured of the take's frames, and no part of its recipe; see `contract/obedience.ts`. */
  obedience: 'obedience.json',
} as const

/** Name of a frame by its film index, at least four digits. */
export function frameFileName(index: number): string {
  return `frame_${String(index).padStart(4, '0')}.png`
}

/** Name of a frame's depth by its film index, at least four digits. */
export function depthFrameFileName(index: number): string {
  return `depth_${String(index).padStart(4, '0')}.exr`
}

/** True for a name that a take's folder may hold. */
export function isTakeFileName(name: string): boolean {
  return (
    /^(frame_\d{4,}\.png|depth_\d{4,}\.exr)$/.test(name) || (Object.values(takeFileNames) as string[]).includes(name)
  )
}
