import type { KeyboardEvent, PointerEvent, WheelEvent } from 'react'
import type { CropBox } from '../../../../core/contract/media.ts'
import {
  keptCrop,
  movedCrop,
  oppositeCorner,
  scaledCrop,
  type CropFrame,
  type CropPoint,
} from '../../../../core/framing/crop-box.ts'
import { changeBoard } from '../../../../core/project/edits/boards.ts'
import type { Film } from '../../../../core/project/schema/film.ts'
import { openDraft } from '../../../state/drafts.ts'
import { beginGesture, edit, type FilmGesture } from '../../../state/film-store.ts'

/** A crop that is worked on, and where its picture lies on the screen. */
export interface CropOnScreen {
  readonly boardId: string
  readonly frame: CropFrame
  readonly crop: CropBox
  readonly plane: () => DOMRect
}

/** The handles: −1 left or top, 1 right or bottom. */
export const corners: readonly CropPoint[] = [
  { x: -1, y: -1 },
  { x: 1, y: -1 },
  { x: -1, y: 1 },
  { x: 1, y: 1 },
]

/** The film with that crop; none is kept where it is the one that the board has by itself. */
export function withCrop(film: Film, { boardId, frame }: Pick<CropOnScreen, 'boardId' | 'frame'>, crop: CropBox): Film {
  return changeBoard(film, boardId, { crop: keptCrop(frame, crop) })
}

export function dragCrop(event: PointerEvent, at: CropOnScreen): void {
  const from = pointUnder(event, at.plane())
  follow(event, at, (to) => movedCrop(at.crop, { x: to.x - from.x, y: to.y - from.y }))
}

/** The corner opposite stays; the pointer's way along the diagonal decides, so that the shape stays the film's. */
export function dragCorner(event: PointerEvent, corner: CropPoint, at: CropOnScreen): void {
  event.stopPropagation()
  const { crop, frame } = at
  const still = oppositeCorner(crop, corner)
  const from = pointUnder(event, at.plane())
  follow(event, at, (to) => {
    const across = 1 + (corner.x * (to.x - from.x)) / crop.width
    const down = 1 + (corner.y * (to.y - from.y)) / crop.height
    return scaledCrop(frame, crop, still, Math.max(across, down))
  })
}

function follow(event: PointerEvent, at: CropOnScreen, cropAt: (point: CropPoint) => CropBox): void {
  if (event.button !== 0) return
  const listening = new AbortController()
  const options = { signal: listening.signal }
  let gesture: FilmGesture | null = null
  const end = (how: 'commit' | 'cancel'): void => {
    listening.abort()
    gesture?.[how]()
  }
  const move = (moved: globalThis.PointerEvent): void => {
    gesture ??= beginGesture('shot.edit.crop')
    if (gesture === null) return end('cancel')
    const crop = cropAt(pointUnder(moved, at.plane()))
    gesture.preview((film) => withCrop(film, at, crop))
  }
  const escape = (pressed: globalThis.KeyboardEvent): void => {
    if (pressed.key !== 'Escape') return
    pressed.stopPropagation()
    end('cancel')
  }
  window.addEventListener('pointermove', move, options)
  window.addEventListener('pointerup', () => end('commit'), options)
  window.addEventListener('pointercancel', () => end('cancel'), options)
  window.addEventListener('keydown', escape, { ...options, capture: true })
}

/** One notch of a wheel. */
const wheelFactor = 1.0015
/** Turns within this time are one step of undo. */
const wheelRestMilliseconds = 400

/** Turns of the wheel that are one gesture. */
interface Turning {
  readonly boardId: string
  readonly gesture: FilmGesture
  readonly closeDraft: () => void
  crop: CropBox
  timer: ReturnType<typeof setTimeout> | undefined
}

let turning: Turning | null = null

/** Towards the screen enlarges the part, as a zoom does: the box grows smaller about the pointer. */
export function wheelCrop(event: WheelEvent, at: CropOnScreen): void {
  const { boardId, frame } = at
  if (turning?.boardId !== boardId || !turning.gesture.isRunning()) {
    stopTurning()
    turning = startTurning(at)
  }
  if (turning === null) return
  const point = within(pointUnder(event, at.plane()), turning.crop)
  const crop = scaledCrop(frame, turning.crop, point, wheelFactor ** event.deltaY)
  turning.crop = crop
  turning.gesture.preview((film) => withCrop(film, at, crop))
  clearTimeout(turning.timer)
  turning.timer = setTimeout(stopTurning, wheelRestMilliseconds)
}

function startTurning({ boardId, crop }: CropOnScreen): Turning | null {
  const gesture = beginGesture('shot.edit.crop')
  return gesture && { boardId, gesture, closeDraft: openDraft(stopTurning), crop, timer: undefined }
}

function stopTurning(): void {
  clearTimeout(turning?.timer)
  turning?.closeDraft()
  turning?.gesture.commit()
  turning = null
}

/** Parts of the picture that an arrow key moves the box, without and with Shift, and the factor of + and −. */
const [step, longStep, keyFactor] = [0.005, 0.05, 1.05] as const

/** Arrow keys move the box, + and − change its size about its middle. */
export function cropByKey(event: KeyboardEvent, at: CropOnScreen): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const by = event.shiftKey ? longStep : step
  const { crop, frame } = at
  const [x, y] = { ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, -by], ArrowDown: [0, by] }[event.key] ?? []
  const factor = event.key === '+' || event.key === '=' ? 1 / keyFactor : event.key === '-' ? keyFactor : null
  const middle = { x: crop.x + crop.width / 2, y: crop.y + crop.height / 2 }
  const next =
    x !== undefined && y !== undefined
      ? movedCrop(crop, { x, y })
      : factor === null
        ? null
        : scaledCrop(frame, crop, middle, factor)
  if (next === null) return
  event.preventDefault()
  event.stopPropagation()
  edit('shot.edit.crop', (film) => withCrop(film, at, next))
}

function pointUnder({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }, plane: DOMRect) {
  return { x: (clientX - plane.left) / plane.width, y: (clientY - plane.top) / plane.height }
}

function within(point: CropPoint, { x, y, width, height }: CropBox): CropPoint {
  return { x: Math.max(x, Math.min(point.x, x + width)), y: Math.max(y, Math.min(point.y, y + height)) }
}
