import { soundRate } from '../../../../core/contract/media.ts'
import { StudioError } from '../../../../core/contract/errors.ts'
import type { RecordedPiece } from './recorder-worklet.ts'
// oxlint-disable-next-line import/default -- vite bundles the worklet and answers with its address
import recorderUrl from './recorder-worklet.ts?worker&url'

/** A piece of sound and when its first sample reached the microphone, by `performance.now()`'s clock. */
export interface HeardPiece {
  readonly samples: Float32Array<ArrayBuffer>
  readonly heardAtMilliseconds: number
}

export interface Microphone {
  /** Hands on what has come since the last piece. */
  flush(): Promise<void>
  close(): void
}

/**
 * Opens the system's microphone, as it is: nothing is taken out of the sound or levelled. Main must have let the window
 * have it.
 *
 * A sample is heard at the moment at which the sound thread gets it, less the latency that the device states; 0 where it
 * states none.
 * @param onPiece pieces in their order, without gaps
 * @param onGone the device is no longer there
 * @throws StudioError `recording.denied`, `recording.no-device`, `recording.device-busy`
 */
export async function openMicrophone(onPiece: (piece: HeardPiece) => void, onGone: () => void): Promise<Microphone> {
  const stream = await navigator.mediaDevices
    .getUserMedia({ audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false } })
    .catch((thrown: unknown) => {
      throw namedFailure(thrown)
    })
  const context = new AudioContext({ sampleRate: soundRate, latencyHint: 'interactive' })
  const close = (): void => {
    for (const track of stream.getTracks()) track.stop()
    if (context.state !== 'closed') void context.close()
  }
  try {
    await context.audioWorklet.addModule(recorderUrl)
    const node = new AudioWorkletNode(context, 'recorder', { numberOfOutputs: 0 })
    new MediaStreamAudioSourceNode(context, { mediaStream: stream }).connect(node)
    const [track] = stream.getAudioTracks()
    track?.addEventListener('ended', onGone)
    const clock = new ContextClock(context, statedLatencySeconds(track))
    let flushed = (): void => undefined
    node.port.addEventListener('message', ({ data }: MessageEvent<RecordedPiece>) => {
      onPiece({ samples: data.samples, heardAtMilliseconds: clock.heardAt(data.startTime) })
      flushed()
    })
    node.port.start()
    await context.resume()
    const flush = (): Promise<void> =>
      new Promise((resolve) => {
        flushed = resolve
        node.port.postMessage('flush')
      })
    return { flush, close }
  } catch (thrown) {
    close()
    throw thrown
  }
}

/** Chromium states it in seconds; it is no part of every version of the standard. */
function statedLatencySeconds(track: MediaStreamTrack | undefined): number {
  const { latency } = (track?.getSettings() ?? {}) as { readonly latency?: number }
  return latency ?? 0
}

/** Times of a sound context as times of the page. */
class ContextClock {
  readonly #context: AudioContext
  readonly #latencySeconds: number
  #offsetMilliseconds = Infinity

  constructor(context: AudioContext, latencySeconds: number) {
    this.#context = context
    this.#latencySeconds = latencySeconds
  }

  /** The context's clock is read late, never early, so that the earliest reading is the best. */
  heardAt(contextTime: number): number {
    const offset = performance.now() - this.#context.currentTime * 1000
    this.#offsetMilliseconds = Math.min(this.#offsetMilliseconds, offset)
    return this.#offsetMilliseconds + (contextTime - this.#latencySeconds) * 1000
  }
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
