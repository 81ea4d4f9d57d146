import { log } from '../math/exponential.ts'
import { seededRandom, type Random } from '../math/random.ts'
import { normalEquations, solveSymmetric, unknowns } from './normal-equations.ts'
import { refineView, squareOf } from './refine-view.ts'
import type { Vector3 } from '../math/vector3.ts'
import type { RigidView } from './rigid-view.ts'
import { residualsOf, someSightings, type Sightings } from './sightings.ts'

/** A camera that was found, and how well. */
export interface SolvedView {
  readonly view: RigidView
  /** Sightings that agree with it. */
  readonly agreeing: readonly number[]
  /** What the tracks' noise leaves open: standard deviations of the turn, and of the camera's place. */
  readonly turnDegrees: number
  readonly place: number
}

/** Farther off than this, in pixels, a sighting does not agree. */
const agreeingPixels = 1.5
/** Fewer say nothing: four points fit any camera. */
export const fewestAgreeing = 12
/** A camera that most of the tracks contradict is chance. */
const leastAgreeingPart = 0.3
/** A camera that so many agree on is the one. */
const clearPart = 0.7

/** Errors that count, in pixels, one round after another: from a guess a picture's tenth away to the tracks' own noise. */
const coarseToFine = [64, 16, 4, agreeingPixels] as const

const sampled = 4
const mostTrials = 300
/** After so many trials as leave this chance that none had only good sightings. */
const missedChance = 1e-3
/** Larger than any error, in pixels: all count alike. */
const allAlike = 1e6
const degreesPerRadian = 180 / Math.PI

/**
 * The camera that sees the points where the picture shows them (PnP): random samples of four, each refined from a
 * guess, vote (RANSAC); those that agree with the winner decide it together.
 * @param guesses views that may be near: the one of the frame before, or the one that was asked for
 * @returns null when too few sightings agree on any camera
 */
export function solveView(sightings: Sightings, guesses: readonly RigidView[]): SolvedView | null {
  if (sightings.count < fewestAgreeing) return null
  let { view } = bestOf(sightings, guesses)
  let agreeing = agreeingWith(sightings, view)
  for (let round = 0; round < 3; round++) {
    if (agreeing.length < fewestAgreeing) return null
    view = refineView(someSightings(sightings, agreeing), view, agreeingPixels, 20)
    agreeing = agreeingWith(sightings, view)
  }
  if (agreeing.length < Math.max(fewestAgreeing, sightings.count * leastAgreeingPart)) return null
  return { view, agreeing, ...spreadOf(someSightings(sightings, agreeing), view) }
}

/** The next guess is tried only while many contradict the one before. */
function bestOf(sightings: Sightings, guesses: readonly RigidView[]): Voted {
  let best: Voted = { view: guesses[0]!, votes: -1 }
  for (const guess of guesses) {
    if (best.votes >= sightings.count * clearPart) break
    const voted = vote(sightings, guess)
    if (voted.votes > best.votes) best = voted
  }
  return best
}

interface Voted {
  readonly view: RigidView
  readonly votes: number
}

function vote(sightings: Sightings, guess: RigidView): Voted {
  const all = coarseToFine.reduce((view, scale) => refineView(sightings, view, scale, 20), guess)
  const random = seededRandom(sightings.count)
  let best: Voted = { view: all, votes: agreeingWith(sightings, all).length }
  for (let trial = 0; trial < trialsFor(best.votes / sightings.count); trial++) {
    const some = someSightings(sightings, sample(sightings.count, random))
    const view = refineView(some, best.view, allAlike, 12)
    const votes = agreeingWith(sightings, view).length
    if (votes > best.votes) best = { view, votes }
  }
  return best
}

function trialsFor(part: number): number {
  const good = part * part * part * part
  if (good > 1 - missedChance) return 0
  return Math.min(mostTrials, log(missedChance) / Math.min(-1e-9, log(1 - good)))
}

function sample(count: number, random: Random): number[] {
  const chosen = new Set<number>()
  while (chosen.size < sampled) chosen.add(Math.floor(random.nextUnit() * count))
  return [...chosen]
}

function agreeingWith(sightings: Sightings, view: RigidView): number[] {
  const residuals = new Float64Array(sightings.count * 2)
  residualsOf(sightings, view, residuals)
  const places: number[] = []
  for (let at = 0; at < sightings.count; at++)
    if (squareOf(residuals, at) < agreeingPixels * agreeingPixels) places.push(at)
  return places
}

/** By the residuals' own spread and the inverse of the normal equations, taken over to the camera's place. */
function spreadOf(sightings: Sightings, view: RigidView): Pick<SolvedView, 'turnDegrees' | 'place'> {
  const residuals = new Float64Array(sightings.count * 2)
  residualsOf(sightings, view, residuals)
  const alike = new Float64Array(sightings.count).fill(1)
  const { matrix } = normalEquations(sightings, view, residuals, alike)
  const squares = residuals.reduce((sum, value) => sum + value * value, 0)
  const variance = squares / Math.max(1, sightings.count * 2 - unknowns)
  const columns = Array.from({ length: unknowns }, (_, i) => {
    const unit = new Float64Array(unknowns)
    unit[i] = 1
    return solveSymmetric(matrix, unit)
  })
  if (columns.some((column) => column === null)) return { turnDegrees: Infinity, place: Infinity }
  const covariance = (i: number, j: number): number => columns[j]![i]! * variance
  const turn = covariance(0, 0) + covariance(1, 1) + covariance(2, 2)
  return {
    turnDegrees: Math.sqrt(turn) * degreesPerRadian,
    place: Math.sqrt(placeVariance(covariance, view.translation)),
  }
}

/** The camera's place is −Rᵀ·t: a turn by ω and a shift by s move it by ω × t − s, seen in the camera's axes. */
function placeVariance(covariance: (i: number, j: number) => number, [x, y, z]: Vector3): number {
  const rows = [
    [0, z, -y, -1, 0, 0],
    [-z, 0, x, 0, -1, 0],
    [y, -x, 0, 0, 0, -1],
  ]
  let sum = 0
  for (const row of rows) {
    for (let i = 0; i < unknowns; i++) for (let j = 0; j < unknowns; j++) sum += row[i]! * row[j]! * covariance(i, j)
  }
  return Math.max(0, sum)
}
