import type { GenerationSpec } from '../../core/contract/generation.ts'
import { clipPixels } from '../../core/diffusion/clip-pixels.ts'
import { lanczosResize } from '../../core/diffusion/lanczos-resize.ts'
import { addedTimeIds, type ClipFacts } from '../../core/diffusion/time-ids.ts'
import { ClipEncoder } from '../components/clip-encoder.ts'
import { ImageEncoder } from '../components/image-encoder.ts'
import type { PoseFeatures } from '../components/pose-encoder.ts'
import { floatTensor, type FloatTensor } from '../runtime/tensor.ts'
import type { PipelineInput } from './pipeline.ts'

/** CameraCtrl's features `[1, channels, frames, h, w]`, at 1/8, 1/16, 1/32 and 1/64 of the picture. */
export const cameraNames = ['pose_0', 'pose_1', 'pose_2', 'pose_3'] as const
export type CameraFeatures = PoseFeatures<(typeof cameraNames)[number]>

/** What both halves of guidance are told, the same for every step. */
export type ClipConditions = CameraFeatures & {
  /** `[1, 3]`, see core/diffusion/time-ids.ts. */
  readonly added_time_ids: FloatTensor
  /** `[1]`: weight of the camera features, 1 as trained. */
  readonly camera_strength: FloatTensor
}

/** What Stable Video Diffusion's U-Net with CameraCtrl's merges is told beside noisy latents and time. */
export type SvdConditions = ClipConditions & {
  /** `[1, 1, width]`; zeros for the half without the board. */
  readonly image_embeds: FloatTensor
}

export function clipConditions(
  facts: ClipFacts & { readonly cameraStrength: number },
  camera: CameraFeatures,
): ClipConditions {
  return {
    ...camera,
    added_time_ids: floatTensor([1, 3], addedTimeIds(facts)),
    camera_strength: floatTensor([1], Float32Array.of(facts.cameraStrength)),
  }
}

/** What the model is shown of the board. */
export interface BoardConditions {
  /** `[1, width]` of the image encoder. */
  readonly imageEmbeds: FloatTensor
  /** Mean latent `[1, 4, h, w]` of the board with a little noise. */
  readonly latent: FloatTensor
}

/**
 * The board through CLIP, at its own size, and through the autoencoder, at the model's.
 *
 * @param imageNoise `[3, height, width]` unit normal values, drawn before those of the latents
 * @param augmentation spread of the noise on pixels in −1..1
 */
export async function boardConditions(
  { spec, pack, picture, networks }: PipelineInput,
  imageNoise: Float32Array,
  augmentation: number,
  step: (done: number) => Promise<void>,
): Promise<BoardConditions> {
  const clip = new ClipEncoder(await networks.open('image_encoder'))
  await step(1)
  const imageEmbeds = await clip.encode(clipPixels(picture, spec.picture, clip.side))
  await networks.done('image_encoder')
  await step(2)
  const vae = new ImageEncoder(await networks.open('vae_encoder'), pack.manifest.latent)
  await step(3)
  const noisy = noisyImage(modelImage(picture, spec), imageNoise, augmentation)
  const latent = await vae.encode(noisy, spec.size.width, spec.size.height)
  await networks.done('vae_encoder')
  await step(4)
  return { imageEmbeds, latent }
}

/** The picture at the model's size by Pillow's Lanczos, planes −1..1 `[3, height, width]`. */
export function modelImage(picture: Uint8Array, spec: Pick<GenerationSpec, 'picture' | 'size'>): Float32Array {
  const { width, height } = spec.size
  const rgb = lanczosResize(picture, spec.picture, spec.size)
  const pixels = width * height
  const image = new Float32Array(3 * pixels)
  for (let i = 0; i < image.length; i++) {
    image[i] = Math.fround(rgb[(i % pixels) * 3 + Math.floor(i / pixels)]! / 255) * 2 - 1
  }
  return image
}

function noisyImage(image: Float32Array, noise: Float32Array, augmentation: number): Float32Array {
  const strength = Math.fround(augmentation)
  return image.map((value, i) => value + Math.fround(strength * noise[i]!))
}
