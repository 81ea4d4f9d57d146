import { reducedKeys, type FlownCamera } from '../../../../core/camera/reduce-keys.ts'
import type { CameraPath } from '../../../../core/camera/path-schema.ts'
import { setPath } from '../../../../core/project/edits/shot-camera.ts'
import { changeShotSettings } from '../../../../core/project/edits/shots.ts'
import { edit } from '../../../state/film-store.ts'
import { tellDone } from '../../../state/notices.ts'
import { onWorkPlaceLeft, workPlace, worksAt } from '../../../state/work-place.ts'
import { workspaceStore } from '../../../state/workspace-store.ts'
import { keyAtPose, type BoardPose } from '../model/board-space.ts'
import { cameraSession, selectKeys, type PilotedCamera } from './camera-session.ts'
import { currentPath, currentShot, playheadFrame, showFrame } from './current-shot.ts'
import { player } from './player.ts'

/** Reduced keys pass what was flown this near: a hundredth of the subject distance, half a degree, 1 % of the lens. */
const tolerance = { position: 0.01, angleRadians: Math.PI / 360, focalLength: 0.01 }

/** Seconds of the countdown. */
const countdownSeconds = 3

/** Where the board's camera stands: there a flight begins. */
const boardPose: BoardPose = { position: [0, 0, 0], orientation: [0, 0, 0, 1] }

let timer: ReturnType<typeof setInterval> | undefined
let flown: FlownCamera[] = []
let stopFollowing: () => void = () => undefined

export function isRecording(): boolean {
  return cameraSession.getState().recording !== null
}

/**
 * Counts down, then plays the shot from its first frame while the piloted camera is flown; at the end, or when playing
 * stops, few keys replace the path. The flight begins at the board's camera, which makes its first frame the anchor.
 * Leaving the shot, the workspace or the project ends it and leaves the path as it was.
 */
export function startRecording(pilot: { readonly begin: (from: BoardPose) => void; readonly end: () => void }): void {
  const current = currentShot()
  if (current === null || currentPath() === null || isRecording()) return
  player.stop()
  showFrame(0)
  selectKeys([])
  pilot.begin(boardPose)
  flown = []
  let seconds = countdownSeconds
  cameraSession.setState({ recording: { stage: 'countdown', seconds }, lookingFor: false })
  stopFollowing = follow(current.shot.id, pilot.end)
  timer = setInterval(() => {
    seconds -= 1
    if (seconds > 0) return cameraSession.setState({ recording: { stage: 'countdown', seconds } })
    clearInterval(timer)
    cameraSession.setState({ recording: { stage: 'flying' } })
    note()
    player.play()
  }, 1000)
}

/** Ends the flight and keeps it; during the countdown nothing is kept. */
export function stopRecording(): void {
  if (player.playing) player.stop()
  else end()
}

/** Ends the flight and leaves the path as it was. */
export function cancelRecording(): void {
  flown = []
  stopRecording()
}

let end: () => void = () => undefined

function follow(shotId: string, endPilot: () => void): () => void {
  const began = workPlace()
  const stops = [
    onWorkPlaceLeft(stopRecording),
    workspaceStore.subscribe((now, before) => {
      if (now.shotFrames !== before.shotFrames) note()
    }),
    player.store.subscribe(({ speed }, before) => {
      if (speed === 0 && before.speed !== 0) end()
    }),
  ]
  end = () => {
    clearInterval(timer)
    stopFollowing()
    end = () => undefined
    const cameras = flown
    flown = []
    cameraSession.setState({ recording: null })
    endPilot()
    // Playing ends too for whoever leaves; a part of a flight is not what they wanted in place of the path.
    if (worksAt(began)) keep(shotId, cameras)
  }
  return () => stops.forEach((stop) => stop())
}

/** Remembers the piloted camera at the shown frame; frames that were dropped are left to the curve. */
function note(): void {
  const { piloted, recording } = cameraSession.getState()
  const frame = playheadFrame()
  if (recording?.stage !== 'flying' || piloted === null || frame <= (flown.at(-1)?.timeFrames ?? -1)) return
  flown.push(flownAt(frame, piloted, flown.at(-1)))
}

/** @param before keeps the turns of a roll going */
function flownAt(timeFrames: number, { pose, focalLengthMm }: PilotedCamera, before: FlownCamera | undefined) {
  const base = before ?? { position: [0, 0, 0], orientation: [0, 0, 0, 1] }
  const { easing: _easing, ...camera } = keyAtPose(
    { ...base, timeFrames, focalLengthMm, easing: 'linear' },
    pose,
    boardPose,
  )
  return camera
}

function keep(shotId: string, cameras: readonly FlownCamera[]): void {
  if (cameras.length < 2) return
  const path: CameraPath = { keys: reducedKeys(cameras, tolerance), speed: 'keyed' }
  const made = edit('camera.edit.record', (film) =>
    setPath(changeShotSettings(film, shotId, { anchorFrame: 0 }), shotId, path),
  )
  showFrame(0)
  if (made) tellDone('camera.record.done', { frames: cameras.length, keys: path.keys.length })
}
