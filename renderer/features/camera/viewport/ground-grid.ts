import { BufferAttribute, BufferGeometry, LineBasicMaterial, LineSegments } from 'three'
import { tokenColour } from './colours.ts'

/** Height of the lens over the ground that the grid assumes, and its extent, in metres. */
const eyeHeightMetres = 1.6
const halfExtentMetres = 12

/** A floor of square metres under the camera; each fifth line is stronger. */
export function groundGrid(metresPerUnit: number): LineSegments<BufferGeometry, LineBasicMaterial> {
  const positions: number[] = []
  const colours: number[] = []
  const [faint, strong] = [tokenColour('--line-soft'), tokenColour('--line')]
  const y = -eyeHeightMetres / metresPerUnit
  const reach = halfExtentMetres / metresPerUnit
  for (let metre = -halfExtentMetres; metre <= halfExtentMetres; metre++) {
    const at = metre / metresPerUnit
    const { r, g, b } = metre % 5 === 0 ? strong : faint
    positions.push(at, y, -reach, at, y, reach, -reach, y, at, reach, y, at)
    for (let end = 0; end < 4; end++) colours.push(r, g, b)
  }
  const geometry = new BufferGeometry()
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(positions), 3))
  geometry.setAttribute('color', new BufferAttribute(new Float32Array(colours), 3))
  return new LineSegments(geometry, new LineBasicMaterial({ vertexColors: true, toneMapped: false }))
}
