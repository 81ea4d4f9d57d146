import { useState, type DragEvent } from 'react'

/** What an element needs to take files itself, in place of the window. `over` is where they hang at the moment. */
export function useFileDrop(take: (files: readonly File[], clientX: number) => void) {
  const [over, setOver] = useState<number | null>(null)
  const hang = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    event.stopPropagation()
    event.dataTransfer.dropEffect = 'copy'
    setOver(event.clientX)
  }
  const drop = (event: DragEvent): void => {
    setOver(null)
    const files = [...event.dataTransfer.files]
    if (files.length === 0) return
    event.preventDefault()
    event.stopPropagation()
    take(files, event.clientX)
  }
  return {
    over,
    handlers: { onDragEnter: hang, onDragOver: hang, onDragLeave: () => setOver(null), onDrop: drop },
  }
}
