import type { Film } from '../../core/project/schema/film.ts'
import type { StudioTextKey } from '../../core/texts/studio/texts.ts'
import { beginGesture, cancelGesture, commitGesture, edit, filmStore, previewGesture } from './film-store.ts'

/**
 * What a DragField or Slider tells of its gesture, joined to the film: any number of previews, one step of undo.
 * @param change the film from before the gesture with the value in it
 */
export function numberGesture(key: StudioTextKey, change: (film: Film, value: number) => Film) {
  return {
    onBegin: (): boolean => beginGesture(key),
    onPreview: (value: number): void => previewGesture((film) => change(film, value)),
    onCommit: (value: number): void => {
      if (filmStore.getState().open?.history.gesture === null) {
        edit(key, (film) => change(film, value))
        return
      }
      previewGesture((film) => change(film, value))
      commitGesture()
    },
    onCancel: cancelGesture,
  }
}
