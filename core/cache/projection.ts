import { StudioError } from '../contract/errors.ts'
import type { Camera } from '../contract/generation.ts'
import type { CacheMesh } from './mesh.ts'

/** Nothing nearer to a camera than this, in subject distances, is drawn: triangles that reach in front are clipped. */
export const NEAR_DEPTH = 0.02

/** Vertices are placed on a grid of 1/1024 pixel, so that edge tests are exact integers: no gap, no double hit. */
export const SUBPIXEL_BITS = 10
export const SUBPIXEL_STEPS = 1 << SUBPIXEL_BITS

/** Triangles are clipped to this many pixels round the frame's corner, which keeps edge tests below 2^52. */
export const GUARD_PIXELS = 16384

/** The largest polygon that clipping makes of a triangle: one more corner for each of the five planes. */
export const CLIPPED_VERTICES = 8

/** Vertices of a mesh as one camera sees them, with room for a clipped polygon at the end. */
export interface ProjectedVertices {
  /** Number of the mesh's own vertices. */
  readonly count: number
  /** Pixel positions in steps of 1/1024 pixel. */
  readonly x: Int32Array
  readonly y: Int32Array
  /** 1 / z-depth; 0 marks a vertex that its triangles have to be clipped for. */
  readonly inverseDepth: Float64Array
  readonly u: Float32Array
  readonly v: Float32Array
}

/** Camera-from-world as 9 + 3 numbers and intrinsics, checked. */
export interface CameraView {
  readonly rotation: readonly number[]
  readonly translation: readonly number[]
  readonly intrinsics: readonly number[]
}

export function createProjectedVertices(mesh: CacheMesh): ProjectedVertices {
  const count = mesh.positions.length / 3
  const room = count + CLIPPED_VERTICES
  const u = new Float32Array(room)
  const v = new Float32Array(room)
  for (let i = 0; i < count; i++) {
    u[i] = mesh.uvs[i * 2]!
    v[i] = mesh.uvs[i * 2 + 1]!
  }
  return { count, x: new Int32Array(room), y: new Int32Array(room), inverseDepth: new Float64Array(room), u, v }
}

/**
 * The view of a contract camera: its rotation transposed and its position taken into camera space.
 * @throws StudioError `cache.camera` for a value that is not finite or a focal length that is not positive
 */
export function cameraView(camera: Camera): CameraView {
  const pose = camera.worldFromCamera
  const badPose = pose.findIndex((value) => !Number.isFinite(value))
  if (badPose >= 0) throw new StudioError('cache.camera', { name: `pose[${badPose}]`, value: pose[badPose]! })
  for (const [k, name] of ['fx', 'fy', 'cx', 'cy'].entries()) {
    const value = camera.intrinsics[k] ?? NaN
    if (!Number.isFinite(value) || (k < 2 && value <= 0)) throw new StudioError('cache.camera', { name, value })
  }
  const [r00 = 0, r01 = 0, r02 = 0, x = 0, r10 = 0, r11 = 0, r12 = 0, y = 0, r20 = 0, r21 = 0, r22 = 0, z = 0] = pose
  return {
    rotation: [r00, r10, r20, r01, r11, r21, r02, r12, r22],
    translation: [-(r00 * x + r10 * y + r20 * z), -(r01 * x + r11 * y + r21 * z), -(r02 * x + r12 * y + r22 * z)],
    intrinsics: camera.intrinsics,
  }
}

/** Projects every vertex of the mesh into `vertices`. */
export function projectVertices(mesh: CacheMesh, view: CameraView, vertices: ProjectedVertices): void {
  const [r0 = 0, r1 = 0, r2 = 0, r3 = 0, r4 = 0, r5 = 0, r6 = 0, r7 = 0, r8 = 0] = view.rotation
  const [tx = 0, ty = 0, tz = 0] = view.translation
  const [fx = 0, fy = 0, cx = 0, cy = 0] = view.intrinsics
  const { positions } = mesh
  const { count, x, y, inverseDepth } = vertices
  for (let i = 0, p = 0; i < count; i++, p += 3) {
    const px = positions[p]!
    const py = positions[p + 1]!
    const pz = positions[p + 2]!
    const depth = r6 * px + r7 * py + r8 * pz + tz
    inverseDepth[i] = 0
    if (depth < NEAR_DEPTH) continue
    const inverse = 1 / depth
    const column = fx * (r0 * px + r1 * py + r2 * pz + tx) * inverse + cx
    const row = fy * (r3 * px + r4 * py + r5 * pz + ty) * inverse + cy
    if (column < -GUARD_PIXELS || column > GUARD_PIXELS || row < -GUARD_PIXELS || row > GUARD_PIXELS) continue
    x[i] = Math.floor(column * SUBPIXEL_STEPS + 0.5)
    y[i] = Math.floor(row * SUBPIXEL_STEPS + 0.5)
    inverseDepth[i] = inverse
  }
}
