import { z } from 'zod'
import { mediaPathSchema } from '../project/schema/values.ts'
import { soundRate } from './media.ts'

/** The longest sound that is recorded at once. */
export const maximumRecordingMinutes = 30

/** Samples that a recording may have. */
export const maximumRecordingSamples = maximumRecordingMinutes * 60 * soundRate

/** Bytes of a sample: 16-bit, one channel. */
export const recordedSampleBytes = 2

/** A second or two of a recording. */
const maximumPieceBytes = 4 * soundRate * recordedSampleBytes

/** A piece of a recording: 16-bit little-endian samples of one channel at 48 kHz. */
export const recordedPieceSchema = z.custom<Uint8Array>(
  (value) =>
    value instanceof Uint8Array && value.length <= maximumPieceBytes && value.length % recordedSampleBytes === 0,
)

/** A recording that was kept, as media of the project. */
export const recordedSoundSchema = z.strictObject({
  media: mediaPathSchema,
  durationSamples: z.number().int().min(1),
})
export type RecordedSound = z.infer<typeof recordedSoundSchema>
