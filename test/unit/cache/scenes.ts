import type { Camera } from '../../../core/contract/generation.ts'
import type { DepthRaster } from '../../../core/cache/depth.ts'
import type { CacheMesh } from '../../../core/cache/mesh.ts'
import type { Picture } from '../../../core/cache/texture.ts'

export type Vector = readonly [number, number, number]

/** Smooth everywhere, different in each channel; x and y are parts of the picture. */
export function smoothColour(x: number, y: number): Vector {
  return [
    127.5 + 100 * Math.sin(5 * x + 2 * y),
    127.5 + 100 * Math.cos(4 * y - 3 * x),
    127.5 + 60 * Math.sin(7 * x) * Math.cos(6 * y),
  ]
}

export function smoothPicture(width: number, height: number): Picture {
  return paint(width, height, (x, y) => smoothColour((x + 0.5) / width, (y + 0.5) / height))
}

/** Unrelated bytes: any shift, blur or swap shows. */
export function noisePicture(width: number, height: number, seed = 1): Picture {
  let state = seed
  const next = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 24
  return paint(width, height, () => [next(), next(), next()])
}

export function paint(width: number, height: number, colour: (x: number, y: number) => Vector): Picture {
  const rgb = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rgb.set(colour(x, y).map(Math.round), (y * width + x) * 3)
  }
  return { width, height, rgb }
}

export function depthOf(width: number, height: number, depth: (x: number, y: number) => number): DepthRaster {
  const values = new Float32Array(width * height)
  for (let i = 0; i < values.length; i++) values[i] = depth(i % width, Math.floor(i / width))
  return { width, height, values }
}

/** Rotation about the camera's y (pan), x (tilt) and z (roll), in that order, as rows. */
export function rotation(pan: number, tilt = 0, roll = 0): number[][] {
  const [cp, sp, ct, st] = [Math.cos(pan), Math.sin(pan), Math.cos(tilt), Math.sin(tilt)]
  const [cr, sr] = [Math.cos(roll), Math.sin(roll)]
  const aboutY = [
    [cp, 0, sp],
    [0, 1, 0],
    [-sp, 0, cp],
  ]
  const aboutX = [
    [1, 0, 0],
    [0, ct, -st],
    [0, st, ct],
  ]
  const aboutZ = [
    [cr, -sr, 0],
    [sr, cr, 0],
    [0, 0, 1],
  ]
  return multiply(multiply(aboutY, aboutX), aboutZ)
}

function multiply(a: number[][], b: number[][]): number[][] {
  return a.map((row) => [0, 1, 2].map((j) => row.reduce((sum, value, k) => sum + value * b[k]![j]!, 0)))
}

/** A contract camera; numbers are rounded to float32 as compile-shot does. */
export function camera(intrinsics: readonly number[], rows = rotation(0), position: Vector = [0, 0, 0]): Camera {
  const worldFromCamera = rows.flatMap((row, i) => [...row, position[i]!]).map(Math.fround)
  return { worldFromCamera, intrinsics: intrinsics.map(Math.fround) }
}

/** Where the camera sees a world point, in pixels, computed from the pose alone. */
export function project(view: Camera, point: Vector): { x: number; y: number; depth: number } {
  const m = view.worldFromCamera
  const offset = [0, 1, 2].map((i) => point[i]! - m[i * 4 + 3]!)
  const [x, y, z] = [0, 1, 2].map((j) => [0, 1, 2].reduce((sum, i) => sum + m[i * 4 + j]! * offset[i]!, 0))
  const [fx, fy, cx, cy] = view.intrinsics
  return { x: (fx! * x!) / z! + cx!, y: (fy! * y!) / z! + cy!, depth: z! }
}

/** A mesh of loose triangles, no rim, no surround. */
export function meshOf(positions: readonly number[], indices: readonly number[], uvs?: readonly number[]): CacheMesh {
  return {
    positions: Float32Array.from(positions),
    uvs: Float32Array.from(uvs ?? new Array<number>((positions.length / 3) * 2).fill(0.5)),
    indices: Uint32Array.from(indices),
    rimStart: indices.length,
    fringeStart: indices.length,
    surroundIndices: new Uint32Array(0),
  }
}
