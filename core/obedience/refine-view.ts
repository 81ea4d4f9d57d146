import { normalEquations, solveSymmetric, unknowns } from './normal-equations.ts'
import { movedView, type RigidView } from './rigid-view.ts'
import { residualsOf, type Sightings } from './sightings.ts'

const leastDamping = 1e-9
const firstDamping = 1e-4
const mostDamping = 1e6
/** A step this small, in radians and subject distances, changes nothing that counts. */
const restingStep = 1e-9

/**
 * The view that shows the sightings best, by Levenberg and Marquardt from a view near to it. Errors count fully to
 * about `scalePixels` and hardly beyond (Geman's and McClure's cost), so that a track that went astray does not pull.
 */
export function refineView(sightings: Sightings, start: RigidView, scalePixels: number, iterations: number): RigidView {
  let view = start
  let damping = firstDamping
  let residuals = new Float64Array(sightings.count * 2)
  let trial = new Float64Array(sightings.count * 2)
  residualsOf(sightings, view, residuals)
  let cost = costOf(residuals, scalePixels)
  for (let round = 0; round < iterations && damping <= mostDamping; round++) {
    const { matrix, right } = normalEquations(sightings, view, residuals, weightsOf(residuals, scalePixels))
    for (let i = 0; i < unknowns; i++) matrix[i * unknowns + i]! *= 1 + damping
    const step = solveSymmetric(matrix, right)
    if (step === null) return view
    const moved = movedView(view, [step[0]!, step[1]!, step[2]!], [step[3]!, step[4]!, step[5]!])
    residualsOf(sightings, moved, trial)
    const movedCost = costOf(trial, scalePixels)
    if (movedCost > cost) {
      damping *= 10
      continue
    }
    view = moved
    cost = movedCost
    damping = Math.max(leastDamping, damping / 10)
    ;[residuals, trial] = [trial, residuals]
    if (step.every((value) => Math.abs(value) < restingStep)) break
  }
  return view
}

/** The slope of {@link costOf} by the square of each error. */
function weightsOf(residuals: Float64Array, scalePixels: number): Float64Array {
  const weights = new Float64Array(residuals.length / 2)
  for (let at = 0; at < weights.length; at++) {
    const kept = 1 / (1 + squareOf(residuals, at) / (scalePixels * scalePixels))
    weights[at] = kept * kept
  }
  return weights
}

/** Of the pixels that a sighting is off by. */
export function squareOf(residuals: Float64Array, at: number): number {
  const x = residuals[at * 2]!
  const y = residuals[at * 2 + 1]!
  return x === Infinity ? Infinity : x * x + y * y
}

/** The sum of s / (1 + s) with s the square of an error in scales: no sighting costs more than 1. */
function costOf(residuals: Float64Array, scalePixels: number): number {
  let sum = 0
  for (let at = 0; at < residuals.length / 2; at++) {
    const square = squareOf(residuals, at) / (scalePixels * scalePixels)
    sum += square === Infinity ? 1 : square / (1 + square)
  }
  return sum
}
