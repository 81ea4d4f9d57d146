/**
 * Two neighbouring samples belong to one surface when the farther is at most this many times as far. A jump of 12 %
 * between neighbours is steeper than floors and walls are at working sizes, and smaller than the step from an object
 * to what stands behind it.
 */
export const CUT_DEPTH_RATIO = 1.12

/** Marks a point on the rim of a near object. */
export const NEAR_RIM = 1
/** Marks a point right behind a jump, whose colour holds some of the near object's. */
export const FAR_FRINGE = 2

/** Width of a near object's rim as part of the grid's longer side: as wide as the holes of common camera moves. */
const RIM_PART = 1 / 16

export function isOneSurface(inverseDepthA: number, inverseDepthB: number): boolean {
  return Math.max(inverseDepthA, inverseDepthB) <= CUT_DEPTH_RATIO * Math.min(inverseDepthA, inverseDepthB)
}

/**
 * Marks what must not colour a hole: the rims of near objects (points on the near side of a depth jump and those that
 * hang together with them within a short way, as long as they stand before what lies behind the jump), and the far
 * points right at a jump, whose pixels hold some of the near object's colour.
 * @param inverseDepth `[rows, columns]`
 * @returns `[rows, columns]`: {@link NEAR_RIM}, {@link FAR_FRINGE} or 0
 */
export function findRim(inverseDepth: Float64Array, columns: number): Uint8Array {
  const rows = inverseDepth.length / columns
  const rim = new Uint8Array(inverseDepth.length)
  const fringe = new Uint8Array(inverseDepth.length)
  /** Inverse depth behind the jump that a rim point belongs to. */
  const behind = new Float64Array(inverseDepth.length)
  let wave: number[] = []
  const visitNeighbours = (point: number, visit: (neighbour: number) => void): void => {
    const column = point % columns
    if (column > 0) visit(point - 1)
    if (column < columns - 1) visit(point + 1)
    if (point >= columns) visit(point - columns)
    if (point < (rows - 1) * columns) visit(point + columns)
  }
  for (let point = 0; point < inverseDepth.length; point++) {
    visitNeighbours(point, (neighbour) => {
      if (!standsBefore(inverseDepth[point]!, inverseDepth[neighbour]!)) return
      if (!rim[point]) wave.push(point)
      rim[point] = 1
      fringe[neighbour] = 1
      behind[point] = Math.max(behind[point]!, inverseDepth[neighbour]!)
    })
  }
  const steps = Math.ceil(Math.max(columns, rows) * RIM_PART)
  for (let step = 0; step < steps && wave.length > 0; step++) {
    const next: number[] = []
    for (const point of wave) {
      visitNeighbours(point, (neighbour) => {
        const same = isOneSurface(inverseDepth[point]!, inverseDepth[neighbour]!)
        if (rim[neighbour] || !same || !standsBefore(inverseDepth[neighbour]!, behind[point]!)) return
        rim[neighbour] = 1
        behind[neighbour] = behind[point]!
        next.push(neighbour)
      })
    }
    wave = next
  }
  return rim.map((value, point) => (value === 1 ? NEAR_RIM : fringe[point]! * FAR_FRINGE))
}

function standsBefore(inverseDepth: number, otherInverseDepth: number): boolean {
  return inverseDepth > CUT_DEPTH_RATIO * otherInverseDepth
}
