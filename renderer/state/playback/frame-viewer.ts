import type { PixelBox } from '../../../core/framing/framing.ts'
import type { DecodedPicture } from './picture.ts'
import type { PictureRequest, PictureSupply } from './picture-supply.ts'

/** One picture of a frame, or its part of a dissolve. */
export interface ViewerLayer {
  /** What is shown while frames change. */
  readonly moving: PictureRequest
  /** What is shown once a frame stands, when it is better. */
  readonly standing: PictureRequest | null
  /** What stands in until the first moving picture is there. */
  readonly meanwhile: PictureRequest | null
  /** The part of `moving` and `standing` that is shown, in their pixels; null shows all. */
  readonly box: PixelBox | null
  /** 0..1; all layers' together at most 1, the rest is black. */
  readonly weight: number
}

export interface ViewerFrame {
  /** Number that {@link FrameViewer.shownFrame} answers once it is on the canvas. */
  readonly frame: number
  /** Bottom first; none is black. */
  readonly layers: readonly ViewerLayer[]
  /** Pictures of the frames that come next, soonest first. */
  readonly ahead: readonly PictureRequest[]
  /** Whether the frame stays: the picture in its best form is then worth waiting for. */
  readonly stands: boolean
  /** Draws the layers in another way than over one another by their weights. */
  readonly combine?: Combine
}

/** A layer's picture and the part of it that is shown. */
export interface CombinedPicture {
  readonly picture: DecodedPicture
  readonly box: PixelBox | null
}

/**
 * Draws the pictures of all layers on a canvas, which fills it.
 * @param exact whether all of them are in their best form: frame files, not movies
 */
export type Combine = (context: CanvasRenderingContext2D, pictures: readonly CombinedPicture[], exact: boolean) => void

export type ViewerState = 'shown' | 'coming' | 'lost'

/** The best picture that is there for a layer. */
interface Found {
  readonly picture: DecodedPicture | null
  readonly box: PixelBox | null
  readonly quality: Quality
}

/** 0 while no picture is there, 1 for a stand-in, 2 for moving, 3 when it gets no better; black for what is lost. */
type Quality = 0 | 1 | 2 | 3

/**
 * Draws frames on a canvas as soon as their pictures are there. A frame that is not there yet leaves the last one
 * standing: what is on the canvas is always the picture of `shownFrame`, never a mixture.
 */
export class FrameViewer {
  readonly #context: CanvasRenderingContext2D
  readonly #supply: PictureSupply
  readonly #stopListening: () => void
  #wanted: ViewerFrame | null = null
  #drawn: { readonly frame: ViewerFrame; readonly quality: Quality } | null = null
  /** Told when a frame's picture came onto the canvas, or cannot. */
  onChange: (state: ViewerState) => void = () => undefined

  constructor(canvas: HTMLCanvasElement, supply: PictureSupply) {
    const context = canvas.getContext('2d', { alpha: false })
    if (context === null) throw new Error('this window has no 2D canvas')
    this.#context = context
    this.#supply = supply
    this.#stopListening = supply.onArrival(() => this.#draw())
  }

  /** The frame on the canvas, or null before the first. */
  get shownFrame(): number | null {
    return this.#drawn?.frame.frame ?? null
  }

  /** Shows a frame, now or as soon as it is there. @returns whether it is on the canvas */
  show(frame: ViewerFrame): ViewerState {
    this.#wanted = frame
    this.#supply.demand(this, [
      ...frame.layers.flatMap(({ moving, meanwhile }) => (meanwhile === null ? [moving] : [moving, meanwhile])),
      ...(frame.stands ? frame.layers.flatMap(({ standing }) => standing ?? []) : []),
      ...frame.ahead,
    ])
    return this.#draw()
  }

  /** Draws again what is shown: after the canvas has changed its size. */
  redraw(): void {
    this.#drawn = null
    this.#draw()
  }

  close(): void {
    this.#stopListening()
    this.#supply.release(this)
    this.#wanted = null
  }

  #draw(): ViewerState {
    const frame = this.#wanted
    if (frame === null) return 'coming'
    const found = frame.layers.map((layer) => this.#best(layer, frame.stands))
    const quality = Math.min(3, ...found.map((each) => each.quality)) as Quality
    if (quality === 0) return 'coming'
    const state = found.some(({ picture }) => picture === null) ? 'lost' : 'shown'
    if (this.#drawn?.frame === frame && quality <= this.#drawn.quality) return state
    this.#paint(frame, found)
    this.#drawn = { frame, quality }
    this.onChange(state)
    return state
  }

  #best(layer: ViewerLayer, stands: boolean): Found {
    const { standing, moving, meanwhile, box } = layer
    const exact = stands && standing !== null ? this.#supply.picture(standing) : null
    if (exact?.state === 'here') return { picture: exact.picture, box, quality: 3 }
    const usual = this.#supply.picture(moving)
    if (usual.state === 'here') return { picture: usual.picture, box, quality: standing === null ? 3 : 2 }
    const standIn = meanwhile === null || this.#shows(moving) ? null : this.#supply.picture(meanwhile)
    if (standIn?.state === 'here') return { picture: standIn.picture, box: null, quality: 1 }
    const lost = usual.state === 'lost' && exact?.state !== 'coming' && standIn?.state !== 'coming'
    return { picture: null, box, quality: lost ? 3 : 0 }
  }

  /** True when a moving picture of the same thing is on the canvas: better than a stand-in, which would flicker. */
  #shows({ source }: PictureRequest): boolean {
    const drawn = this.#drawn
    return (
      drawn !== null && drawn.quality > 1 && drawn.frame.layers.some(({ moving }) => moving.source.key === source.key)
    )
  }

  #paint({ layers, combine }: ViewerFrame, found: readonly Found[]): void {
    const context = this.#context
    context.globalAlpha = 1
    const whole = found.flatMap(({ picture, box }) => (picture === null ? [] : [{ picture, box }]))
    if (combine !== undefined && whole.length === layers.length) {
      const exact = found.every(({ quality }) => quality === 3)
      return combine(context, whole, exact)
    }
    if (layers.length === 0 || found.some(({ picture }) => picture === null)) {
      context.fillStyle = '#000000'
      context.fillRect(0, 0, context.canvas.width, context.canvas.height)
    }
    let below = 0
    layers.forEach(({ weight }, index) => {
      const { picture, box } = found[index]!
      below += weight
      // Drawn over what is below, an alpha of w₂ / (w₁ + w₂) leaves both their weights.
      context.globalAlpha = index === 0 ? 1 : weight / below
      picture?.draw(context, box)
    })
    context.globalAlpha = 1
  }
}
