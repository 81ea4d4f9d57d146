import { soundRate } from '../../../../core/contract/media.ts'
import { StudioError } from '../../../../core/contract/errors.ts'
import type { CapturedPiece } from './fill-gaps.ts'
import type { RecordedBatch } from './recorder-worker.ts'

/** A piece of sound and when its first sample reached the microphone, by `performance.now()`'s clock. */
export interface HeardPiece extends CapturedPiece {
  readonly heardAtMilliseconds: number
}

export interface Microphone {
  /** Waits until what was heard by now has been handed on. */
  flush(): Promise<void>
  close(): void
}

/** Chromium's; TypeScript knows the one of the standard, for pictures and in workers only. */
declare class MediaStreamTrackProcessor {
  constructor(options: { readonly track: MediaStreamTrack; readonly maxBufferSize: number })
  readonly readable: ReadableStream<AudioData>
}

/** Pieces of mostly a hundredth of a second that wait while the machine is busy; beyond that the oldest are lost. */
const mostWaiting = 1000
/** A device that gives nothing any more keeps nobody waiting for longer. */
const longestFlushMilliseconds = 1000

/**
 * Opens the system's microphone, as it is: nothing is taken out of the sound or levelled. Main must have let the window
 * have it. The sound is read as the device gives it, each piece with its time: a sound graph in between would stand still
 * on a busy machine, and lose pieces without a word.
 *
 * A sample is heard at the moment at which a program gets it at the earliest, less the latency that the device states; 0
 * where it states none.
 * @param onPiece pieces of mostly a hundredth of a second, in their order
 * @param onGone the device is no longer there
 * @throws StudioError `recording.denied`, `recording.no-device`, `recording.device-busy`
 */
export async function openMicrophone(onPiece: (piece: HeardPiece) => void, onGone: () => void): Promise<Microphone> {
  const stream = await navigator.mediaDevices
    .getUserMedia({ audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false } })
    .catch((thrown: unknown) => {
      throw namedFailure(thrown)
    })
  const [track] = stream.getAudioTracks()
  if (track === undefined) throw new StudioError('recording.no-device')
  return new OpenMicrophone(track, onPiece, onGone)
}

class OpenMicrophone implements Microphone {
  readonly #track: MediaStreamTrack
  readonly #worker: Worker
  readonly #onPiece: (piece: HeardPiece) => void
  readonly #closed = new AbortController()
  #heardUntil = -Infinity
  #batchCame = (): void => undefined

  constructor(track: MediaStreamTrack, onPiece: (piece: HeardPiece) => void, onGone: () => void) {
    this.#track = track
    this.#onPiece = onPiece
    const { signal } = this.#closed
    track.addEventListener('ended', onGone, { signal })
    this.#worker = new Worker(new URL('./recorder-worker.ts', import.meta.url), { type: 'module' })
    this.#worker.addEventListener('error', onGone, { signal })
    this.#worker.addEventListener('message', ({ data }: MessageEvent<RecordedBatch>) => this.#hear(data), { signal })
    const { readable } = new MediaStreamTrackProcessor({ track, maxBufferSize: mostWaiting })
    this.#worker.postMessage(readable, [readable])
  }

  async flush(): Promise<void> {
    const asked = performance.now()
    const last = asked + longestFlushMilliseconds
    while (!this.#closed.signal.aborted && this.#heardUntil < asked && performance.now() < last)
      await new Promise<void>((resolve) => {
        this.#batchCame = resolve
        setTimeout(resolve, longestFlushMilliseconds)
      })
  }

  close(): void {
    this.#closed.abort()
    this.#track.stop()
    this.#worker.terminate()
    this.#batchCame()
  }

  #hear({ pieces, offsetMilliseconds }: RecordedBatch): void {
    const offset = offsetMilliseconds - performance.timeOrigin - statedLatencySeconds(this.#track) * 1000
    for (const { samples, capturedAtMilliseconds } of pieces) {
      const heardAtMilliseconds = capturedAtMilliseconds + offset
      this.#heardUntil = heardAtMilliseconds + (samples.length * 1000) / soundRate
      this.#onPiece({ samples, capturedAtMilliseconds, heardAtMilliseconds })
    }
    this.#batchCame()
  }
}

/** Chromium states it in seconds; it is no part of every version of the standard. */
function statedLatencySeconds(track: MediaStreamTrack): number {
  const { latency } = track.getSettings() as { readonly latency?: number }
  return latency ?? 0
}

/** By the names that the standard of media capture gives. */
function namedFailure(thrown: unknown): unknown {
  if (!(thrown instanceof DOMException)) return thrown
  if (thrown.name === 'NotAllowedError' || thrown.name === 'SecurityError')
    return new StudioError('recording.denied', {}, { cause: thrown })
  if (thrown.name === 'NotFoundError' || thrown.name === 'OverconstrainedError')
    return new StudioError('recording.no-device', {}, { cause: thrown })
  return new StudioError('recording.device-busy', { reason: thrown.message || thrown.name }, { cause: thrown })
}
