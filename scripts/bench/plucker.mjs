import { loadSource } from './load-source.mjs'
import { fastest } from './timing.mjs'

const frames = 25
const size = { width: 576, height: 320 }

/**
 * The camera embedding of the size that published packs take, against a plain copy of its bytes.
 *
 * @param {{ runs: number }} options
 */
export async function measurePlucker(options) {
  const { expandPlucker } = await loadSource('core/camera/plucker.ts')
  const cameras = Array.from({ length: frames }, (_, frame) => {
    const focal = Math.fround(500 + frame)
    const worldFromCamera = [1, 0, 0, frame / 50, 0, 1, 0, 0, 0, 0, 1, frame / 80].map(Math.fround)
    return { worldFromCamera, intrinsics: [focal, focal, 288, 160] }
  })
  const embedding = expandPlucker(cameras, size, 'moment-direction')
  const copy = new Float32Array(embedding.length)
  const milliseconds = await fastest(() => expandPlucker(cameras, size, 'moment-direction'), options)
  const copyMilliseconds = await fastest(() => copy.set(embedding), options)
  return {
    frames,
    ...size,
    bytes: embedding.byteLength,
    milliseconds,
    copyMilliseconds,
    timesACopy: milliseconds / copyMilliseconds,
  }
}
