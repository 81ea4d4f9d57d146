import type { Color, InterleavedBufferAttribute } from 'three'
import { LineMaterial } from 'three/addons/lines/LineMaterial.js'
import { LineSegments2 } from 'three/addons/lines/LineSegments2.js'
import { LineSegmentsGeometry } from 'three/addons/lines/LineSegmentsGeometry.js'
import type { Segment } from '../model/screen.ts'

/** A line with its colour. */
export interface ColouredSegment {
  readonly segment: Segment
  readonly colour: Color
}

const valuesPerLine = 6

/** Lines some pixels wide, whatever the distance. Their buffers are filled in place, so that a drag allocates nothing. */
export class FatLines {
  readonly object: LineSegments2
  #capacity = 0

  constructor(widthPixels: number, { opacity = 1, onTop = false }: { opacity?: number; onTop?: boolean } = {}) {
    const material = new LineMaterial({
      linewidth: widthPixels,
      vertexColors: true,
      transparent: opacity < 1 || onTop,
      opacity,
      depthTest: !onTop,
      depthWrite: !onTop,
      toneMapped: false,
    })
    this.object = new LineSegments2(new LineSegmentsGeometry(), material)
    this.object.frustumCulled = false
    this.object.renderOrder = onTop ? 2 : 1
    this.#grow(64)
  }

  set(lines: readonly ColouredSegment[]): void {
    if (lines.length > this.#capacity) this.#grow(lines.length * 2)
    const { attributes } = this.object.geometry
    const positions = (attributes['instanceStart'] as InterleavedBufferAttribute).data
    const colours = (attributes['instanceColorStart'] as InterleavedBufferAttribute).data
    lines.forEach(({ segment, colour }, index) => {
      const at = index * valuesPerLine
      for (let end = 0; end < 2; end++) {
        for (let axis = 0; axis < 3; axis++) positions.array[at + end * 3 + axis] = segment[end]![axis]!
        colours.array[at + end * 3] = colour.r
        colours.array[at + end * 3 + 1] = colour.g
        colours.array[at + end * 3 + 2] = colour.b
      }
    })
    positions.needsUpdate = true
    colours.needsUpdate = true
    this.object.geometry.instanceCount = lines.length
    this.object.visible = lines.length > 0
  }

  dispose(): void {
    this.object.geometry.dispose()
    this.object.material.dispose()
  }

  #grow(capacity: number): void {
    this.object.geometry.dispose()
    const geometry = new LineSegmentsGeometry()
    geometry.setPositions(new Float32Array(capacity * valuesPerLine))
    geometry.setColors(new Float32Array(capacity * valuesPerLine))
    this.object.geometry = geometry
    this.#capacity = capacity
  }
}
