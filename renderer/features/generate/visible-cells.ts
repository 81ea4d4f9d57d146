import { useEffect, useState, type RefObject } from 'react'

/** A row beyond the edge is prepared, so that scrolling shows pictures at once. */
const margin = '120px'

/**
 * Cells that can be seen, by `data-cell` of elements inside: only these have a canvas and pictures.
 * @param keys of the cells that are there
 */
export function useVisibleCells(within: RefObject<HTMLElement | null>, keys: readonly string[]): ReadonlySet<string> {
  const [visible, setVisible] = useState<ReadonlySet<string>>(new Set())
  const present = keys.join()
  useEffect(() => {
    const element = within.current
    if (element === null) return undefined
    const observer = new IntersectionObserver(
      (entries) =>
        setVisible((before) => {
          const now = new Set(before)
          for (const { target, isIntersecting } of entries) {
            const key = (target as HTMLElement).dataset['cell'] ?? ''
            if (isIntersecting) now.add(key)
            else now.delete(key)
          }
          return now
        }),
      { root: element.parentElement, rootMargin: margin },
    )
    for (const cell of element.querySelectorAll('[data-cell]')) observer.observe(cell)
    return () => observer.disconnect()
  }, [within, present])
  return visible
}
