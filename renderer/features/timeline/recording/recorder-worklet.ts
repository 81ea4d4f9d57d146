/*
 * Runs on the browser's sound thread: hands on what the microphone hears, in pieces of a few hundredths of a second.
 */

/** What the page gets. */
export interface RecordedPiece {
  /** One channel, −1..1, at the context's rate. */
  readonly samples: Float32Array<ArrayBuffer>
  /** Context time of the first sample, seconds. */
  readonly startTime: number
}

/** Globals of a sound worklet that TypeScript's own lists lack. */
declare const currentTime: number
declare const sampleRate: number
declare class AudioWorkletProcessor {
  readonly port: MessagePort
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void

const pieceSamples = 2048

class Recorder extends AudioWorkletProcessor {
  #samples = new Float32Array(pieceSamples)
  #filled = 0
  #startTime = 0

  constructor() {
    super()
    // Any message asks for what has come since the last piece.
    this.port.addEventListener('message', () => this.#send())
    this.port.start()
  }

  process([channels]: readonly (readonly Float32Array[])[]): boolean {
    const length = channels?.[0]?.length ?? 0
    for (let index = 0; index < length; index++) {
      if (this.#filled === 0) this.#startTime = currentTime + index / sampleRate
      this.#samples[this.#filled++] = meanOf(channels!, index)
      if (this.#filled === pieceSamples) this.#send()
    }
    return true
  }

  #send(): void {
    const samples = this.#samples.slice(0, this.#filled)
    this.#filled = 0
    const piece: RecordedPiece = { samples, startTime: this.#startTime }
    this.port.postMessage(piece, [samples.buffer])
  }
}

function meanOf(channels: readonly Float32Array[], index: number): number {
  let sum = 0
  for (const channel of channels) sum += channel[index] ?? 0
  return sum / channels.length
}

registerProcessor('recorder', Recorder)
