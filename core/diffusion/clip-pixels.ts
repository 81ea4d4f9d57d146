import { antialiasedResize } from './antialiased-resize.ts'

/** Of the pictures that CLIP was trained on: red, green, blue in 0..1. */
const MEAN = [0.48145466, 0.4578275, 0.40821073]
const DEVIATION = [0.26862954, 0.26130258, 0.27577711]

/**
 * A picture as Stable Video Diffusion shows it to its image encoder, `[3, side, side]` float32: squashed to a square by
 * {@link antialiasedResize}, then less the mean and divided by the deviation of CLIP's pictures.
 *
 * @param rgb 8-bit `[height, width, 3]`
 * @param side of the picture that the encoder sees: 224 for CLIP ViT-H/14
 */
export function clipPixels(
  rgb: Uint8Array,
  size: { readonly width: number; readonly height: number },
  side = 224,
): Float32Array {
  const pixels = size.width * size.height
  const out = new Float32Array(3 * side * side)
  for (let channel = 0; channel < 3; channel++) {
    const plane = Float32Array.from({ length: pixels }, (_, i) => rgb[i * 3 + channel]! / 255)
    const small = antialiasedResize(plane, size, { width: side, height: side })
    out.set(
      small.map((value) => (value - MEAN[channel]!) / DEVIATION[channel]!),
      channel * side * side,
    )
  }
  return out
}
