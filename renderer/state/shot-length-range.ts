import { maxHandleFrames, maxShotFrames } from '../../core/project/schema/values.ts'

/** Frames that a shot can have, for the fields of every workspace: one that took fewer would cut a shot down. */
export const shotLengthRange = { min: 1, max: maxShotFrames } as const

/** Frames that a handle can have. */
export const handleLengthRange = { min: 0, max: maxHandleFrames } as const
