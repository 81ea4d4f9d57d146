import { useEffect, type RefObject } from 'react'
import { fly, look, orbit, pan, restEye, zoom } from './eye-control.ts'

/** Keys that fly while the right button is held, by their place on the keyboard: right, up, forward. */
const flyKeys: Readonly<Record<string, readonly [number, number, number]>> = {
  KeyW: [0, 0, 1],
  KeyS: [0, 0, -1],
  KeyA: [-1, 0, 0],
  KeyD: [1, 0, 0],
  KeyQ: [0, -1, 0],
  KeyE: [0, 1, 0],
}

const slowest = 0.05
const fastest = 12
/** Subject distances a second. */
let flySpeed = 0.8

/** Of `PointerEvent.buttons`: left and right together. */
const bothButtons = 3

type Mode = 'orbit' | 'pan' | 'fly'

/**
 * The mouse and keys that move the viewport's eye: middle drag, Shift+middle, wheel, Alt+left or left and right together,
 * right button + WASD QE.
 */
export function useNavigation(panel: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = panel.current
    if (element === null) return undefined
    const navigation = new Navigation(element)
    return () => navigation.dispose()
  }, [panel])
}

class Navigation {
  readonly #element: HTMLElement
  readonly #listening = new AbortController()
  #mode: Mode | null = null
  #held = new Set<string>()
  #fast = false
  #slow = false
  #request = 0
  #lastTick = 0
  #restTimer: ReturnType<typeof setTimeout> | undefined

  constructor(element: HTMLElement) {
    this.#element = element
    const { signal } = this.#listening
    element.addEventListener('pointerdown', this.#down, { signal, capture: true })
    element.addEventListener('pointermove', this.#move, { signal })
    element.addEventListener('pointerup', this.#up, { signal })
    element.addEventListener('lostpointercapture', this.#up, { signal })
    element.addEventListener('wheel', this.#wheel, { signal, passive: false })
    element.addEventListener('contextmenu', (event) => event.preventDefault(), { signal })
    window.addEventListener('keydown', this.#key, { signal, capture: true })
    window.addEventListener('keyup', this.#key, { signal, capture: true })
    window.addEventListener('blur', this.#end, { signal })
  }

  dispose(): void {
    this.#listening.abort()
    cancelAnimationFrame(this.#request)
    clearTimeout(this.#restTimer)
  }

  readonly #down = (event: PointerEvent): void => {
    const mode = modeOf(event)
    if (mode === null || this.#mode !== null) return
    // Middle drags would scroll, and the handles of a key must not take an Alt drag.
    event.preventDefault()
    event.stopPropagation()
    this.#begin(mode, event)
  }

  #begin(mode: Mode, { pointerId }: PointerEvent): void {
    this.#mode = mode
    this.#element.focus({ preventScroll: true })
    this.#element.setPointerCapture(pointerId)
    this.#element.dataset['navigating'] = mode
  }

  readonly #move = (event: PointerEvent): void => {
    const { movementX, movementY, buttons } = event
    // The second button of a chord presses without an event of its own.
    if (this.#mode === null && (buttons & bothButtons) === bothButtons) this.#begin('orbit', event)
    if (this.#mode === 'orbit' || (this.#mode === 'fly' && (buttons & bothButtons) === bothButtons))
      orbit(movementX, movementY)
    else if (this.#mode === 'pan') pan(movementX, movementY)
    else if (this.#mode === 'fly') look(movementX, movementY)
  }

  readonly #up = (): void => this.#end()

  readonly #end = (): void => {
    if (this.#mode === null) return
    this.#mode = null
    this.#held.clear()
    delete this.#element.dataset['navigating']
    cancelAnimationFrame(this.#request)
    restEye()
  }

  readonly #wheel = (event: WheelEvent): void => {
    event.preventDefault()
    if (this.#mode === 'fly') {
      flySpeed = Math.max(slowest, Math.min(fastest, flySpeed * (event.deltaY < 0 ? 1.25 : 0.8)))
      return
    }
    zoom(event.deltaY)
    clearTimeout(this.#restTimer)
    this.#restTimer = setTimeout(restEye, 250)
  }

  readonly #key = (event: KeyboardEvent): void => {
    this.#fast = event.shiftKey
    this.#slow = event.altKey
    if (this.#mode !== 'fly' || flyKeys[event.code] === undefined) return
    // While flying these letters are no commands.
    event.preventDefault()
    event.stopImmediatePropagation()
    if (event.type === 'keyup') this.#held.delete(event.code)
    else if (!this.#held.has(event.code)) {
      this.#held.add(event.code)
      if (this.#held.size > 1) return
      this.#lastTick = performance.now()
      cancelAnimationFrame(this.#request)
      this.#request = requestAnimationFrame(this.#tick)
    }
  }

  readonly #tick = (now: number): void => {
    if (this.#held.size === 0) return
    const seconds = Math.min(0.1, Math.max(0, now - this.#lastTick) / 1000)
    this.#lastTick = now
    const pace = flySpeed * seconds * (this.#fast ? 3 : 1) * (this.#slow ? 0.25 : 1)
    const sum = [0, 0, 0]
    for (const code of this.#held) flyKeys[code]?.forEach((part, axis) => (sum[axis]! += part * pace))
    fly(sum[0]!, sum[1]!, sum[2]!)
    this.#request = requestAnimationFrame(this.#tick)
  }
}

function modeOf({ button, shiftKey, altKey }: PointerEvent): Mode | null {
  if (button === 1) return shiftKey ? 'pan' : 'orbit'
  if (button === 2) return 'fly'
  return button === 0 && altKey ? 'orbit' : null
}
