import type { CameraKey } from '../../../../core/camera/path-schema.ts'
import type { ShotGeometry } from '../../../state/board-view/shot-geometry.ts'
import { isAnchorKey } from '../model/board-space.ts'

/** A key as the dope sheet shows it. */
export interface KeyMark {
  readonly timeFrames: number
  readonly easing: CameraKey['easing']
  readonly anchored: boolean
}

let last: readonly KeyMark[] = []

/** The keys in time: the same list while none of them moves in time, so that a drag through space leaves it alone. */
export function keyMarks({ shot }: ShotGeometry): readonly KeyMark[] {
  const keys = shot.camera.source === 'keys' ? shot.camera.path.keys : []
  const marks = keys.map(({ timeFrames, easing }) => ({ timeFrames, easing, anchored: isAnchorKey(shot, timeFrames) }))
  const same =
    marks.length === last.length &&
    marks.every(({ timeFrames, easing, anchored }, index) => {
      const before = last[index]!
      return timeFrames === before.timeFrames && easing === before.easing && anchored === before.anchored
    })
  if (!same) last = marks
  return last
}
