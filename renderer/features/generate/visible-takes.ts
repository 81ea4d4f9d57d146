import { useEffect, useState, type RefObject } from 'react'
import type { TakeSummary } from '../../../core/contract/studio.ts'

/** A row beyond the edge is prepared, so that scrolling shows pictures at once. */
const margin = '120px'

/** Takes whose cells can be seen, by `data-take` of elements inside: only these have a canvas and pictures. */
export function useVisibleTakes(
  within: RefObject<HTMLElement | null>,
  takes: readonly TakeSummary[],
): ReadonlySet<string> {
  const [visible, setVisible] = useState<ReadonlySet<string>>(new Set())
  const ids = takes.map(({ id }) => id).join()
  useEffect(() => {
    const element = within.current
    if (element === null) return undefined
    const observer = new IntersectionObserver(
      (entries) =>
        setVisible((before) => {
          const now = new Set(before)
          for (const { target, isIntersecting } of entries) {
            const id = (target as HTMLElement).dataset['take'] ?? ''
            if (isIntersecting) now.add(id)
            else now.delete(id)
          }
          return now
        }),
      { root: element.parentElement, rootMargin: margin },
    )
    for (const cell of element.querySelectorAll('[data-take]')) observer.observe(cell)
    return () => observer.disconnect()
  }, [within, ids])
  return visible
}
