import { depthFromDepth, depthFromInverse, type AnsweredDepth } from '../../core/cache/answered-depth.ts'
import { depthFromPoints } from '../../core/cache/point-depth.ts'
import { depthInterface, type DepthInterface } from '../../core/contract/depth-interface.ts'
import type { DepthFacts, DepthPackManifest } from '../../core/contract/depth-pack.ts'
import { StudioError } from '../../core/contract/errors.ts'
import type { Network } from '../runtime/network.ts'
import { floatTensor, valueCount, type FloatTensor } from '../runtime/tensor.ts'

/** An answer at the size in which the network gave it. */
export interface NetworkAnswer extends AnsweredDepth {
  readonly width: number
  readonly height: number
}

/** A depth network that a user has brought: any export whose manifest says what it wants and what its answer means. */
export class UserDepthNetwork {
  readonly #network: Network
  readonly #manifest: Pick<DepthPackManifest, 'id' | 'components' | 'depth'>

  constructor(network: Network, manifest: Pick<DepthPackManifest, 'id' | 'components' | 'depth'>) {
    this.#network = network
    this.#manifest = manifest
  }

  /**
   * The depth of one picture.
   * @param rgb 8-bit `[height, width, 3]`, of a size that the network takes
   * @param focalWidths focal length in widths of the picture
   * @throws StudioError `inference.run-failed`, `inference.depth-shape`, `inference.depth-answer`
   */
  async estimate(rgb: Uint8Array, width: number, height: number, focalWidths: number): Promise<NetworkAnswer> {
    const { id, depth: facts } = this.#manifest
    const asked = interfaceOf(this.#manifest)
    const image = floatTensor([1, 3, height, width], normalisedPicture(rgb, facts))
    const { tokens, mask: maskName } = asked
    const counts = tokens ? [{ name: tokens.name, dims: tokens.shape.map(() => 1), value: facts.tokens! }] : []
    const outputs = { [asked.answer]: null, ...(maskName === null ? {} : { [maskName]: null }) }
    const results: Readonly<Record<string, FloatTensor>> = await this.#network.run(
      { [asked.image.name]: image },
      outputs,
      counts,
    )
    const answer = results[asked.answer]!
    const size = answerSize(answer, facts, id)
    if (facts.answer === 'inverse-depth') return { ...size, ...depthFromInverse(answer.data) }
    if (facts.answer === 'depth') return { ...size, ...depthFromDepth(answer.data) }
    const mask = maskName === null ? null : results[maskName]!
    if (mask !== null && mask.data.length !== size.width * size.height) throw shapeError(id, mask)
    return { ...size, ...depthFromPoints({ ...size, points: answer.data, mask: mask && mask.data }, focalWidths) }
  }
}

/** How a pack's network is asked; the manifest was read, so that it can be. */
export function interfaceOf({ components, depth }: Pick<DepthPackManifest, 'components' | 'depth'>): DepthInterface {
  const found = depthInterface(components.depth, depth)
  if ('misfit' in found) throw new Error(`a manifest was read that does not fit: ${found.misfit}`)
  return found
}

/** 8-bit `[height, width, 3]` as planes `[3, height, width]`, normalised as the network was trained. */
export function normalisedPicture(rgb: Uint8Array, { mean, std }: Pick<DepthFacts, 'mean' | 'std'>): Float32Array {
  const pixels = rgb.length / 3
  const planes = new Float32Array(rgb.length)
  for (let channel = 0; channel < 3; channel++) {
    const [centre, spread] = [mean[channel]!, std[channel]!]
    for (let i = 0; i < pixels; i++) planes[channel * pixels + i] = (rgb[3 * i + channel]! / 255 - centre) / spread
  }
  return planes
}

/** Height and width of an answer: `[1, h, w]`, `[1, 1, h, w]` or `[1, h, w, 3]`. */
function answerSize(
  answer: FloatTensor,
  { answer: kind }: DepthFacts,
  id: string,
): { readonly width: number; readonly height: number } {
  const { dims, data } = answer
  const extents = kind === 'points' ? dims.slice(0, -1) : dims
  const [height = 0, width = 0] = extents.slice(-2)
  const values = kind === 'points' ? 3 * width * height : width * height
  const isRaster = extents.length >= 3 && values > 0 && data.length === values && valueCount(dims) === values
  if (!isRaster) throw shapeError(id, answer)
  return { width, height }
}

function shapeError(id: string, { dims }: FloatTensor): StudioError {
  return new StudioError('inference.depth-shape', { id, shape: dims.join(', ') })
}
