import { InferenceSession, Tensor } from 'onnxruntime-node'
import { convolutionGraph, convolutionOperations } from './convolution-graph.mjs'
import { fastest } from './timing.mjs'

const layers = 8
const shapes = [
  { channels: 64, size: 64 },
  { channels: 128, size: 32 },
  { channels: 256, size: 16 },
]

/**
 * The most that ONNX Runtime gets out of this machine in 3×3 convolutions, in operations a second.
 *
 * @param {{ runs: number, threads: number }} options
 */
export async function measureConvolutionPeak({ runs, threads }) {
  let best = 0
  for (const { channels, size } of shapes) {
    const session = await InferenceSession.create(convolutionGraph(channels, size, layers), {
      intraOpNumThreads: threads,
    })
    const x = new Tensor('float32', new Float32Array(channels * size * size).fill(0.5), [1, channels, size, size])
    const milliseconds = await fastest(() => session.run({ x }), { runs: runs * 4 })
    await session.release()
    best = Math.max(best, (convolutionOperations(channels, size, layers) * 1000) / milliseconds)
  }
  return best
}
