import { useLayoutEffect, type RefObject } from 'react'

/**
 * Gives the focus to the panel around when an element goes that has it, or in which it is: keys belong to the panel with the
 * focus, and would be dead without one.
 */
export function useFocusBack(element: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const own = element.current
    const panel = own?.parentElement?.closest<HTMLElement>('[data-zone]')
    return () => {
      if (own?.contains(document.activeElement) === true) panel?.focus({ preventScroll: true })
    }
  }, [element])
}
