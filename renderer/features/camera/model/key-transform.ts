import type { CameraKey } from '../../../../core/camera/path-schema.ts'
import { multiplyQuaternions, quaternionAboutAxis, rotateVector } from '../../../../core/math/quaternion.ts'
import { addVectors, scaleVector, type Vector3 } from '../../../../core/math/vector3.ts'
import { keyAtPose, poseOfKey, type BoardPose } from './board-space.ts'

export type AxisName = 'x' | 'y' | 'z'

/**
 * Moving or turning keys along or about one axis by a number, as it is typed after G or R: an axis, digits, Enter. Until
 * an axis is chosen nothing moves.
 */
export interface KeyTransform {
  readonly kind: 'move' | 'rotate'
  readonly axis: AxisName | null
  /** The board's axes or each key's own; the axis pressed again changes from one to the other. */
  readonly axes: 'world' | 'local'
  /** The number as it was typed; while it is empty the pointer says the amount. */
  readonly typed: string
  /** Metres, or degrees anticlockwise as seen from the axis' tip. */
  readonly pointed: number
  /** The pointer's amount goes in steps. */
  readonly stepped: boolean
}

/** What a key press makes of it: taken, taken back, or a press that is not for it. */
export type Pressed = KeyTransform | 'take' | 'back' | 'other'

const longest = 9
/** Metres and degrees, as the fields beside the viewport take them. */
const limits = { move: 1000, rotate: 3600 }
const steps = { move: 0.1, rotate: 5 }
const decimals = { move: 2, rotate: 1 }
const units = { move: ' m', rotate: '°' }

const axisVectors: Readonly<Record<AxisName, Vector3>> = { x: [1, 0, 0], y: [0, 1, 0], z: [0, 0, 1] }

export function newTransform(kind: KeyTransform['kind'], axes: KeyTransform['axes']): KeyTransform {
  return { kind, axis: null, axes, typed: '', pointed: 0, stepped: false }
}

/** Whether there is anything to take or to take back. */
export function isUnderWay({ axis, typed }: KeyTransform): boolean {
  return axis !== null || typed !== ''
}

/**
 * @param key the character as the keyboard gives it, `Enter`, `Escape` or `Backspace`
 * @param code the key's place: a letter of another script is known by it
 */
export function pressed(transform: KeyTransform, key: string, code: string): Pressed {
  const axis = axisOf(key, code)
  if (axis !== null) return withAxis(transform, axis)
  if (key === 'Escape') return 'back'
  const typed = typedWith(transform.typed, key)
  // A point or Enter right after G is another command's.
  if (!isUnderWay(transform) && !/^[-\d]/.test(key)) return 'other'
  if (key === 'Enter') return 'take'
  return typed === null ? 'other' : { ...transform, typed }
}

/** Metres or degrees. */
export function amountOf({ kind, typed, pointed, stepped }: KeyTransform): number {
  const step = steps[kind]
  const amount = typed !== '' ? Number(typed) : stepped ? Math.round(pointed / step) * step : pointed
  // A sign or a point alone is no number yet.
  return Number.isNaN(amount) ? 0 : Math.max(-limits[kind], Math.min(limits[kind], amount))
}

/** The amount in words: as it was typed, else with its sign. */
export function shownTransform(transform: KeyTransform): string {
  const { kind, typed } = transform
  if (typed !== '') return `${typed.replace('-', '−')}${units[kind]}`
  const amount = amountOf(transform)
  const sign = amount < 0 ? '−' : '+'
  return `${sign}${Math.abs(amount).toFixed(decimals[kind])}${units[kind]}`
}

/** Unit vector of the axis in the board's space; null until one is chosen. */
export function directionOf({ axis, axes }: KeyTransform, { orientation }: BoardPose): Vector3 | null {
  if (axis === null) return null
  return axes === 'world' ? axisVectors[axis] : rotateVector(orientation, axisVectors[axis])
}

/** The key moved or turned in its place. @param anchor pose of the path at the board's own frame, before the edit */
export function transformedKey(
  key: CameraKey,
  transform: KeyTransform,
  { anchor, metresPerUnit }: { readonly anchor: BoardPose; readonly metresPerUnit: number },
): CameraKey {
  const pose = poseOfKey(key, anchor)
  const direction = directionOf(transform, pose)
  const amount = amountOf(transform)
  if (direction === null || amount === 0) return key
  if (transform.kind === 'move') {
    const position = addVectors(pose.position, scaleVector(direction, amount / metresPerUnit))
    return keyAtPose(key, { ...pose, position }, anchor)
  }
  const turn = quaternionAboutAxis(direction, (amount * Math.PI) / 180)
  return keyAtPose(key, { ...pose, orientation: multiplyQuaternions(turn, pose.orientation) }, anchor)
}

function axisOf(key: string, code: string): AxisName | null {
  const letter = /^[a-z]$/i.test(key) ? key.toLowerCase() : code.replace(/^Key/, '').toLowerCase()
  return letter === 'x' || letter === 'y' || letter === 'z' ? letter : null
}

/** What the pointer said along another axis does not count along this one. */
function withAxis(transform: KeyTransform, axis: AxisName): KeyTransform {
  const axes = transform.axis !== axis ? transform.axes : transform.axes === 'world' ? 'local' : 'world'
  return { ...transform, axis, axes, pointed: 0 }
}

/** Minus changes the sign wherever it is pressed. Null for a key that is no part of a number. */
function typedWith(typed: string, key: string): string | null {
  if (key === 'Backspace') return typed.slice(0, -1)
  if (key === '-') return typed.startsWith('-') ? typed.slice(1) : `-${typed}`
  if (typed.length >= longest) return /^[\d.,]$/.test(key) ? typed : null
  if (key === '.' || key === ',') return typed.includes('.') ? typed : `${typed}.`
  return /^\d$/.test(key) ? typed + key : null
}
