import type { Camera, RayLayout } from '../contract/generation.ts'
import type { PixelSize } from './intrinsics.ts'

const CHANNELS = 6

/**
 * Plücker map of cameras: `[1, frames, 6, height, width]` float32, row-major. Each pixel holds, for the ray through its
 * centre, the unit direction d in world axes and the moment o × d of the camera centre o (CameraCtrl's
 * `ray_condition`), in the layout's order; `origin-direction` holds o itself instead of the moment.
 *
 * Only + − × ÷ √ in doubles on float32-exact input, each value rounded once: the same bits on every engine.
 */
export function expandPlucker(
  cameras: readonly Camera[],
  size: PixelSize,
  layout: RayLayout,
): Float32Array<ArrayBuffer> {
  const plane = size.width * size.height
  const rays = new Float32Array(cameras.length * CHANNELS * plane)
  let inverseLengths = new Float64Array(0)
  let lens: readonly number[] = []
  cameras.forEach((camera, frame) => {
    if (!camera.intrinsics.every((value, index) => value === lens[index])) {
      lens = camera.intrinsics
      inverseLengths = inverseRayLengths(lens, size)
    }
    const planes = Array.from({ length: CHANNELS }, (_, channel) => {
      const start = (frame * CHANNELS + channel) * plane
      return rays.subarray(start, start + plane)
    })
    fillFrame(camera, size, layout, inverseLengths, planes)
  })
  return rays
}

/** Lower-case hexadecimal SHA-256 of the map's bytes (little-endian, as on every machine the product runs on). */
export async function pluckerSha256(plucker: Float32Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', plucker)
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** 1 ÷ length of the camera ray (x, y, 1) through each pixel's centre, `[height, width]`. */
function inverseRayLengths(lens: readonly number[], size: PixelSize): Float64Array<ArrayBuffer> {
  const lengths = new Float64Array(size.width * size.height)
  const squares = columnTangents(lens, size).map((x) => x * x)
  rowTangents(lens, size).forEach((y, row) => {
    const rest = y * y + 1
    const start = row * size.width
    for (let column = 0; column < size.width; column++) {
      lengths[start + column] = 1 / Math.sqrt(squares[column]! + rest)
    }
  })
  return lengths
}

function columnTangents(lens: readonly number[], size: PixelSize): Float64Array<ArrayBuffer> {
  return Float64Array.from({ length: size.width }, (_, column) => (column + 0.5 - lens[2]!) / lens[0]!)
}

function rowTangents(lens: readonly number[], size: PixelSize): Float64Array<ArrayBuffer> {
  return Float64Array.from({ length: size.height }, (_, row) => (row + 0.5 - lens[3]!) / lens[1]!)
}

function fillFrame(
  camera: Camera,
  size: PixelSize,
  layout: RayLayout,
  inverseLengths: Float64Array,
  planes: readonly Float32Array[],
): void {
  const pose = camera.worldFromCamera
  const rotationRow = (row: number): LinearInPixel => [pose[row * 4]!, pose[row * 4 + 1]!, pose[row * 4 + 2]!]
  const directions = [rotationRow(0), rotationRow(1), rotationRow(2)] as const
  const [ox, oy, oz] = [pose[3]!, pose[7]!, pose[11]!]
  // o × d is linear in d, so each row of [o]× · R serves like a row of R.
  const moments = [
    combine(oy, directions[2], oz, directions[1]),
    combine(oz, directions[0], ox, directions[2]),
    combine(ox, directions[1], oy, directions[0]),
  ] as const
  const directionPlane = layout === 'direction-moment' ? 0 : 3
  const otherPlane = 3 - directionPlane
  for (let axis = 0; axis < 3; axis++) {
    fillPlane(camera, size, directions[axis]!, inverseLengths, planes[directionPlane + axis]!)
    if (layout === 'origin-direction') planes[otherPlane + axis]!.fill([ox, oy, oz][axis]!)
    else fillPlane(camera, size, moments[axis]!, inverseLengths, planes[otherPlane + axis]!)
  }
}

/** a x + b y + c of the camera ray (x, y, 1). */
type LinearInPixel = readonly [number, number, number]

function combine(a: number, u: LinearInPixel, b: number, v: LinearInPixel): LinearInPixel {
  return [a * u[0] - b * v[0], a * u[1] - b * v[1], a * u[2] - b * v[2]]
}

function fillPlane(
  camera: Camera,
  size: PixelSize,
  weights: LinearInPixel,
  inverseLengths: Float64Array,
  plane: Float32Array,
): void {
  const alongColumns = columnTangents(camera.intrinsics, size).map((x) => weights[0] * x)
  const alongRows = rowTangents(camera.intrinsics, size).map((y) => weights[1] * y + weights[2])
  const { width } = size
  for (let row = 0, pixel = 0; row < size.height; row++) {
    const rest = alongRows[row]!
    for (let column = 0; column < width; column++, pixel++) {
      plane[pixel] = (alongColumns[column]! + rest) * inverseLengths[pixel]!
    }
  }
}
