import type { ChromaGamut } from '../../core/cache/chroma-gamut.ts'
import type { KeyView } from '../../core/cache/completed-cache.ts'
import { decoderReference } from '../../core/cache/condition.ts'
import { matchDetail } from '../../core/cache/detail-match.ts'
import { drawnFreely, hiddenBorder, SeamCloser } from '../../core/cache/seam.ts'
import { smoothFill } from '../../core/cache/smooth-fill.ts'
import type { Decoder } from '../components/decoder.ts'
import type { FloatTensor } from '../runtime/tensor.ts'

/** Lets a decoder draw what a view does not know: the board's colours, as much detail, no step at the border. */
export class ViewCompleter {
  readonly #decoder: Decoder
  readonly #gamut: ChromaGamut
  readonly #closer: SeamCloser

  /** @param size of the views */
  constructor(decoder: Decoder, gamut: ChromaGamut, size: { readonly width: number; readonly height: number }) {
    this.#decoder = decoder
    this.#gamut = gamut
    this.#closer = new SeamCloser(size.width, size.height)
  }

  /**
   * @param latent of the view `[1, 8, height/8, width/8]`
   * @returns RGB 0..1 `[3, height, width]`; known pixels are the view's own, bit for bit
   */
  async complete(view: KeyView, latent: FloatTensor): Promise<Float32Array> {
    const { width, height, missing } = view
    const reference = decoderReference({
      ...view,
      rgb: smoothFill(view.rgb, missing, width),
      coverage: hiddenBorder(missing, width),
    })
    const { data: planes } = await this.#decoder.decode(latent, reference, width, height)
    this.#gamut.limit(planes, missing)
    matchDetail(view, missing, drawnFreely(missing, width), planes)
    this.#closer.close(view, missing, planes)
    return planes
  }
}
