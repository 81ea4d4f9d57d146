import { useEffect } from 'react'
import { createStore } from 'zustand/vanilla'
import { copiedShots, pasteShots, type CopiedShots } from '../../../core/project/edits/paste-shots.ts'
import type { StudioTextKey } from '../../../core/texts/studio/texts.ts'
import { studioText } from '../../../core/texts/studio/texts.ts'
import { currentFilm, edit } from '../../state/film-store.ts'
import { holdsPictures } from '../../state/holds-pictures.ts'
import { currentLanguage } from '../../state/language.ts'
import { attempt, tellDone } from '../../state/notices.ts'
import { newId } from '../../state/shots.ts'
import { onWorkPlaceLeft } from '../../state/work-place.ts'
import { needsFilm } from './command-reasons.ts'
import { chooseShots, selectedShotIds } from './selection.ts'
import { removeSelected } from './story-actions.ts'
import { focusSelectedCard, speak } from './story-focus.ts'

/** Shots that were copied or cut: their pictures lie in this project only. */
const clipboardStore = createStore<{ readonly copied: CopiedShots | null }>(() => ({ copied: null }))

onWorkPlaceLeft((now, before) => {
  if (now.projectId !== before.projectId) clipboardStore.setState({ copied: null })
})

export const needsCopied = (): StudioTextKey | null =>
  needsFilm() ?? (clipboardStore.getState().copied === null ? 'story.needs-copied' : null)

/**
 * Keeps the chosen shots to be pasted. The system's clipboard gets their names: a picture in it would be what is pasted.
 */
export function copySelected(): void {
  const copied = copiedShots(currentFilm(), selectedShotIds())
  if (copied.shots.length === 0) return
  clipboardStore.setState({ copied })
  speak(studioText('story.spoken.copied', currentLanguage(), { count: copied.shots.length }))
  attempt(() => navigator.clipboard.writeText(copied.shots.map(({ name }) => name).join('\n')))
}

export function cutSelected(): void {
  copySelected()
  removeSelected()
}

/** Puts the copied shots after the last of the chosen ones, and chooses them. */
export function pasteCopied(): void {
  const { copied } = clipboardStore.getState()
  if (copied === null) return
  const count = copied.shots.length
  const after = selectedShotIds().at(-1) ?? null
  let pasted: readonly string[] = []
  const made = edit(
    count === 1 ? 'story.edit.paste-one' : 'story.edit.paste',
    (film) => {
      const { film: changed, shotIds } = pasteShots(film, copied, after, newId)
      pasted = shotIds
      return changed
    },
    { count },
  )
  if (!made) return
  chooseShots(pasted)
  focusSelectedCard()
}

/** Pastes shots where the storyboard has the focus and the clipboard holds no picture: that becomes a shot as everywhere. */
export function useShotPaste(): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      // Where no text is chosen the event is the page's, wherever the focus is.
      const focused = document.activeElement
      if (focused === null || focused.closest('input, textarea, [contenteditable]') !== null) return
      if (focused.closest('[data-zone=boards]') === null || holdsPictures(event.clipboardData)) return
      event.preventDefault()
      const reason = needsCopied()
      if (reason === null) pasteCopied()
      else tellDone(reason)
    }
    window.addEventListener('paste', paste)
    return () => window.removeEventListener('paste', paste)
  }, [])
}
