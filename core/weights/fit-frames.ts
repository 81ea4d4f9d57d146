import type { GraphTemplate } from './graph-template.ts'

/** The word for the number of frames in the shapes of templates. */
export const FRAMES_WORD = 'frames'

/**
 * The facts of a pack whose weights make clips of so many frames. A template is written for one number; weights for
 * another one, of which the same graphs are made, become a model of their own.
 * @param frames that the weights were found to be for, or undefined where the template does not ask
 */
export function fitFrames(pack: GraphTemplate['pack'], frames: number | undefined): GraphTemplate['pack'] {
  const range = pack['frames'] as Readonly<Record<string, unknown>> | undefined
  if (frames === undefined || typeof range?.['max'] !== 'number' || range['max'] === frames) return pack
  const fitted = { ...range, max: frames, default: frames }
  const controls = pack['controls'] as Readonly<Record<string, unknown>> | undefined
  const chunk = controls?.['decodeChunk']
  const fittedControls =
    typeof chunk === 'object'
      ? { controls: { ...controls, decodeChunk: { ...chunk, max: frames, default: frames } } }
      : {}
  const [id, name] = [`${pack.id}-${frames}`, `${pack.name} (${frames})`]
  return { ...pack, id, name, frames: fitted, ...fittedControls }
}
