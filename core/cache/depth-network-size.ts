import type { PixelSize } from '../camera/intrinsics.ts'

/** A longer picture is squashed: what a network takes grows with the square of its pixels. */
const LONGEST_SHAPE = 3

/** Rasters longer than this show nothing that a mesh could use. */
const LONGEST_RASTER = 4096

/**
 * The size at which a user's depth network looks at a picture: the picture's shape, the shorter side as trained, both
 * sides multiples of the network's patch, at most 3:1; a graph of fixed size has it its own way.
 */
export function depthNetworkSize(
  picture: PixelSize,
  { sideMultiple, shortSide }: { readonly sideMultiple: number; readonly shortSide: number },
  fixed: { readonly width: number | null; readonly height: number | null },
): PixelSize {
  const scale = shortSide / Math.min(picture.width, picture.height)
  const side = (length: number): number => {
    const patches = Math.round(Math.min(length * scale, LONGEST_SHAPE * shortSide) / sideMultiple)
    return Math.max(1, patches) * sideMultiple
  }
  return { width: fixed.width ?? side(picture.width), height: fixed.height ?? side(picture.height) }
}

/** The size in which its raster is kept: the picture's own shape, as fine as the network looked. */
export function networkRasterSize(picture: PixelSize, network: PixelSize): PixelSize {
  const longest = Math.min(LONGEST_RASTER, Math.max(network.width, network.height))
  const scale = longest / Math.max(picture.width, picture.height)
  const side = (length: number): number => Math.max(1, Math.round(length * scale))
  return { width: side(picture.width), height: side(picture.height) }
}
