import { degreesFromRadians } from '../camera/intrinsics.ts'
import type { Camera } from '../contract/generation.ts'
import { invertMatrix, matrixFromRows3x4, multiplyMatrices, type Matrix4 } from '../math/matrix4.ts'
import { atan2 } from '../math/trigonometry.ts'

/** What a camera does from its first frame to its last, in film terms; positive as the names of moves have it. */
export interface CameraChange {
  readonly panDegrees: number
  readonly tiltDegrees: number
  readonly rollDegrees: number
  /** Subject distances. */
  readonly dolly: number
  readonly truck: number
  readonly pedestal: number
  /** Last focal length ÷ first. */
  readonly zoom: number
}

/** The change from one camera to another, seen from the first. Angles are turned in the order pan, tilt, roll. */
export function cameraChange(first: Camera, last: Camera): CameraChange {
  // A pose is rigid and has an inverse.
  const inverse = invertMatrix(matrixFromRows3x4(first.worldFromCamera)) as Matrix4
  const pose = multiplyMatrices(inverse, matrixFromRows3x4(last.worldFromCamera))
  const [x, y, z] = [pose[2]!, pose[6]!, pose[10]!]
  return {
    panDegrees: degreesFromRadians(atan2(x, z)),
    tiltDegrees: degreesFromRadians(atan2(0 - y, Math.sqrt(x * x + z * z))),
    rollDegrees: degreesFromRadians(atan2(pose[4]!, pose[5]!)),
    dolly: pose[11]!,
    truck: pose[3]!,
    pedestal: 0 - pose[7]!,
    zoom: last.intrinsics[0]! / first.intrinsics[0]!,
  }
}

/** A move that a reader would see: degrees, metres, or last focal length ÷ first. */
export interface CameraMove {
  readonly kind: 'pan' | 'tilt' | 'roll' | 'dolly' | 'truck' | 'pedestal' | 'zoom'
  readonly amount: number
}

/** What is smaller than this is no move: degrees, subject distances, part of the focal length. */
const leastDegrees = 0.75
const leastDistance = 0.02
const leastZoom = 0.015

/** The moves of a change, travel first, the lens last. */
export function cameraMoves(change: CameraChange, metresPerUnit: number): CameraMove[] {
  const { dolly, truck, pedestal, panDegrees: pan, tiltDegrees: tilt, rollDegrees: roll, zoom } = change
  return [
    ...Object.entries({ dolly, truck, pedestal })
      .filter(([, distance]) => Math.abs(distance) >= leastDistance)
      .map(([kind, distance]) => ({ kind: kind as CameraMove['kind'], amount: distance * metresPerUnit })),
    ...Object.entries({ pan, tilt, roll })
      .filter(([, degrees]) => Math.abs(degrees) >= leastDegrees)
      .map(([kind, amount]) => ({ kind: kind as CameraMove['kind'], amount })),
    ...(Math.abs(zoom - 1) >= leastZoom ? [{ kind: 'zoom', amount: zoom } as const] : []),
  ]
}
