const STATE_LENGTH = 624
const SHIFT = 397

/**
 * MT19937 of Matsumoto and Nishimura (1998), seeded by `init_genrand`: the stream of PyTorch's CPU generator and of
 * NumPy's legacy RandomState. Gives the same numbers in every JavaScript engine.
 */
export class MersenneTwister {
  readonly #state = new Uint32Array(STATE_LENGTH)
  #position = STATE_LENGTH

  /** @param seed 32-bit unsigned integer; higher bits are dropped. */
  constructor(seed: number) {
    const state = this.#state
    state[0] = seed
    for (let i = 1; i < STATE_LENGTH; i++) {
      const previous = state[i - 1]!
      state[i] = Math.imul(1812433253, previous ^ (previous >>> 30)) + i
    }
  }

  /** The next 32-bit unsigned integer. */
  nextUint32(): number {
    if (this.#position === STATE_LENGTH) this.#twist()
    let y = this.#state[this.#position++]!
    y ^= y >>> 11
    y ^= (y << 7) & 0x9d2c5680
    y ^= (y << 15) & 0xefc60000
    y ^= y >>> 18
    return y >>> 0
  }

  /** The next float32 in [0, 1) on a grid of 2⁻²⁴, as PyTorch draws it: the low 24 bits of one integer. */
  nextFloat32(): number {
    return (this.nextUint32() & 0xffffff) / 0x1000000
  }

  #twist(): void {
    const state = this.#state
    for (let i = 0; i < STATE_LENGTH; i++) {
      const y = (state[i]! & 0x80000000) | (state[(i + 1) % STATE_LENGTH]! & 0x7fffffff)
      state[i] = state[(i + SHIFT) % STATE_LENGTH]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0)
    }
    this.#position = 0
  }
}
