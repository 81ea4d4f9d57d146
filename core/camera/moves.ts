import { atan } from '../math/trigonometry.ts'
import { multiplyQuaternions, quaternionAboutAxis, rotateVector, type Quaternion } from '../math/quaternion.ts'
import { addVectors, subtractVectors, type Vector3 } from '../math/vector3.ts'
import { handheldShake } from './handheld.ts'
import { DEFAULT_FOCAL_LENGTH_MM, radiansFromDegrees } from './intrinsics.ts'
import type { Move } from './move-names.ts'
import { ease } from './path.ts'
import type { CameraKey, CameraPath, Easing } from './path-schema.ts'

export interface MoveOptions {
  /** Film frames of the shot; the move ends on the last one. */
  readonly frames: number
  readonly focalLengthMm?: number
  /** Timing of the whole move, `linear` unless given. */
  readonly easing?: Exclude<Easing, 'hold'>
  /** Seed of handheld, an integer in 0..2^32 − 1. */
  readonly seed?: number
  /** Times the handheld shake, 24 unless given. */
  readonly framesPerSecond?: number
}

/** What all moves together ask of the camera at one time; each move adds its part. */
interface Rig {
  /** Along the first camera's right, up and back axes, subject distances. */
  readonly translation: Vector3
  readonly panRadians: number
  readonly tiltRadians: number
  readonly rollRadians: number
  readonly orbitRadians: number
  readonly focalLengthFactor: number
}

/** The board's subject, one subject distance ahead of the board's camera. */
const SUBJECT: Vector3 = [0, 0, -1]
const UP: Vector3 = [0, 1, 0]
const RIGHT: Vector3 = [1, 0, 0]
/** A chord of 5° lies less than 0.1 % of the radius inside its arc. */
const ORBIT_STEP_DEGREES = 5
/** Keys closer than half a turn leave no doubt which way to turn; these also look like the turn in the editor. */
const TURN_STEP_DEGREES = 30
const CRANE_STEPS_PER_SUBJECT_DISTANCE = 20

/**
 * Writes a move, or several at once, as ordinary editable keys of a shot. Together they act like one rig: translations
 * run along the first camera's axes, the orbit carries that rig round the subject, then the head pans, tilts and rolls.
 */
export function pathFromMoves(moves: readonly Move[], options: MoveOptions): CameraPath {
  const lastFrame = Math.max(0, options.frames - 1)
  const shake = moves.some((move) => move.name === 'handheld') ? handheldShake(options, handheldAmount(moves)) : null
  const intervals = Math.max(
    shake ? shake.intervals : 0,
    ...moves.map(intervalsOf),
    turnsCombine(moves) ? headIntervals(moves) : 0,
  )
  const easing = options.easing ?? 'linear'
  const keys = keyTimes(lastFrame, intervals).map((timeFrames): CameraKey => {
    const part = lastFrame === 0 ? 0 : timeFrames / lastFrame
    // One segment carries the easing itself and stays editable; more share it out among their keys.
    const rig = rigAt(moves, intervals === 1 ? part : ease(easing, part))
    const shaken = shake ? addRigs(rig, { ...STILL, ...shake.at(timeFrames) }) : rig
    return keyOf(
      shaken,
      timeFrames,
      options.focalLengthMm ?? DEFAULT_FOCAL_LENGTH_MM,
      intervals === 1 ? easing : 'linear',
    )
  })
  return { keys, speed: 'keyed' }
}

const STILL: Rig = {
  translation: [0, 0, 0],
  panRadians: 0,
  tiltRadians: 0,
  rollRadians: 0,
  orbitRadians: 0,
  focalLengthFactor: 1,
}

function rigAt(moves: readonly Move[], progress: number): Rig {
  return moves.map((move) => ({ ...STILL, ...rigOfMove(move, progress) })).reduce(addRigs, STILL)
}

function addRigs(a: Rig, b: Rig): Rig {
  return {
    translation: addVectors(a.translation, b.translation),
    panRadians: a.panRadians + b.panRadians,
    tiltRadians: a.tiltRadians + b.tiltRadians,
    rollRadians: a.rollRadians + b.rollRadians,
    orbitRadians: a.orbitRadians + b.orbitRadians,
    focalLengthFactor: a.focalLengthFactor * b.focalLengthFactor,
  }
}

