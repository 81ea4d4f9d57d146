import type { Camera } from '../contract/generation.ts'
import type { DepthRaster } from './depth.ts'
import type { CacheMesh } from './mesh.ts'
import { isOneSurface } from './rim.ts'
import { SurfaceGrid } from './surface-grid.ts'

/** Pixels of a view per side of a mesh cell: depth behind what a board shows is smooth. */
const CELL_PIXELS = 2

/** What a view shows where nothing was known, as a raster that covers its frame edge to edge. */
export interface InventedView {
  readonly camera: Camera
  readonly width: number
  readonly height: number
  /** 1 / z-depth of every pixel, positive, `[height, width]`. */
  readonly inverseDepth: Float32Array
  /** 1 where the view shows something new, `[height, width]`. */
  readonly missing: Uint8Array
}

/**
 * The new part of a view as triangles in the world, a little larger than it is, so that it reaches under the surface
 * around it and no crack opens between them. Depth jumps are cut as in the board's own mesh; texture coordinates are
 * parts of the view's frame.
 */
export function inventedMesh(view: InventedView): CacheMesh {
  const depth = coarseDepth(view)
  const grid = new SurfaceGrid(depth, view.camera.intrinsics, view)
  const wanted = wantedSamples(view, depth)
  // The grid has two rings of points round the samples; the outer one, far outside, is left out.
  const sample = (column: number, row: number): number => {
    const x = Math.min(depth.width - 1, Math.max(0, column - 2))
    const y = Math.min(depth.height - 1, Math.max(0, row - 2))
    return wanted[y * depth.width + x]!
  }
  for (let row = 1; row < grid.rows - 2; row++) {
    for (let column = 1; column < grid.columns - 2; column++) {
      const any = sample(column, row) | sample(column + 1, row) | sample(column, row + 1) | sample(column + 1, row + 1)
      if (any !== 0) grid.addCell(column, row)
    }
  }
  return worldMesh(grid, view.camera)
}

/** z-depth of cells; a cell with a depth jump inside takes its far side, as holes open in front of it. */
function coarseDepth({ width, height, inverseDepth }: InventedView): DepthRaster {
  const columns = Math.ceil(width / CELL_PIXELS)
  const rows = Math.ceil(height / CELL_PIXELS)
  const values = new Float32Array(columns * rows)
  for (let cell = 0; cell < values.length; cell++) {
    const left = (cell % columns) * CELL_PIXELS
    const top = Math.floor(cell / columns) * CELL_PIXELS
    let least = Infinity
    let most = 0
    let sum = 0
    let count = 0
    for (let y = top; y < Math.min(height, top + CELL_PIXELS); y++) {
      for (let x = left; x < Math.min(width, left + CELL_PIXELS); x++) {
        const value = inverseDepth[y * width + x]!
        least = Math.min(least, value)
        most = Math.max(most, value)
        sum += value
        count++
      }
    }
    values[cell] = 1 / (isOneSurface(least, most) ? sum / count : least)
  }
  return { width: columns, height: rows, values }
}

/** 1 for each cell that holds a missing pixel, and for its eight neighbours. */
function wantedSamples({ width, missing }: InventedView, depth: DepthRaster): Uint8Array {
  const wanted = new Uint8Array(depth.values.length)
  for (let pixel = 0; pixel < missing.length; pixel++) {
    if (missing[pixel] === 0) continue
    const column = Math.floor((pixel % width) / CELL_PIXELS)
    const row = Math.floor(Math.floor(pixel / width) / CELL_PIXELS)
    for (let y = Math.max(0, row - 1); y <= Math.min(depth.height - 1, row + 1); y++) {
      wanted.fill(1, y * depth.width + Math.max(0, column - 1), y * depth.width + Math.min(depth.width, column + 2))
    }
  }
  return wanted
}

/** The grid's triangles and the vertices that they use, out of the camera's space into the world. */
function worldMesh(grid: SurfaceGrid, { worldFromCamera: pose }: Camera): CacheMesh {
  const old = grid.indices.subarray(0, grid.indexCount)
  const renamed = new Int32Array(grid.vertexCount).fill(-1)
  let count = 0
  const indices = Uint32Array.from(old, (vertex) =>
    renamed[vertex]! < 0 ? (renamed[vertex] = count++) : renamed[vertex]!,
  )
  const positions = new Float32Array(count * 3)
  const uvs = new Float32Array(count * 2)
  for (let vertex = 0; vertex < renamed.length; vertex++) {
    const to = renamed[vertex]!
    if (to < 0) continue
    const x = grid.positions[vertex * 3]!
    const y = grid.positions[vertex * 3 + 1]!
    const z = grid.positions[vertex * 3 + 2]!
    for (let k = 0; k < 3; k++) {
      positions[to * 3 + k] = pose[k * 4]! * x + pose[k * 4 + 1]! * y + pose[k * 4 + 2]! * z + pose[k * 4 + 3]!
    }
    uvs[to * 2] = grid.uvs[vertex * 2]!
    uvs[to * 2 + 1] = grid.uvs[vertex * 2 + 1]!
  }
  return {
    positions,
    uvs,
    indices,
    rimStart: indices.length,
    fringeStart: indices.length,
    surroundIndices: new Uint32Array(0),
  }
}
