import { useCallback, useLayoutEffect, useRef, type FocusEvent, type RefObject } from 'react'

/** A card in its list of cards, each of which has an element that gets the focus, marked `data-face`. */
interface CardWithFocus {
  readonly card: Element
  readonly list: Element
  readonly at: number
}

/**
 * Keeps the focus among cards when the one that has it goes: to the card that takes its place in its list, else to the zone
 * around. Without it keys would be dead until somebody clicks.
 * @param onMoved told of the take of the card that got the focus so
 * @returns to be told of each focus in the zone
 */
export function useFocusOfCards(
  zone: RefObject<HTMLElement | null>,
  onMoved: (takeId: string) => void,
): (event: FocusEvent) => void {
  const had = useRef<CardWithFocus | null>(null)
  useLayoutEffect(() => {
    const before = had.current
    if (before === null) return
    had.current = before.card.isConnected ? withPlace(before.card) : null
    if (before.card.isConnected || document.activeElement !== document.body) return
    const { children } = before.list
    const next = before.list.isConnected ? children[Math.min(before.at, children.length - 1)] : undefined
    const face = next?.querySelector<HTMLElement>('[data-face]')
    ;(face ?? zone.current)?.focus({ preventScroll: face === undefined })
    const takeId = next instanceof HTMLElement ? next.dataset['takeId'] : undefined
    if (takeId !== undefined && takeId !== '') onMoved(takeId)
  })
  return useCallback(
    (event: FocusEvent): void => {
      // Menus of a card are no part of the zone, though their focus is told here.
      if (zone.current?.contains(event.target) !== true) return
      const card = event.target.closest('[data-take-id]')
      had.current = card === null ? null : withPlace(card)
    },
    [zone],
  )
}

function withPlace(card: Element): CardWithFocus | null {
  const list = card.parentElement
  return list === null ? null : { card, list, at: [...list.children].indexOf(card) }
}
