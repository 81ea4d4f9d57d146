import type { Film } from '../../core/project/schema/film.ts'
import type { StudioTextKey } from '../../core/texts/studio/texts.ts'
import { beginGesture, edit, type FilmGesture } from './film-store.ts'

/** Of the number that was begun last; its field tells of it from one rendering to the next. */
let running: FilmGesture | null = null

/**
 * What a DragField or Slider tells of its gesture, joined to the film: any number of previews, one step of undo. A number
 * whose gesture was ended by something else is set all the same when its field commits it.
 * @param change the film from before the gesture with the value in it
 */
export function numberGesture(key: StudioTextKey, change: (film: Film, value: number) => Film) {
  return {
    onBegin: (): boolean => (running = beginGesture(key)) !== null,
    onPreview: (value: number): void => running?.preview((film) => change(film, value)),
    onCommit: (value: number): void => {
      if (running?.isRunning() === true) {
        running.preview((film) => change(film, value))
        running.commit()
      } else edit(key, (film) => change(film, value))
    },
    onCancel: (): void => running?.cancel(),
  }
}
