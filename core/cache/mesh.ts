import { checkDepth, type DepthRaster, type FrameIntrinsics } from './depth.ts'
import { FAR_FRINGE, NEAR_RIM } from './rim.ts'
import { SurfaceGrid } from './surface-grid.ts'

/**
 * The board as triangles in its camera's space: OpenCV axes (x right, y down, z forward), lengths in subject
 * distances. Triangles that face the board's camera are counter-clockwise as seen from it.
 */
export interface CacheMesh {
  /** `[vertices, 3]` */
  readonly positions: Float32Array
  /** `[vertices, 2]`, parts of the picture's width and height, row 0 at v = 0. */
  readonly uvs: Float32Array
  /** `[triangles, 3]` of what the board shows; a viewport draws exactly these. */
  readonly indices: Uint32Array
  /** Where in `indices` the triangles at depth jumps begin: surface that must not colour the hole behind it. */
  readonly rimStart: number
  /** Where the far sides of depth jumps begin, up to the end: surface that holds some of the near object's colour. */
  readonly fringeStart: number
  /**
   * `[triangles, 3]` of a wide flat margin that continues the frame's border outward with its own depth and colour:
   * what the hole fill shows outside the board's frame. It is never covered.
   */
  readonly surroundIndices: Uint32Array
}

/**
 * Turns a depth raster into a mesh: a vertex at each sample's pixel centre, two triangles per cell. The outermost half
 * pixel is extrapolated, so that the mesh fills the frame edge to edge. Where depth jumps the cell is cut along its
 * middle lines and each side keeps its own depth, so that nothing stretches between near and far and yet a camera
 * that only turns or zooms sees no crack.
 * @param intrinsics of the board's camera in pixels of `frame`
 * @throws StudioError `cache.raster.length`, `cache.depth.invalid`
 */
export function buildCacheMesh(
  depth: DepthRaster,
  intrinsics: FrameIntrinsics,
  frame: { readonly width: number; readonly height: number },
): CacheMesh {
  checkDepth(depth)
  const grid = new SurfaceGrid(depth, intrinsics, frame)
  const lastColumn = grid.columns - 2
  const lastRow = grid.rows - 2
  for (let row = 1; row < lastRow; row++) {
    for (let column = 1; column < lastColumn; column++) grid.addCell(column, row)
  }
  const surfaceLength = grid.indexCount
  for (let column = 0; column <= lastColumn; column++) {
    grid.addCell(column, 0)
    grid.addCell(column, lastRow)
  }
  for (let row = 1; row < lastRow; row++) {
    grid.addCell(0, row)
    grid.addCell(lastColumn, row)
  }
  const sorted = sortRimLast(grid.indices.subarray(0, surfaceLength), grid.rim)
  return {
    positions: grid.positions.slice(0, grid.vertexCount * 3),
    uvs: grid.uvs.slice(0, grid.vertexCount * 2),
    ...sorted,
    surroundIndices: grid.indices.slice(surfaceLength, grid.indexCount),
  }
}

/** Keeps the order of triangles but for moving those that touch a rim, then those that touch a fringe, to the end. */
function sortRimLast(triangles: Uint32Array, rim: Uint8Array): Pick<CacheMesh, 'indices' | 'rimStart' | 'fringeStart'> {
  const classOf = (first: number): number => {
    const [a, b, c] = [rim[triangles[first]!]!, rim[triangles[first + 1]!]!, rim[triangles[first + 2]!]!]
    return a === NEAR_RIM || b === NEAR_RIM || c === NEAR_RIM ? NEAR_RIM : Math.max(a, b, c)
  }
  const indices = new Uint32Array(triangles.length)
  const starts: number[] = []
  let end = 0
  for (const wanted of [0, NEAR_RIM, FAR_FRINGE]) {
    starts.push(end)
    for (let i = 0; i < triangles.length; i += 3) {
      if (classOf(i) !== wanted) continue
      for (let k = i; k < i + 3; k++) indices[end++] = triangles[k]!
    }
  }
  const [, rimStart = end, fringeStart = end] = starts
  return { indices, rimStart, fringeStart }
}
