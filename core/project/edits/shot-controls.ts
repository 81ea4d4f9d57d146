import type { ControlValues } from '../../contract/controls.ts'
import type { Film } from '../schema/film.ts'
import { changeShot } from './shots.ts'

/**
 * Sets one control of the model for a shot.
 * @param value undefined leaves it to the pack again
 */
export function setShotControl<Control extends keyof ControlValues>(
  film: Film,
  shotId: string,
  control: Control,
  value: ControlValues[Control],
): Film {
  return changeShot(film, shotId, (shot) => {
    const { controls = {}, ...generation } = shot.generation
    const { [control]: _, ...others } = controls
    const next = value === undefined ? others : { ...controls, [control]: value }
    return { ...shot, generation: Object.keys(next).length === 0 ? generation : { ...generation, controls: next } }
  })
}
