/** What Stable Video Diffusion is told beside the time. */
export interface ClipFacts {
  readonly fps: number
  readonly motionBucket: number
  readonly noiseAugmentation: number
}

/**
 * The facts as the network gets them, `[3]` float32: frames a second less one, motion bucket, noise augmentation. They
 * are the same in both halves of guidance. diffusers' pipeline and CameraCtrl's subtract the one, and so does this.
 */
export function addedTimeIds({ fps, motionBucket, noiseAugmentation }: ClipFacts): Float32Array {
  return Float32Array.of(fps - 1, motionBucket, noiseAugmentation)
}
