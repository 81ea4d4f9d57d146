/** Samples of the source on each side of the place that is asked for, at the higher of the two rates. */
const reach = 16

/**
 * Brings sound of one rate to another, piece by piece, as if it came in one: a sinc under a Hann window, as wide as the
 * lower of the two rates wants it. Sample 0 stays sample 0. Rates are whole numbers of samples a second.
 */
export class Resampler {
  /** Of what comes in. */
  readonly fromRate: number
  readonly #toRate: number
  readonly #cutoff: number
  readonly #width: number
  /** Weights of the samples around a place, by how far it lies behind a sample: few places differ in that. */
  readonly #kernels = new Map<number, Float64Array>()
  /** Of the source, from {@link #first} on; before the beginning there is silence. */
  #source: Float32Array<ArrayBuffer>
  #first: number
  #next = 0

  constructor(fromRate: number, toRate: number) {
    this.fromRate = fromRate
    this.#toRate = toRate
    this.#cutoff = Math.min(1, toRate / fromRate)
    this.#width = Math.ceil(reach / this.#cutoff)
    this.#first = -this.#width
    this.#source = new Float32Array(this.#width)
  }

  /** @returns what can be told by now: the last samples wait for those after them */
  add(samples: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
    if (this.fromRate === this.#toRate) return samples
    const source = new Float32Array(this.#source.length + samples.length)
    source.set(this.#source)
    source.set(samples, this.#source.length)
    this.#source = source
    const end = this.#first + source.length
    const count = Math.max(0, Math.ceil(((end - this.#width) * this.#toRate) / this.fromRate) - this.#next)
    const made = new Float32Array(count)
    for (let index = 0; index < count; index++) made[index] = this.#at(this.#next + index)
    this.#next += count
    const kept = Math.floor((this.#next * this.fromRate) / this.#toRate) - this.#width
    this.#source = source.slice(Math.max(0, kept - this.#first))
    this.#first = end - this.#source.length
    return made
  }

  #at(index: number): number {
    const place = index * this.fromRate
    const kernel = this.#kernel(place % this.#toRate)
    const from = Math.floor(place / this.#toRate) - this.#width + 1 - this.#first
    return kernel.reduce((sum, weight, tap) => sum + weight * (this.#source[from + tap] ?? 0), 0)
  }

  /** @param behind sample of the source, in parts of which there are `toRate` in a sample */
  #kernel(behind: number): Float64Array {
    const known = this.#kernels.get(behind)
    if (known !== undefined) return known
    const width = this.#width
    const kernel = Float64Array.from({ length: 2 * width }, (_, tap) => {
      const distance = behind / this.#toRate + width - 1 - tap
      const window = 0.5 + 0.5 * Math.cos((Math.PI * distance) / width)
      return this.#cutoff * sinc(distance * this.#cutoff) * window
    })
    this.#kernels.set(behind, kernel)
    return kernel
  }
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
}
