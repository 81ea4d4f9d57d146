import type { ShotGeometry } from '../../../state/board-view/shot-geometry.ts'
import { travelPerFrame } from '../model/path-health.ts'

/** Distance of the shot's camera from each frame to the next, subject distances; 0 across a cut of the path. */
export function travelOf({ cameras, frames, shot: { camera } }: ShotGeometry): number[] {
  return travelPerFrame(cameras, camera.source === 'keys' ? camera.path : null, frames.start)
}
