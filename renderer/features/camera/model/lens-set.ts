/** Prime lenses of a common cinema set, in millimetres. */
export const lensSetMm = [12, 14, 18, 21, 25, 27, 32, 35, 40, 50, 65, 75, 85, 100, 135] as const

/** Lenses closer than this are the same one. */
const sameLensMm = 0.05

/** The next longer (1) or shorter (−1) lens of the set; the present one at the set's end. */
export function neighbourLens(focalLengthMm: number, direction: 1 | -1): number {
  const found =
    direction === 1
      ? lensSetMm.find((lens) => lens > focalLengthMm + sameLensMm)
      : lensSetMm.findLast((lens) => lens < focalLengthMm - sameLensMm)
  return found ?? focalLengthMm
}
