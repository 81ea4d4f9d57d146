import { useEffect, type RefObject } from 'react'

/**
 * Takes the focus from a text entry at the very start of a press elsewhere, before anything hears of that press. By
 * itself it would lose the focus only after the press has chosen something: what was typed for one thing would then go
 * to the next, or be lost with the entry.
 */
export function useLeaveBeforePress(entry: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const press = ({ target }: PointerEvent): void => {
      const element = entry.current
      if (element === null || element !== document.activeElement) return
      if (!(target instanceof Node && element.contains(target))) element.blur()
    }
    window.addEventListener('pointerdown', press, { capture: true })
    return () => window.removeEventListener('pointerdown', press, { capture: true })
  }, [entry])
}
