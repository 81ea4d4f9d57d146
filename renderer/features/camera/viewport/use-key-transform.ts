import { useEffect, type RefObject } from 'react'
import { directionOf, isUnderWay, pressed, type KeyTransform } from '../model/key-transform.ts'
import { travelAlong, turnAbout, type ScreenPlace } from '../model/pointer-travel.ts'
import { cameraSession } from '../session/camera-session.ts'
import { currentShot } from '../session/current-shot.ts'
import { changeTransform, hostTransforms, takeBackTransform, takeTransform } from '../session/key-transform.ts'
import type { SceneHandle } from './scene-host.tsx'

const modifiers = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock'])
/** The pointer's part of its travel while Shift is held. */
const fine = 0.1

/**
 * Keys and pointer of a transform of keys that G or R began: the axis, the number, Enter or a click that takes it, Esc or
 * a right click that takes it back. What is not for it ends it first and then does what it always does.
 */
export function useKeyTransform(
  element: RefObject<HTMLElement | null>,
  handle: { readonly current: SceneHandle | null },
): void {
  useEffect(() => {
    if (element.current === null) return undefined
    const stopHosting = hostTransforms()
    const listening = new TransformListener(element.current, () => handle.current)
    return () => {
      stopHosting()
      listening.dispose()
    }
  }, [element, handle])
}

class TransformListener {
  readonly #element: HTMLElement
  readonly #handle: () => SceneHandle | null
  readonly #listening = new AbortController()
  #last: ScreenPlace | null = null

  constructor(element: HTMLElement, handle: () => SceneHandle | null) {
    this.#element = element
    this.#handle = handle
    const options = { signal: this.#listening.signal, capture: true }
    window.addEventListener('keydown', this.#key, options)
    window.addEventListener('pointerdown', this.#down, options)
    window.addEventListener('pointermove', this.#move, options)
  }

  dispose(): void {
    this.#listening.abort()
  }

  readonly #key = (event: KeyboardEvent): void => {
    const { transform } = cameraSession.getState()
    if (transform === null || event.isComposing || modifiers.has(event.key)) return
    // A held letter is one press; held digits too, so that no number grows by itself.
    if (event.repeat && event.key !== 'Backspace') return isUnderWay(transform) ? swallow(event) : undefined
    const isChord = event.ctrlKey || event.metaKey || event.altKey
    if (isChord && !isUndo(event)) return takeTransform()
    const answer = isChord ? (isUnderWay(transform) ? 'back' : 'other') : pressed(transform, event.key, event.code)
    if (answer === 'other') return takeTransform()
    swallow(event)
    if (answer === 'take') takeTransform()
    else if (answer === 'back') takeBackTransform()
    else changeTransform(answer)
  }

  readonly #down = (event: PointerEvent): void => {
    const { transform } = cameraSession.getState()
    if (transform === null) return
    const isInside = event.target instanceof Node && this.#element.contains(event.target)
    // Looking round does not disturb it.
    if (isInside && (event.button === 1 || event.altKey)) return
    const isWay = isInside && isUnderWay(transform)
    if (isWay) swallow(event)
    if (isWay && event.button === 2) takeBackTransform()
    else takeTransform()
  }

  readonly #move = (event: PointerEvent): void => {
    const from = this.#last
    const box = this.#element.getBoundingClientRect()
    const place: ScreenPlace = [event.clientX - box.left, event.clientY - box.top]
    this.#last = place
    const { transform } = cameraSession.getState()
    const isInside = event.target instanceof Node && this.#element.contains(event.target)
    if (from === null || transform === null || transform.axis === null || !isInside || event.buttons !== 0) return
    const by = this.#travel(transform, from, place) * (event.shiftKey ? fine : 1)
    changeTransform({ ...transform, pointed: transform.pointed + by, stepped: event.ctrlKey })
  }

  /** Metres or degrees, from the first of the chosen keys. */
  #travel(transform: KeyTransform, from: ScreenPlace, to: ScreenPlace): number {
    const { selected } = cameraSession.getState()
    const shown = this.#handle()
    const pose = shown?.scene.cones.find(({ timeFrames, anchored }) => !anchored && selected.includes(timeFrames))?.pose
    const direction = pose === undefined ? null : directionOf(transform, pose)
    if (shown === null || pose === undefined || direction === null) return 0
    const axis = { origin: pose.position, direction }
    if (transform.kind === 'rotate') return turnAbout(shown.screen(), axis, from, to)
    return travelAlong(shown.screen(), axis, from, to) * (currentShot()?.film.metresPerUnit ?? 1)
  }
}

function isUndo({ code, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return code === 'KeyZ' && (ctrlKey || metaKey) && !altKey && !shiftKey
}

function swallow(event: Event): void {
  event.preventDefault()
  event.stopImmediatePropagation()
}
