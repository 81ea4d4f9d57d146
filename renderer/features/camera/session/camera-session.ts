import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { CameraKey } from '../../../../core/camera/path-schema.ts'
import type { BoardPose } from '../model/board-space.ts'
import type { KeyTimes } from '../model/key-edits.ts'
import type { KeyTransform } from '../model/key-transform.ts'
import { firstEye, type Eye } from '../model/navigation.ts'
import { onWorkPlaceLeft } from '../../../state/work-place.ts'
import { workspaceStore } from '../../../state/workspace-store.ts'

/** A camera that the viewport flies and that is no key yet. */
export interface PilotedCamera {
  readonly pose: BoardPose
  readonly focalLengthMm: number
}

/** A flight being recorded: first the seconds until it begins. */
export type Recording = { readonly stage: 'countdown'; readonly seconds: number } | { readonly stage: 'flying' }

/** What the Camera workspace knows besides the film: no part of undo. Tools and copied keys outlive the project. */
export interface CameraSession {
  /** Times of the chosen keys, ascending. */
  readonly selected: KeyTimes
  /** Time of the key under the pointer. */
  readonly hovered: number | null
  readonly gizmo: 'move' | 'rotate'
  /** Axes of the gizmo: the world's or the key's own. */
  readonly axes: 'world' | 'local'
  /** The viewport drives the camera. */
  readonly pilot: boolean
  /** Piloting writes a key whenever the camera comes to rest. */
  readonly autoKey: boolean
  /** Where the pilot has flown since the last frame or key; null at the path's own camera. */
  readonly piloted: PilotedCamera | null
  readonly eye: Eye
  /** Where the eye was before piloting, to go back to. */
  readonly eyeBefore: Eye | null
  readonly clipboard: readonly CameraKey[]
  /** The next click in a viewport says what cameras turn to. */
  readonly lookingFor: boolean
  readonly recording: Recording | null
  /** Keys being moved or turned by an axis and a number. */
  readonly transform: KeyTransform | null
}

const initial: CameraSession = {
  selected: [],
  hovered: null,
  gizmo: 'move',
  axes: 'world',
  pilot: false,
  autoKey: false,
  piloted: null,
  eye: firstEye,
  eyeBefore: null,
  clipboard: [],
  lookingFor: false,
  recording: null,
  transform: null,
}

export const cameraSession = createStore<CameraSession>(() => initial)

export function useCameraSession<Value>(select: (session: CameraSession) => Value): Value {
  return useStore(cameraSession, select)
}

export function selectKeys(times: KeyTimes): void {
  cameraSession.setState({ selected: [...new Set(times)].toSorted((a, b) => a - b) })
}

/** Adds the key to the choice, or takes it out. */
export function toggleKey(timeFrames: number): void {
  const { selected } = cameraSession.getState()
  selectKeys(selected.includes(timeFrames) ? selected.filter((time) => time !== timeFrames) : [...selected, timeFrames])
}

/** Another shot has other keys, and another frame is another camera. */
workspaceStore.subscribe((now, before) => {
  if (now.shotId !== before.shotId)
    cameraSession.setState({ selected: [], hovered: null, piloted: null, lookingFor: false })
  // A recorded flight goes on from frame to frame.
  else if (now.shotFrames !== before.shotFrames && cameraSession.getState().recording === null)
    cameraSession.setState({ piloted: null })
})

// Shots of two projects, or of one that is opened again, may have the same id.
onWorkPlaceLeft((now, before) => {
  if (now.projectId === before.projectId) return
  // A recording ends itself.
  const { gizmo, axes, autoKey, clipboard, recording } = cameraSession.getState()
  cameraSession.setState({ ...initial, gizmo, axes, autoKey, clipboard, recording })
})
