import type { Camera } from '../contract/generation.ts'

/** Features followed from the board's picture through a take's frames. */
export interface Tracks {
  readonly count: number
  /** Where they are in the board's picture: `[count, 2]` pixels, centres at half integers. */
  readonly board: Float64Array
  /** Where they are in each frame, film order: `[count, 2]` pixels; NaN once a feature is lost. */
  readonly frames: readonly Float64Array[]
  /** The frame that the board's picture was compared with; the others were reached from there. */
  readonly startFrame: number
}

/** A part of the model's frame, drawn with pixels of its own: how a take's frames are seen by what tracks them. */
export interface TrackedFrame {
  readonly width: number
  readonly height: number
  /** In pixels of the model size. */
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
}

/** fx, fy, cx, cy in pixels of the tracked frame from those of the model's. */
export function trackedLens(intrinsics: readonly number[], { width, height, box }: TrackedFrame): number[] {
  const [fx = 1, fy = 1, cx = 0, cy = 0] = intrinsics
  const across = width / box.width
  const down = height / box.height
  return [fx * across, fy * down, (cx - box.x) * across, (cy - box.y) * down]
}

/**
 * The frame whose camera is nearest to the board's, the first of several: there the features are looked for first. Near is
 * by how far the picture's corners and middle move at one subject distance.
 */
export function startFrameOf(
  cameras: readonly Camera[],
  boardIntrinsics: readonly number[],
  frame: TrackedFrame,
): number {
  let nearest = 0
  let least = Infinity
  cameras.forEach((camera, index) => {
    const moved = cornersMoved(camera, boardIntrinsics, frame)
    if (moved >= least) return
    nearest = index
    least = moved
  })
  return nearest
}

function cornersMoved(
  { worldFromCamera: m, intrinsics }: Camera,
  board: readonly number[],
  { box }: TrackedFrame,
): number {
  const [fx = 1, fy = 1, cx = 0, cy = 0] = intrinsics
  const [bx = 1, by = 1, ox = 0, oy = 0] = board
  let most = 0
  for (const across of [0, 0.5, 1]) {
    for (const down of [0, 0.5, 1]) {
      const u = box.x + across * box.width
      const v = box.y + down * box.height
      const point = [(u - ox) / bx - m[3]!, (v - oy) / by - m[7]!, 1 - m[11]!] as const
      const seen = [0, 1, 2].map((axis) => m[axis]! * point[0] + m[axis + 4]! * point[1] + m[axis + 8]! * point[2])
      const [x = 0, y = 0, z = 0] = seen
      if (z <= 0) return Infinity
      const dx = (fx * x) / z + cx - u
      const dy = (fy * y) / z + cy - v
      most = Math.max(most, dx * dx + dy * dy)
    }
  }
  return most
}
