import type { OpenCvLibrary, OpenCvMat } from './open-cv.ts'

/** 8-bit brightness `[height, width]`. */
export interface GreyPicture {
  readonly width: number
  readonly height: number
  readonly values: Uint8Array
}

/** Features are looked for up to this number, from this part of the strongest one's strength on. */
const mostFeatures = 800
const leastStrength = 0.004
/** Of a picture's width, between two features. */
const spacingPart = 1 / 90
/** What a feature is known again by: a square of so many pixels, at halvings of the picture up to this one. */
const windowPixels = 15
const halvings = 4
const steps = 30
const restingPixels = 0.01
/** Followed there and back again, a feature is to be where it was. */
const mostReturnPixels = 0.7
/** So near to a frame's edge the window is not whole. */
const marginPixels = 2

/**
 * Corners of a picture (Shi and Tomasi), the strongest ones.
 * @returns `[count, 2]` OpenCV's pixels, centres at whole numbers
 */
export function findFeatures(cv: OpenCvLibrary, picture: GreyPicture): Float32Array {
  const image = greyMat(cv, picture)
  const corners = new cv.Mat()
  const nowhere = new cv.Mat()
  try {
    const spacing = Math.max(4, picture.width * spacingPart)
    cv.goodFeaturesToTrack(image, corners, mostFeatures, leastStrength, spacing, nowhere)
    return Float32Array.from(corners.rows > 0 ? corners.data32F : [])
  } finally {
    for (const mat of [image, corners, nowhere]) mat.delete()
  }
}

/**
 * Where features of one picture are in another of the same size (Lucas and Kanade), each followed there and back.
 * @param places `[count, 2]` OpenCV's pixels; NaN for a feature that is lost already
 * @returns the same shape; NaN for what cannot be found again
 */
export function followFeatures(
  cv: OpenCvLibrary,
  from: GreyPicture,
  to: GreyPicture,
  places: Float32Array,
): Float32Array {
  const followed = new Float32Array(places.length).fill(NaN)
  const held = Array.from({ length: places.length / 2 }, (_, at) => at).filter((at) => !Number.isNaN(places[at * 2]))
  if (held.length === 0) return followed
  const start = Float32Array.from(held.flatMap((at) => [places[at * 2]!, places[at * 2 + 1]!]))
  const images = [greyMat(cv, from), greyMat(cv, to)] as const
  try {
    const there = flow(cv, images[0], images[1], start)
    const back = flow(cv, images[1], images[0], there.places)
    held.forEach((at, index) => {
      const x = there.places[index * 2]!
      const y = there.places[index * 2 + 1]!
      const off = Math.hypot(
        back.places[index * 2]! - start[index * 2]!,
        back.places[index * 2 + 1]! - start[index * 2 + 1]!,
      )
      const isInside =
        x > marginPixels && y > marginPixels && x < to.width - 1 - marginPixels && y < to.height - 1 - marginPixels
      if (there.found[index] === 0 || back.found[index] === 0 || !isInside || !(off < mostReturnPixels)) return
      followed[at * 2] = x
      followed[at * 2 + 1] = y
    })
    return followed
  } finally {
    for (const image of images) image.delete()
  }
}

function flow(
  cv: OpenCvLibrary,
  from: OpenCvMat,
  to: OpenCvMat,
  places: Float32Array,
): { places: Float32Array; found: Uint8Array } {
  const before = cv.matFromArray(places.length / 2, 1, cv.CV_32FC2, Array.from(places))
  const [after, status, errors] = [new cv.Mat(), new cv.Mat(), new cv.Mat()]
  try {
    const window = new cv.Size(windowPixels, windowPixels)
    const rest = new cv.TermCriteria(cv.TermCriteria_EPS + cv.TermCriteria_COUNT, steps, restingPixels)
    cv.calcOpticalFlowPyrLK(from, to, before, after, status, errors, window, halvings, rest)
    return { places: Float32Array.from(after.data32F), found: Uint8Array.from(status.data) }
  } finally {
    for (const mat of [before, after, status, errors]) mat.delete()
  }
}

function greyMat(cv: OpenCvLibrary, { width, height, values }: GreyPicture): OpenCvMat {
  const mat = new cv.Mat(height, width, cv.CV_8UC1)
  mat.data.set(values)
  return mat
}
