import { z } from 'zod'
import { cameraPathSchema } from '../../camera/path-schema.ts'
import { haveUniqueIds, idSchema, mediaPathSchema, nameSchema, positiveLengthSchema } from './values.ts'

/** Farthest that a key may lie from the board's camera, in subject distances; keeps every pose finite in float32. */
const maxKeyDistance = 1e6

const filmPathSchema = cameraPathSchema.refine(
  ({ keys }) => keys.every(({ position }) => position.every((value) => Math.abs(value) <= maxKeyDistance)),
  { path: ['keys'], message: 'has a key too far away' },
)

const pixelsSchema = z.number().int().min(1).max(100_000)

/** A named camera move laid over the path, with its own keys relative to the camera under it. */
const cameraLayerSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  enabled: z.boolean(),
  path: filmPathSchema,
})
export type CameraLayer = z.infer<typeof cameraLayerSchema>

/**
 * Where a shot's cameras come from. `keys`: the editor's path and the layers over it. `file`: an imported pose file; its
 * lengths divided by `unitsPerSubjectDistance` are subject distances, its intrinsics count at `poseSize`, or at square
 * pixels when null.
 */
export const shotCameraSchema = z.discriminatedUnion('source', [
  z.strictObject({
    source: z.literal('keys'),
    path: filmPathSchema,
    layers: z.array(cameraLayerSchema).max(32).refine(haveUniqueIds, 'has two layers with one id'),
  }),
  z.strictObject({
    source: z.literal('file'),
    file: mediaPathSchema,
    unitsPerSubjectDistance: positiveLengthSchema,
    poseSize: z.strictObject({ width: pixelsSchema, height: pixelsSchema }).nullable(),
  }),
])
export type ShotCamera = z.infer<typeof shotCameraSchema>
