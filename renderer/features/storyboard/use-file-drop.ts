import { useState, type DragEvent } from 'react'

/** Whether an element takes that many files that hang over it, or that are dropped on it. */
type Wants = (count: number, state: 'hanging' | 'dropped') => boolean

/**
 * What an element needs to take files itself, in place of the window. `over` is where they hang at the moment.
 * @param wants whether it takes these files, all unless told; what it does not take, the window gets
 */
export function useFileDrop(take: (files: readonly File[], clientX: number) => void, wants: Wants = () => true) {
  const [over, setOver] = useState<number | null>(null)
  const hang = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes('Files')) return
    if (!wants(event.dataTransfer.items.length, 'hanging')) return setOver(null)
    event.preventDefault()
    event.stopPropagation()
    event.dataTransfer.dropEffect = 'copy'
    setOver(event.clientX)
  }
  const drop = (event: DragEvent): void => {
    setOver(null)
    const files = [...event.dataTransfer.files]
    if (files.length === 0 || !wants(files.length, 'dropped')) return
    event.preventDefault()
    event.stopPropagation()
    take(files, event.clientX)
  }
  return {
    over,
    handlers: { onDragEnter: hang, onDragOver: hang, onDragLeave: () => setOver(null), onDrop: drop },
  }
}
