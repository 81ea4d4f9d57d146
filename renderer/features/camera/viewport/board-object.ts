import {
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
import { FrameClipper } from '../model/clip-to-frame.ts'
import type { Frustum } from '../model/frustum.ts'
import { tokenColour } from './colours.ts'

/** The board in the space: the model's own triangles, and the picture in the cone of the camera that took it. */
export class BoardObject {
  readonly group = new Group()
  readonly #surface: Mesh
  readonly #beside: Mesh<BufferGeometry, ShaderMaterial>
  readonly #picture: Mesh
  readonly #texture: DataTexture
  /** The board's surroundings in the space, clipped to what the present camera sees. */
  readonly #surround: FrameClipper
  #clippedTo: readonly number[] | null = null

  constructor(mesh: CacheMesh, picture: Picture) {
    this.#texture = textureOf(picture)
    const positions = editorPositions(mesh.positions)
    this.#surround = new FrameClipper(positions, mesh.surroundIndices)
    const geometry = new BufferGeometry()
    geometry.setAttribute('position', new BufferAttribute(positions, 3))
    geometry.setAttribute('uv', new BufferAttribute(mesh.uvs, 2))
    geometry.setIndex(new BufferAttribute(mesh.indices, 1))
    this.#surface = new Mesh(geometry, boardMaterial(this.#texture))
    this.#beside = new Mesh(new BufferGeometry(), hatching())
    const glass = new MeshBasicMaterial({ map: this.#texture, toneMapped: false, side: DoubleSide })
    this.#picture = new Mesh(new BufferGeometry(), glass)
    this.group.add(this.#surface, this.#beside, this.#picture)
    for (const each of [this.#surface, this.#beside, this.#picture]) each.frustumCulled = false
  }

  /** @param cone of the board's camera, whose far side holds the picture; null hides it */
  showPicture(cone: Frustum | null): void {
    this.#picture.visible = cone !== null
    if (cone === null) return
    const geometry = this.#picture.geometry
    geometry.setAttribute('position', new BufferAttribute(new Float32Array(cone.corners.flat()), 3))
    geometry.setAttribute('uv', new BufferAttribute(new Float32Array([0, 0, 1, 0, 1, 1, 0, 1]), 2))
    geometry.setIndex([0, 3, 2, 0, 2, 1])
  }

  /**
   * Hatches what a camera sees beside the board.
   * @param frameFromWorld of that camera; null hides it
   */
  showBeside(frameFromWorld: readonly number[] | null): void {
    this.#beside.visible = frameFromWorld !== null
    const same = frameFromWorld?.every((value, index) => value === this.#clippedTo?.[index]) === true
    if (frameFromWorld === null || same) return
    this.#clippedTo = frameFromWorld
    const seen = this.#surround.clip(frameFromWorld)
    this.#beside.geometry.dispose()
    this.#beside.geometry.setAttribute('position', new BufferAttribute(seen, 3))
    this.#beside.visible = seen.length > 0
  }

  dispose(): void {
    this.#texture.dispose()
    for (const mesh of [this.#surface, this.#beside, this.#picture]) {
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

function editorPositions(positions: Float32Array): Float32Array {
  const turned = new Float32Array(positions.length)
  for (let at = 0; at < positions.length; at += 3) {
    turned.set(editorPointFromOpenCv([positions[at]!, positions[at + 1]!, positions[at + 2]!]), at)
  }
  return turned
}

/** Slanting stripes of the screen. */
function hatching(): ShaderMaterial {
  return new ShaderMaterial({
    uniforms: { colour: { value: tokenColour('--uncovered') } },
    vertexShader: 'void main() { gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0); }',
    fragmentShader: `uniform vec3 colour;
void main() {
  if (mod(gl_FragCoord.x + gl_FragCoord.y, 8.0) > 1.8) discard;
  gl_FragColor = vec4(colour, 0.85);
  #include <colorspace_fragment>
}`,
    transparent: true,
    depthWrite: false,
    side: DoubleSide,
  })
}

/** The board's front shows the picture, its back a plain grey: one pass over the triangles draws both. */
function boardMaterial(map: DataTexture): MeshBasicMaterial {
  const material = new MeshBasicMaterial({ map, toneMapped: false, side: DoubleSide })
  const back = tokenColour('--line-soft')
  material.onBeforeCompile = (shader) => {
    shader.uniforms['back'] = { value: back }
    shader.fragmentShader = `uniform vec3 back;\n${shader.fragmentShader}`.replace(
      '#include <map_fragment>',
      '#include <map_fragment>\n  if (!gl_FrontFacing) diffuseColor.rgb = back;',
    )
  }
  return material
}
