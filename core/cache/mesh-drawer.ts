import { TriangleClipper } from './clip.ts'
import type { CacheMesh } from './mesh.ts'
import { createProjectedVertices, projectVertices, type CameraView, type ProjectedVertices } from './projection.ts'
import { drawTriangle, type PixelTarget } from './triangle.ts'

/** Draws the triangles of one mesh for the camera that it was last aimed with. */
export class MeshDrawer {
  readonly mesh: CacheMesh
  readonly #vertices: ProjectedVertices
  #clipper: TriangleClipper | null = null

  constructor(mesh: CacheMesh) {
    this.mesh = mesh
    this.#vertices = createProjectedVertices(mesh)
  }

  aim(view: CameraView): void {
    projectVertices(this.mesh, view, this.#vertices)
    if (this.#clipper) this.#clipper.setView(view)
    else this.#clipper = new TriangleClipper(this.mesh, view)
  }

  /** Draws `indices[start]` to `indices[end - 1]`, three a triangle, as `layer`. */
  draw(target: PixelTarget, indices: Uint32Array, start: number, end: number, layer: number): void {
    const vertices = this.#vertices
    const { inverseDepth, count } = vertices
    for (let i = start; i < end; i += 3) {
      const a = indices[i]!
      const b = indices[i + 1]!
      const c = indices[i + 2]!
      if (inverseDepth[a] !== 0 && inverseDepth[b] !== 0 && inverseDepth[c] !== 0) {
        drawTriangle(target, vertices, a, b, c, layer)
        continue
      }
      const corners = this.#clipper!.clip(a, b, c, vertices)
      for (let k = 1; k < corners - 1; k++) drawTriangle(target, vertices, count, count + k, count + k + 1, layer)
    }
  }
}
