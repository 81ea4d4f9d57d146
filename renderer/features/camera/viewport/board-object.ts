import {
  BackSide,
  BufferAttribute,
  BufferGeometry,
  DataTexture,
  DoubleSide,
  Group,
  LinearFilter,
  LinearMipmapLinearFilter,
  Mesh,
  MeshBasicMaterial,
  ShaderMaterial,
  SRGBColorSpace,
} from 'three'
import type { CacheMesh } from '../../../../core/cache/mesh.ts'
import type { Picture } from '../../../../core/cache/texture.ts'
import { editorPointFromOpenCv } from '../../../../core/camera/conventions.ts'
import type { Frustum } from '../model/frustum.ts'
import { tokenColour } from './colours.ts'

/** The board in the space: the model's own triangles, and the picture in the cone of the camera that took it. */
export class BoardObject {
  readonly group = new Group()
  readonly #surface: Mesh
  readonly #back: Mesh
  readonly #surround: Mesh
  readonly #picture: Mesh
  readonly #texture: DataTexture

  constructor(mesh: CacheMesh, picture: Picture) {
    this.#texture = textureOf(picture)
    const front = new MeshBasicMaterial({ map: this.#texture, toneMapped: false })
    const behind = new MeshBasicMaterial({ color: tokenColour('--line-soft'), side: BackSide, toneMapped: false })
    const geometry = surfaceOf(mesh, mesh.indices)
    this.#surface = new Mesh(geometry, front)
    this.#back = new Mesh(geometry, behind)
    this.#surround = new Mesh(surfaceOf(mesh, mesh.surroundIndices), hatching())
    const glass = new MeshBasicMaterial({ map: this.#texture, toneMapped: false, side: DoubleSide })
    this.#picture = new Mesh(new BufferGeometry(), glass)
    this.group.add(this.#surface, this.#back, this.#surround, this.#picture)
    for (const each of [this.#surface, this.#back, this.#surround, this.#picture]) each.frustumCulled = false
  }

  /** @param cone of the board's camera, whose far side holds the picture; null hides it */
  show({ surround, cone }: { readonly surround: boolean; readonly cone: Frustum | null }): void {
    this.#surround.visible = surround
    this.#picture.visible = cone !== null
    if (cone === null) return
    const geometry = this.#picture.geometry
    geometry.setAttribute('position', new BufferAttribute(new Float32Array(cone.corners.flat()), 3))
    geometry.setAttribute('uv', new BufferAttribute(new Float32Array([0, 0, 1, 0, 1, 1, 0, 1]), 2))
    geometry.setIndex([0, 3, 2, 0, 2, 1])
  }

  dispose(): void {
    this.#texture.dispose()
    for (const mesh of [this.#surface, this.#back, this.#surround, this.#picture]) {
      mesh.geometry.dispose()
      const { material } = mesh
      for (const each of Array.isArray(material) ? material : [material]) each.dispose()
    }
  }
}

/** Row 0 of the picture lies at v = 0, as in the model's triangles. */
function textureOf({ width, height, rgb }: Picture): DataTexture {
  const rgba = new Uint8Array(width * height * 4).fill(255)
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    rgba[to] = rgb[from]!
    rgba[to + 1] = rgb[from + 1]!
    rgba[to + 2] = rgb[from + 2]!
  }
  const texture = new DataTexture(rgba, width, height)
  texture.colorSpace = SRGBColorSpace
  texture.magFilter = LinearFilter
  texture.minFilter = LinearMipmapLinearFilter
  texture.generateMipmaps = true
  texture.needsUpdate = true
  return texture
}

function surfaceOf({ positions, uvs }: CacheMesh, indices: Uint32Array): BufferGeometry {
  const turned = new Float32Array(positions.length)
  for (let at = 0; at < positions.length; at += 3) {
    turned.set(editorPointFromOpenCv([positions[at]!, positions[at + 1]!, positions[at + 2]!]), at)
  }
  const geometry = new BufferGeometry()
  geometry.setAttribute('position', new BufferAttribute(turned, 3))
  geometry.setAttribute('uv', new BufferAttribute(uvs, 2))
  geometry.setIndex(new BufferAttribute(indices, 1))
  return geometry
}

/** Slanting stripes of the screen: what is drawn so is not the board's. */
function hatching(): ShaderMaterial {
  return new ShaderMaterial({
    uniforms: { colour: { value: tokenColour('--uncovered') } },
    vertexShader: 'void main() { gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0); }',
    fragmentShader: `uniform vec3 colour;
void main() {
  if (mod(gl_FragCoord.x + gl_FragCoord.y, 9.0) > 1.6) discard;
  gl_FragColor = vec4(colour, 0.5);
  #include <colorspace_fragment>
}`,
    transparent: true,
    depthWrite: false,
    side: DoubleSide,
  })
}
