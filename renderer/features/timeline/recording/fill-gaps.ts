import { soundRate } from '../../../../core/contract/media.ts'

/** A piece of sound as the device gave it. */
export interface CapturedPiece {
  /** One channel, −1..1, at 48 kHz. */
  readonly samples: Float32Array<ArrayBuffer>
  /** When its first sample was captured, by the device's clock; any zero. */
  readonly capturedAtMilliseconds: number
}

/** So long a piece waits for those after it: only if all of them are late was anything lost before it. */
const windowSamples = soundRate
/** Clocks of sound cards and of the system drift apart, by less than a millisecond in so many windows. */
const rememberedWindows = 10
/** At a recording's end fewer pieces than this tell nothing. */
const fewestPieces = 10
/** A machine that slept has played nothing meanwhile: there is nothing to keep in step with. */
const longestGapMilliseconds = 10_000

interface Waiting {
  readonly samples: Float32Array<ArrayBuffer>
  /** How much later it was captured than the samples before it say. */
  readonly lateMilliseconds: number
}

/**
 * Puts silence where a machine with too much to do has lost pieces of a recording, so that what comes after stays where
 * it was said. Pieces are lost whole; a single late one is no loss.
 */
export class GapFiller {
  readonly #onSamples: (samples: Float32Array<ArrayBuffer>) => void
  readonly #waiting: Waiting[] = []
  #waitingSamples = 0
  #samples = 0
  /** How late the earliest piece of each of the last windows was, without what was filled; the last one grows. */
  #usual: number[] = []
  #windowSamples = 0
  #filledMilliseconds = 0

  /** @param onSamples gets what was captured, with silence in its gaps, about a second later */
  constructor(onSamples: (samples: Float32Array<ArrayBuffer>) => void) {
    this.#onSamples = onSamples
  }

  add({ samples, capturedAtMilliseconds }: CapturedPiece): void {
    this.#waiting.push({ samples, lateMilliseconds: capturedAtMilliseconds - millisecondsOf(this.#samples) })
    this.#samples += samples.length
    this.#waitingSamples += samples.length
    while (this.#waitingSamples > windowSamples) this.#passOn()
  }

  /** Hands on what still waits. */
  end(): void {
    while (this.#waiting.length > 0) this.#passOn()
  }

  #passOn(): void {
    if (this.#waiting.length >= fewestPieces) this.#fill()
    const first = this.#waiting.shift()!
    this.#waitingSamples -= first.samples.length
    this.#remember(first)
    this.#onSamples(first.samples)
  }

  #fill(): void {
    const lost = earliest(this.#waiting) - this.#filledMilliseconds - Math.min(...this.#usual)
    if (lost > longestGapMilliseconds) this.#usual = []
    if (!(lost > 0 && lost <= longestGapMilliseconds)) return
    const { length } = this.#waiting[0]!.samples
    const pieces = Math.round(lost / millisecondsOf(length))
    this.#filledMilliseconds += millisecondsOf(pieces * length)
    for (let piece = 0; piece < pieces; piece++) this.#onSamples(new Float32Array(length))
  }

  #remember({ samples, lateMilliseconds }: Waiting): void {
    const late = lateMilliseconds - this.#filledMilliseconds
    if (this.#usual.length === 0 || this.#windowSamples >= windowSamples) {
      this.#usual = [...this.#usual.slice(1 - rememberedWindows), late]
      this.#windowSamples = 0
    }
    this.#usual.push(Math.min(late, this.#usual.pop()!))
    this.#windowSamples += samples.length
  }
}

function earliest(pieces: readonly Waiting[]): number {
  return pieces.reduce((least, { lateMilliseconds }) => Math.min(least, lateMilliseconds), Infinity)
}

function millisecondsOf(samples: number): number {
  return (samples * 1000) / soundRate
}
