import { log } from '../math/exponential.ts'
import { cos, sin } from '../math/trigonometry.ts'
import { MersenneTwister } from './mersenne-twister.ts'

const GROUP = 16
const HALF_GROUP = 8
/** 2π as PyTorch has it there: a float32. */
const TWO_PI = Math.fround(6.283185307179586)

/**
 * `count` unit normal values as PyTorch's CPU generator draws them (`torch.randn`, float32), within 1e-6.
 *
 * Uniforms are drawn for all values first; then each group of 16 is turned into normals by Box and Muller's method,
 * radius from the first half and angle from the second. A last incomplete group redraws the last 16 values.
 *
 * @param count at least 16; PyTorch uses another method below that.
 */
export function drawNormals(generator: MersenneTwister, count: number): Float32Array {
  if (!Number.isInteger(count) || count < GROUP) throw new RangeError(`at least ${GROUP} normals at once, got ${count}`)
  const values = new Float32Array(count)
  for (let i = 0; i < count; i++) values[i] = generator.nextFloat32()
  for (let start = 0; start + GROUP <= count; start += GROUP) uniformsToNormals(values, start)
  if (count % GROUP !== 0) {
    const start = count - GROUP
    for (let i = start; i < count; i++) values[i] = generator.nextFloat32()
    uniformsToNormals(values, start)
  }
  return values
}

function uniformsToNormals(values: Float32Array, start: number): void {
  for (let i = start; i < start + HALF_GROUP; i++) {
    const radius = Math.fround(Math.sqrt(Math.fround(-2 * log(1 - values[i]!))))
    const angle = Math.fround(TWO_PI * values[i + HALF_GROUP]!)
    values[i] = radius * cos(angle)
    values[i + HALF_GROUP] = radius * sin(angle)
  }
}

/** Half of the variance each, so that their sum has unit variance again. */
const SHARE = Math.fround(Math.sqrt(0.5))

/**
 * Initial noise of a clip `[frames, valuesPerFrame]` float32, unit variance: half of the variance is the same in all
 * frames, which calms flicker. Draw order: the shared frame, then all frames.
 */
export function sharedNoise(seed: number, frames: number, valuesPerFrame: number): Float32Array {
  const generator = new MersenneTwister(seed)
  const shared = drawNormals(generator, valuesPerFrame)
  const noise = drawNormals(generator, frames * valuesPerFrame)
  for (let i = 0; i < noise.length; i++) {
    noise[i] = Math.fround(SHARE * shared[i % valuesPerFrame]!) + Math.fround(SHARE * noise[i]!)
  }
  return noise
}
