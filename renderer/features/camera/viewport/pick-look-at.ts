import type { CacheMesh } from '../../../../core/cache/mesh.ts'
import { surfacePoint, type Ray } from '../model/surface-pick.ts'
import { lookAtPicked, setLookingFor } from '../session/look-at.ts'
import { turnPilotTo } from './eye-control.ts'

/** Turns the piloted camera, else keys, to what the board shows on a ray. @param all turns every key */
export function pickLookAt(mesh: CacheMesh, ray: Ray, all: boolean): void {
  const point = surfacePoint(mesh, ray)
  if (point !== null && turnPilotTo(point)) setLookingFor(false)
  else lookAtPicked(point, { all })
}
