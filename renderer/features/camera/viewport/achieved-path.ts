import type { TakeSummary } from '../../../../core/contract/studio.ts'
import { takeInCut } from '../../../../core/project/take-in-cut.ts'
import { takeStore } from '../../../state/mirrors.ts'
import { obedienceStore } from '../../../state/obedience.ts'
import { currentShot } from '../session/current-shot.ts'
import { cameraLayout } from '../session/layout.ts'
import { tokenColour } from './colours.ts'
import type { ColouredSegment } from './fat-lines.ts'

/** Places of the cameras that a take's frames show, in the board's space; null where one cannot be told. */
export type AchievedPath = readonly (readonly [number, number, number] | null)[]

const known = new WeakMap<object, AchievedPath>()

/** The take of the shown shot that the cut has. */
function shownTake(): TakeSummary | null {
  const current = currentShot()
  return current === null ? null : takeInCut(current.shot, takeStore.getState().takes)
}

/** The path that the shot's take achieved; null while it is not known or not to be seen. The same for the same take. */
export function shownAchievedPath(): AchievedPath | null {
  const take = cameraLayout.get().achieved ? shownTake() : null
  const obedience = take === null ? undefined : obedienceStore.getState().byTake.get(take.id)
  if (obedience === undefined || obedience.summary.state !== 'measured') return null
  const path =
    known.get(obedience) ??
    // The editor's axes: y up, z back.
    obedience.frames.map((frame) => {
      const m = frame?.worldFromCamera
      return m === undefined ? null : ([m[3]!, 0 - m[7]!, 0 - m[11]!] as const)
    })
  known.set(obedience, path)
  return path
}

/** The line through the places, broken where one is not known. */
export function achievedSegments(path: AchievedPath | null): ColouredSegment[] {
  if (path === null) return []
  const colour = tokenColour('--camera-achieved')
  return path.flatMap((place, index) => {
    const next = path[index + 1]
    return place === null || next === undefined || next === null ? [] : [{ segment: [place, next] as const, colour }]
  })
}
