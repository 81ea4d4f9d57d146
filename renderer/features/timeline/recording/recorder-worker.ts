/*
 * Reads what the microphone hears in a worker of its own: the window's thread, busy with pictures, could not keep up with
 * a hundred pieces a second.
 */
import { soundRate } from '../../../../core/contract/media.ts'
import type { CapturedPiece } from './fill-gaps.ts'
import { Resampler } from './resample.ts'

/** What the page gets: some hundredths of a second, in the pieces that the device gave. */
export interface RecordedBatch {
  readonly pieces: readonly CapturedPiece[]
  /**
   * From the device's clock to milliseconds since 1970. A clock is read late, never early, so that of all readings so far
   * this is the earliest.
   */
  readonly offsetMilliseconds: number
}

const batchSamples = 2048

addEventListener('message', ({ data }: MessageEvent<ReadableStream<AudioData>>) => {
  // The page hears of a rejection as of any error of a worker.
  readAll(data.getReader()).catch((thrown: unknown) => setTimeout(() => Promise.reject(thrown)))
})

async function readAll(reader: ReadableStreamDefaultReader<AudioData>): Promise<void> {
  let resampler = new Resampler(soundRate, soundRate)
  let offsetMilliseconds = Infinity
  let pieces: CapturedPiece[] = []
  let waiting = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const capturedAtMilliseconds = value.timestamp / 1000
    const endMilliseconds = capturedAtMilliseconds + (value.numberOfFrames * 1000) / value.sampleRate
    const now = performance.timeOrigin + performance.now()
    offsetMilliseconds = Math.min(offsetMilliseconds, now - endMilliseconds)
    if (resampler.fromRate !== value.sampleRate) resampler = new Resampler(value.sampleRate, soundRate)
    const samples = resampler.add(monoOf(value))
    value.close()
    pieces.push({ samples, capturedAtMilliseconds })
    waiting += samples.length
    if (waiting < batchSamples) continue
    const batch: RecordedBatch = { pieces, offsetMilliseconds }
    postMessage(batch, { transfer: [...new Set(pieces.map((piece) => piece.samples.buffer))] })
    pieces = []
    waiting = 0
  }
}

/** Mean of the channels. */
function monoOf(data: AudioData): Float32Array<ArrayBuffer> {
  const { numberOfChannels, numberOfFrames } = data
  const mono = new Float32Array(numberOfFrames)
  const channel = new Float32Array(numberOfFrames)
  for (let planeIndex = 0; planeIndex < numberOfChannels; planeIndex++) {
    data.copyTo(channel, { planeIndex, format: 'f32-planar' })
    for (let frame = 0; frame < numberOfFrames; frame++) mono[frame] = mono[frame]! + channel[frame]! / numberOfChannels
  }
  return mono
}
