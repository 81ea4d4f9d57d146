import type { DepthOperation } from '../contract/depth-operation.ts'
import { normaliseDepth, type DepthRaster } from './depth.ts'
import {
  brushDepth,
  fillInvalidDepth,
  invertDepth,
  nearFarDepth,
  scaleRelief,
  smoothDepth,
} from './depth-operations.ts'
import { sharpenDepth } from './sharpen-depth.ts'
import type { Picture } from './texture.ts'

/**
 * A raster of any unit after a list of operations, in subject distances. It is counted in subject distances as soon as an
 * operation needs it; filling and inverting come before, since they mend what no distance can be told of.
 * @param guide the picture of the same frame at the raster's size; only sharpening looks at it
 * @param subjectDistance in the raster's unit; null takes the median, as after an inversion
 * @throws StudioError `cache.depth.no-valid`, `cache.raster.length`; Error for sharpening without a guide
 */
export function applyDepthOperations(
  depth: DepthRaster,
  guide: Picture | null,
  operations: readonly DepthOperation[],
  subjectDistance: number | null = null,
): DepthRaster {
  const first = operations.findIndex(({ kind }) => kind !== 'fill' && kind !== 'invert')
  const mends = first < 0 ? operations : operations.slice(0, first)
  const mended = mends.reduce((raster, { kind }) => (kind === 'fill' ? fillInvalidDepth : invertDepth)(raster), depth)
  const inverted = mends.some(({ kind }) => kind === 'invert')
  const counted = normaliseDepth(mended, inverted ? null : subjectDistance)
  return operations.slice(mends.length).reduce((raster, operation) => applyOne(raster, guide, operation), counted)
}

function applyOne(depth: DepthRaster, guide: Picture | null, operation: DepthOperation): DepthRaster {
  switch (operation.kind) {
    case 'relief':
      return scaleRelief(depth, operation.strength)
    case 'near-far':
      return nearFarDepth(depth, operation.near, operation.far)
    case 'invert':
      return normaliseDepth(invertDepth(depth))
    case 'smooth':
      return smoothDepth(depth, operation.radius)
    case 'sharpen':
      if (operation.passes === 0) return depth
      if (guide === null) throw new Error('sharpening needs the picture')
      return sharpenDepth(depth, guide, operation.passes)
    case 'fill':
      return fillInvalidDepth(depth)
    case 'brush':
      return brushDepth(depth, operation)
  }
}
