import type { StudioTextKey } from '../../../../core/texts/studio/texts.ts'
import { frameNumber } from './time-scale.ts'

/** What the picture says of its frame, as a text and its values: a frame of the shot, or one of its handles. */
export function frameCount(
  frame: number,
  durationFrames: number,
): { readonly key: StudioTextKey; readonly values: Readonly<Record<string, number>> } {
  const number = frameNumber(frame)
  return frame < 0 || frame >= durationFrames
    ? { key: 'camera.frame-handle', values: { frame: number } }
    : { key: 'camera.frame-of', values: { frame: number, count: durationFrames } }
}
