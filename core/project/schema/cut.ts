import { z } from 'zod'
import { durationOf } from '../../timeline/range.ts'
import {
  frameCountSchema,
  frameRangeSchema,
  frameSchema,
  haveUniqueIds,
  idSchema,
  markerSchema,
  maxFrames,
  mediaPathSchema,
  nameSchema,
} from './values.ts'

const markersSchema = z.array(markerSchema).max(1000).refine(haveUniqueIds, 'has two markers with one id')

/**
 * Part of a shot. `source` counts in the shot's frames, 0 its first; negative frames are its head handle, frames from its
 * duration on its tail handle. Markers count in the same frames, so that they stay on the picture when trimmed.
 */
const cutClipSchema = z.strictObject({
  kind: z.literal('clip'),
  id: idSchema,
  shotId: idSchema,
  source: frameRangeSchema,
  markers: markersSchema,
})
export type CutClip = z.infer<typeof cutClipSchema>

const cutItemSchema = z.discriminatedUnion('kind', [
  cutClipSchema,
  z.strictObject({ kind: z.literal('gap'), id: idSchema, durationFrames: frameCountSchema }),
  /** Over the cut between two clips; see core/timeline/layout.ts. */
  z.strictObject({
    kind: z.literal('dissolve'),
    id: idSchema,
    inFrames: z.number().int().min(0).max(1000),
    outFrames: z.number().int().min(0).max(1000),
  }),
])
export type CutItem = z.infer<typeof cutItemSchema>

/** Sound counts its source in samples at 48 kHz, the rate that every sound is kept at. */
const soundClipSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  media: mediaPathSchema,
  recordStartFrame: z.number().int().min(0).max(maxFrames),
  durationFrames: frameCountSchema,
  sourceStartSample: z
    .number()
    .int()
    .min(0)
    .max(48_000 * 86_400 * 7),
  gainDb: z.number().min(-96).max(24),
})
export type SoundClip = z.infer<typeof soundClipSchema>

const soundTrackSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  muted: z.boolean(),
  gainDb: z.number().min(-96).max(24),
  clips: z
    .array(soundClipSchema)
    .max(2000)
    .refine(haveUniqueIds, 'has two clips with one id')
    .refine(
      (clips) => clips.every((clip, index) => index === 0 || clip.recordStartFrame >= endOf(clips[index - 1]!)),
      'has clips that overlap or are out of order',
    ),
})

function endOf(clip: SoundClip): number {
  return clip.recordStartFrame + clip.durationFrames
}

/** The film's cut: one picture track, sound tracks, markers. */
export const cutSchema = z.strictObject({
  /** Frame number that the first frame's timecode shows, e.g. 86400 for 01:00:00:00 at 24. */
  startFrame: frameSchema,
  dropFrame: z.boolean(),
  items: z
    .array(cutItemSchema)
    .max(5000)
    .refine(haveUniqueIds, 'has two items with one id')
    .refine(dissolvesFit, 'has a dissolve that is not between two clips or is longer than they are'),
  markers: markersSchema,
  soundTracks: z.array(soundTrackSchema).max(32).refine(haveUniqueIds, 'has two tracks with one id'),
})
export type Cut = z.infer<typeof cutSchema>

/** True when each dissolve has a clip on both sides, and no clip is dissolved for longer than it lasts. */
export function dissolvesFit(items: readonly CutItem[]): boolean {
  return items.every((item, index) => {
    const before = items[index - 1]
    const after = items[index + 1]
    if (item.kind === 'dissolve') return before?.kind === 'clip' && after?.kind === 'clip'
    const leadIn = before?.kind === 'dissolve' ? before.outFrames : 0
    const leadOut = after?.kind === 'dissolve' ? after.inFrames : 0
    return item.kind === 'gap' || leadIn + leadOut <= durationOf(item.source)
  })
}
