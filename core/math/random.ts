import { cos } from './trigonometry.ts'
import { log } from './exponential.ts'

/** A stream of pseudo-random numbers; the same seed gives the same bits on every machine. */
export interface Random {
  /** The next 32 bits as an integer in 0..2^32 − 1. */
  nextUint32(): number
  /** A number in 0..1, 1 excluded, on a grid of 2^-32. */
  nextUnit(): number
  /** A number of the standard normal distribution. */
  nextNormal(): number
}

/** Four 32-bit words, not all zero. */
export type RandomState = readonly [number, number, number, number]

/**
 * xoshiro128** 1.1 (Blackman and Vigna, 2018), seeded through the finaliser of MurmurHash3 over a Weyl sequence.
 * For handheld shake and the like; the noise of a diffusion run is another generator.
 *
 * @param seed an integer in 0..2^32 − 1
 */
export function seededRandom(seed: number): Random {
  const word = (index: number): number => mix(Math.imul(index, 0x9e3779b9) + seed)
  return randomFromState([word(1), word(2), word(3), word(4)])
}

/** xoshiro128** from a given state, as published test vectors state it. */
export function randomFromState(state: RandomState): Random {
  let [a, b, c, d] = state
  const nextUint32 = (): number => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotateLeft(d, 11)
    return result
  }
  const nextUnit = (): number => nextUint32() / 4294967296
  // Box and Muller; 1 − u keeps the logarithm finite.
  const nextNormal = (): number => {
    const radius = Math.sqrt(-2 * log(1 - nextUnit()))
    const angle = 2 * Math.PI * nextUnit()
    return radius * cos(angle)
  }
  return { nextUint32, nextUnit, nextNormal }
}

function rotateLeft(word: number, count: number): number {
  return (word << count) | (word >>> (32 - count))
}

function mix(word: number): number {
  let mixed = word | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}
