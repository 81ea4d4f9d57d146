import { useLayoutEffect, useState } from 'react'
import { studioText } from '../../../core/texts/studio/texts.ts'
import { holdsPictures } from '../../state/holds-pictures.ts'
import { importPictureFiles, pastePictures } from '../../state/import-pictures.ts'
import { currentLanguage } from '../../state/language.ts'
import { attempt } from '../../state/notices.ts'
import { workspaceStore } from '../../state/workspace-store.ts'

/** While files hang over the window, events come at least this often; leaving it is told by none that can be trusted. */
const restMilliseconds = 500

/**
 * Pictures dropped anywhere, or pasted, become shots. A panel that takes files of its own (sound on the timeline) handles
 * the event first and stops it.
 * @returns whether files hang over the window at the moment
 */
export function usePictureDrop(): boolean {
  const [hovering, setHovering] = useState(false)
  // Before the first paint: what is dropped onto a window that can be seen is not lost.
  useLayoutEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const hover = (): void => {
      setHovering(true)
      clearTimeout(timer)
      timer = setTimeout(() => setHovering(false), restMilliseconds)
    }
    const allow = (event: DragEvent): void => {
      // Without this the window would navigate to the file.
      event.preventDefault()
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = hasFiles(event) ? 'copy' : 'none'
      if (hasFiles(event)) hover()
    }
    const drop = (event: DragEvent): void => {
      event.preventDefault()
      setHovering(false)
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length > 0) attempt(() => importPictureFiles(files, untitled()))
    }
    const paste = (event: ClipboardEvent): void => {
      if (event.target instanceof Element && event.target.closest('input, textarea')) return
      if (!holdsPictures(event.clipboardData)) return
      const files = [...(event.clipboardData?.files ?? [])]
      event.preventDefault()
      attempt(() => pastePictures(files, untitled(), chosenOnBoard()))
    }
    window.addEventListener('dragover', allow)
    window.addEventListener('drop', drop)
    window.addEventListener('paste', paste)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('dragover', allow)
      window.removeEventListener('drop', drop)
      window.removeEventListener('paste', paste)
    }
  }, [])
  return hovering
}

/** What is pasted fills the chosen shot's blank board where shots are chosen by their boards. */
function chosenOnBoard(): string | null {
  const { workspace, shotId } = workspaceStore.getState()
  return workspace === 'board' ? shotId : null
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true
}

function untitled(): string {
  return studioText('shell.untitled', currentLanguage())
}
