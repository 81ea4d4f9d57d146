import {
  pictureDifference,
  type DifferenceGain,
  type DifferenceNumbers,
} from '../../../core/takes/picture-difference.ts'
import type { Combine, CombinedPicture } from '../../state/playback/frame-viewer.ts'

/** The first take left of the divider, the second right of it. @param part 0..1 of the width */
export function wipe(part: number): Combine {
  return (context, [first, second]) => {
    const { width, height } = context.canvas
    // A whole pixel, so that none is a mixture.
    const divider = Math.round(width * part)
    draw(context, second)
    context.save()
    context.beginPath()
    context.rect(0, 0, divider, height)
    context.clip()
    draw(context, first)
    context.restore()
  }
}

/** One of the takes alone; the other is there all the same, so that changing over takes no time. */
export function only(side: 0 | 1): Combine {
  return (context, pictures) => draw(context, pictures[side])
}

/** What a difference says beside its picture. */
export interface ShownDifference extends DifferenceNumbers {
  /** Of the frame files, not of the movies that play. */
  readonly exact: boolean
}

/** The absolute difference of both, times a factor, by whole numbers: no card and no blending rounds anything. */
export function difference(gain: DifferenceGain, tell: (shown: ShownDifference) => void): Combine {
  const scratch = [0, 1].map(() =>
    new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true, alpha: false })!,
  )
  return (context, pictures, exact) => {
    const { width, height } = context.canvas
    const [first, second] = scratch.map((own, side) => {
      if (own.canvas.width !== width || own.canvas.height !== height) Object.assign(own.canvas, { width, height })
      draw(own, pictures[side])
      return own.getImageData(0, 0, width, height)
    })
    if (first === undefined || second === undefined) return
    tell({ ...pictureDifference(first.data, second.data, gain, first.data), exact })
    context.putImageData(first, 0, 0)
  }
}

function draw(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  combined: CombinedPicture | undefined,
): void {
  combined?.picture.draw(context, combined.box)
}
