import { StudioError } from '../../core/contract/errors.ts'
import type { ProbeOutput, Provider } from '../../core/contract/inference.ts'
import { missingCudaLibraries } from './cuda-libraries.ts'
import { Network } from './network.ts'
import { probeGraph } from './probe-graph.ts'
import { floatTensor, type FloatTensor } from './tensor.ts'

/** Six channels to eight: a pair that providers are known to get wrong. */
const CHECK = { inChannels: 6, outChannels: 8, size: 8 }

/** The work that is timed: 9.7 GFLOP, enough that a GPU's fixed costs do not hide its speed. */
const TIMED = { channels: 64, size: 64, layers: 32 }
/** The same in small, 1/128 of the work: a provider that is slow here is not asked for the rest. */
const SAMPLE = { channels: 64, size: 32, layers: 1 }
const SAMPLE_PART = 1 / 128
const SLOW_SAMPLE_MILLISECONDS = 40
const TOLERANCE = 1e-3

/**
 * Whether a provider really computes: a convolution on it is compared with one worked out here, then a larger one is
 * timed. Run it in a process of its own, because a bad driver may end the process.
 *
 * @param threads for the timing of the CPU provider
 */
export async function probeProvider(provider: Provider, threads: number): Promise<ProbeOutput> {
  try {
    const error = await largestError(provider)
    if (!(error < TOLERANCE)) return failed(`numbers differ by ${error}`)
    return { works: true, reason: '', milliseconds: await convolutionMilliseconds(provider, threads) }
  } catch (thrown) {
    if (!(thrown instanceof StudioError)) throw thrown
    const missing = provider === 'cuda' ? missingCudaLibraries() : null
    const reason = String(thrown.details['reason'] ?? thrown.code)
    return failed(missing === null ? reason : `${missing} (${reason})`)
  }
}

function failed(reason: string): ProbeOutput {
  return { works: false, reason, milliseconds: null }
}

async function largestError(provider: Provider): Promise<number> {
  const { inChannels, outChannels, size } = CHECK
  const { x, w } = probeInputs(inChannels, outChannels, size)
  const network = await Network.load({ file: 'probe', bytes: probeGraph(1) }, { provider, threads: 1 })
  const { y } = await network.run({ x, w }, { y: [1, outChannels, size, size] })
  await network.release()
  const expected = convolveRelu(x.data, w.data, inChannels, size)
  return expected.reduce((worst, value, i) => Math.max(worst, Math.abs(value - y.data[i]!)), 0)
}

/** Wall time of the timed work, worked out from its sample where that is slow. */
async function convolutionMilliseconds(provider: Provider, threads: number): Promise<number> {
  const sample = await secondRunMilliseconds(provider, threads, SAMPLE)
  if (sample > SLOW_SAMPLE_MILLISECONDS) return sample / SAMPLE_PART
  return secondRunMilliseconds(provider, threads, TIMED)
}

/** The first run is left out: it compiles shaders and takes memory. */
async function secondRunMilliseconds(provider: Provider, threads: number, work: typeof TIMED): Promise<number> {
  const inputs = probeInputs(work.channels, work.channels, work.size)
  const network = await Network.load({ file: 'probe', bytes: probeGraph(work.layers) }, { provider, threads })
  await network.run(inputs, {})
  const start = performance.now()
  await network.run(inputs, {})
  const elapsed = performance.now() - start
  await network.release()
  return elapsed
}

/** Small numbers of both signs without any pattern that a wrong layout would keep. */
function probeInputs(inChannels: number, outChannels: number, size: number): { x: FloatTensor; w: FloatTensor } {
  const x = Float32Array.from({ length: inChannels * size * size }, (_, i) => ((i * 37) % 101) / 101 - 0.4)
  const weights = { length: outChannels * inChannels * 9 }
  const w = Float32Array.from(weights, (_, i) => (((i * 53) % 97) / 97 - 0.5) / inChannels)
  return { x: floatTensor([1, inChannels, size, size], x), w: floatTensor([outChannels, inChannels, 3, 3], w) }
}

/** 3×3 convolution of one picture, zeros around it, then max(0, ·): `[outChannels, size, size]`. */
function convolveRelu(x: Float32Array, w: Float32Array, inChannels: number, size: number): Float32Array {
  const taps = inChannels * 9
  const y = new Float32Array((w.length / taps) * size * size)
  for (let i = 0; i < y.length; i++) {
    const out = Math.floor(i / (size * size))
    const row = Math.floor(i / size) % size
    const column = i % size
    let sum = 0
    for (let tap = 0; tap < taps; tap++) {
      const r = row + Math.floor((tap % 9) / 3) - 1
      const c = column + (tap % 3) - 1
      if (r < 0 || c < 0 || r >= size || c >= size) continue
      sum += w[out * taps + tap]! * x[(Math.floor(tap / 9) * size + r) * size + c]!
    }
    y[i] = Math.max(0, sum)
  }
  return y
}
