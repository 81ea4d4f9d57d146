import type { BoardCache } from '../../core/cache/board-cache.ts'
import type { ChromaGamut } from '../../core/cache/chroma-gamut.ts'
import { CompletedCache } from '../../core/cache/completed-cache.ts'
import { planarImage } from '../../core/cache/condition.ts'
import type { Camera } from '../../core/contract/generation.ts'
import type { Preview } from '../../core/contract/tasks.ts'
import type { Decoder } from '../components/decoder.ts'
import type { FloatTensor } from '../runtime/tensor.ts'
import { toRgb8 } from './frame-files.ts'
import { halvedLatent } from './preview.ts'
import { ViewCompleter } from './view-completer.ts'

/** Shows one sample of a run at half size, which takes a quarter of the time; one too small to be halved, whole. */
export class WorldPreview {
  readonly #size: { readonly width: number; readonly height: number }
  readonly #halves: boolean
  readonly #camera: Camera
  readonly #world: CompletedCache
  readonly #completer: ViewCompleter

  /**
   * @param camera the sample's, intrinsics in pixels of `size`
   * @param size of the model
   * @param downscale pixels a side of a latent cell
   */
  constructor(
    board: BoardCache,
    decoder: Decoder,
    gamut: ChromaGamut,
    camera: Camera,
    size: { readonly width: number; readonly height: number },
    downscale: number,
  ) {
    this.#halves = size.width >= 2 * downscale && size.height >= 2 * downscale
    const half = (extent: number): number => Math.floor(extent / downscale / 2) * downscale
    this.#size = this.#halves ? { width: half(size.width), height: half(size.height) } : size
    const scale = this.#halves ? 0.5 : 1
    this.#camera = { ...camera, intrinsics: camera.intrinsics.map((value) => value * scale) }
    this.#world = new CompletedCache(board.mesh, board.texture, this.#size)
    this.#completer = new ViewCompleter(decoder, gamut, this.#size)
  }

  /** What the board shows of it, before any network has run. */
  drawn(): Preview {
    const { width, height } = this.#size
    return { width, height, rgb: toRgb8(planarImage(this.#world.view(this.#camera)), width, height) }
  }

  /** @param latent of the sample at the model's size `[1, 8, h, w]` */
  async completed(latent: FloatTensor): Promise<Preview> {
    const { width, height } = this.#size
    const view = this.#world.view(this.#camera)
    const planes = await this.#completer.complete(view, this.#halves ? halvedLatent(latent) : latent)
    return { width, height, rgb: toRgb8(planes, width, height) }
  }
}