function rigOfMove({ name, amount }: Move, progress: number): Partial<Rig> {
  const done = amount * progress
  const factor = 1 + (amount - 1) * progress
  switch (name) {
    case 'static':
    case 'handheld':
      return {}
    case 'pan':
      return { panRadians: radiansFromDegrees(done) }
    case 'tilt':
      return { tiltRadians: radiansFromDegrees(done) }
    case 'roll':
      return { rollRadians: radiansFromDegrees(done) }
    case 'dolly':
      return { translation: [0, 0, -done] }
    case 'truck':
      return { translation: [done, 0, 0] }
    case 'pedestal':
      return { translation: [0, done, 0] }
    case 'crane':
      return { translation: [0, done, 0], tiltRadians: -atan(done) }
    case 'orbit':
      return { orbitRadians: radiansFromDegrees(done) }
    case 'zoom':
      return { focalLengthFactor: factor }
    case 'dolly-zoom':
      // A subject f times as far through a lens f times as long keeps its size.
      return { translation: [0, 0, factor - 1], focalLengthFactor: factor }
  }
}

function keyOf(rig: Rig, timeFrames: number, focalLengthMm: number, easing: Easing): CameraKey {
  const round = quaternionAboutAxis(UP, rig.orbitRadians)
  const pan = quaternionAboutAxis(UP, 0 - rig.panRadians)
  const tilt = quaternionAboutAxis(RIGHT, rig.tiltRadians)
  const orientation: Quaternion = multiplyQuaternions(multiplyQuaternions(round, pan), tilt)
  const position =
    rig.orbitRadians === 0
      ? rig.translation
      : addVectors(SUBJECT, rotateVector(round, subtractVectors(rig.translation, SUBJECT)))
  return {
    timeFrames,
    position: [...position],
    orientation: [...orientation],
    ...(rig.rollRadians === 0 ? {} : { rollRadians: rig.rollRadians }),
    focalLengthMm: focalLengthMm * rig.focalLengthFactor,
    easing,
  }
}

/** Segments a move needs to be true between its keys. */
function intervalsOf({ name, amount }: Move): number {
  if (name === 'static' || name === 'handheld') return 0
  if (name === 'orbit') return Math.max(1, Math.ceil(Math.abs(amount) / ORBIT_STEP_DEGREES))
  if (name === 'pan' || name === 'tilt') return Math.max(1, Math.ceil(Math.abs(amount) / TURN_STEP_DEGREES))
  if (name === 'crane') return Math.max(1, Math.ceil(Math.abs(amount) * CRANE_STEPS_PER_SUBJECT_DISTANCE))
  return 1
}

/** Turns about different axes do not add up along the shortest way between two orientations. */
function turnsCombine(moves: readonly Move[]): boolean {
  const axes = moves.map(({ name }) =>
    name === 'tilt' || name === 'crane' ? 'across' : name === 'pan' || name === 'orbit' ? 'up' : '',
  )
  return axes.includes('across') && axes.includes('up')
}

function headIntervals(moves: readonly Move[]): number {
  const angles = moves.filter(({ name }) => name === 'pan' || name === 'tilt' || name === 'orbit')
  return Math.max(1, ...angles.map(({ amount }) => Math.ceil(Math.abs(amount) / ORBIT_STEP_DEGREES)))
}

function handheldAmount(moves: readonly Move[]): number {
  return moves.filter(({ name }) => name === 'handheld').reduce((sum, { amount }) => sum + amount, 0)
}

/** Key times over the shot: on whole frames where there is room for it. */
function keyTimes(lastFrame: number, intervals: number): number[] {
  if (lastFrame === 0 || intervals === 0) return [0]
  const step = lastFrame / intervals
  const times = Array.from({ length: intervals + 1 }, (_, i) => (i === intervals ? lastFrame : i * step))
  return step >= 1 ? times.map(Math.round) : times
}
