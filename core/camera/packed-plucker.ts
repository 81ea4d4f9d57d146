const CHANNELS = 6
/** Frames that a video autoencoder folds into one. */
const GROUP = 4

/** Frames that a clip of so many latent frames stands for: the first alone, then four each. */
export function framesOfLatents(latentFrames: number): number {
  return 1 + GROUP * (latentFrames - 1)
}

/** Latent frames that hold at least so many frames. */
export function latentsOfFrames(frames: number): number {
  return 1 + Math.ceil((frames - 1) / GROUP)
}

/**
 * A Plücker map in the time of a causal video autoencoder: the first frame four times, then all, each four frames one
 * after another on the channels of a latent frame; the last frame is repeated until the clip is whole. VideoX-Fun's
 * camera adapters take it so.
 *
 * @param plucker `[1, frames, 6, height, width]`
 * @param pixels height · width
 * @returns `[1, 24, latentFrames, height, width]`
 */
export function packedPlucker(plucker: Float32Array, pixels: number): Float32Array {
  const frameSize = CHANNELS * pixels
  const frames = plucker.length / frameSize
  const latentFrames = latentsOfFrames(frames)
  const packed = new Float32Array(GROUP * CHANNELS * latentFrames * pixels)
  for (let slot = 0; slot < GROUP * latentFrames; slot++) {
    const frame = Math.min(frames - 1, Math.max(0, slot - (GROUP - 1)))
    for (let channel = 0; channel < CHANNELS; channel++) {
      const from = frame * frameSize + channel * pixels
      const row = (slot % GROUP) * CHANNELS + channel
      packed.set(plucker.subarray(from, from + pixels), (row * latentFrames + Math.floor(slot / GROUP)) * pixels)
    }
  }
  return packed
}
