import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { addGraph, externalTensor } from './add-graph.ts'
import { checkpointFile, type Pickled } from './checkpoint-file.ts'
import { floats, safetensorsFile, type WrittenTensor } from './safetensors-file.ts'

/** The components of the family with the source and key of each one's only tensor, `[4]`. */
const parts = {
  image_encoder: ['image_encoder', 'vision.w'],
  vae_encoder: ['vae', 'encoder.w'],
  pose_encoder: ['cameractrl', 'pose_encoder_state_dict.w'],
  denoiser: ['unet', 'w'],
  vae_decoder: ['vae', 'decoder.w'],
} as const

/** Writes templates whose every component is `y = x + w` over `[4]`. @returns the folder of templates */
export function writeTemplates(root: string): string {
  const folder = path.join(root, 'templates', 'svd-cameractrl')
  mkdirSync(folder, { recursive: true })
  const components = Object.entries(parts).map(([component, [source, key]]) => {
    writeFileSync(path.join(folder, `${component}.onnx`), addGraph(externalTensor('w', [4], { location: '' }), 4))
    return [component, { file: `${component}.onnx`, initializers: [{ name: 'w', source, key, shape: [4] }] }]
  })
  const template = {
    format: 'craneshot-template',
    formatVersion: 1,
    family: 'svd-cameractrl',
    components: Object.fromEntries(components) as object,
    pack: packFacts,
  }
  writeFileSync(path.join(folder, 'template.json'), JSON.stringify(template))
  return path.join(root, 'templates')
}

const packFacts = {
  id: 'adding-up',
  version: '1',
  name: 'Adding up',
  rayLayout: 'moment-direction',
  latent: { channels: 4, downscale: 8 },
  scheduler: { kind: 'karras-euler', sigmaMin: 0.002, sigmaMax: 700, rho: 7, prediction: 'v' },
  steps: { draft: 2, standard: 3, fine: 4 },
  sizes: [{ width: 64, height: 64 }],
  sizeMultiple: 64,
  frames: { min: 2, max: 4, default: 4 },
  trainedRange: { maxRotationDegrees: 60, maxTranslation: 3, minFovXDegrees: 80, maxFovXDegrees: 94 },
  memory: { baseBytes: 1, perPixelFrameBytes: 1 },
  licence: 'none',
}

export interface UserFiles {
  readonly svd: string
  readonly cameractrl: string
}

/**
 * Writes a user's downloads: the VAE in bfloat16, the checkpoint's tensor behind strides, the others as a graph can read
 * them.
 * @param unet the UNet's tensors, if not the right one
 */
export function writeUserFiles(root: string, unet: Record<string, WrittenTensor> = { w: floats([4]) }): UserFiles {
  const svd = path.join(root, 'svd')
  const write = (name: string, tensors: Record<string, WrittenTensor>): void => {
    mkdirSync(path.join(svd, path.dirname(name)), { recursive: true })
    writeFileSync(path.join(svd, name), safetensorsFile(tensors))
  }
  const brain = Uint8Array.of(0x80, 0x3f, 0, 0x40, 0x40, 0x40, 0x80, 0x40)
  write('image_encoder/model.safetensors', { 'vision.w': floats([4], 0.5) })
  write('vae/diffusion_pytorch_model.safetensors', {
    'encoder.w': { dtype: 'BF16', shape: [4], bytes: brain },
    'decoder.w': { dtype: 'BF16', shape: [4], bytes: brain },
  })
  write('unet/diffusion_pytorch_model.safetensors', unet)
  const everySecond: Pickled = { tensor: floats([7]), shape: [4], strides: [2] }
  const cameractrl = path.join(root, 'CameraCtrl 카메라.ckpt')
  writeFileSync(
    cameractrl,
    checkpointFile({ dict: { epoch: 1, pose_encoder_state_dict: { dict: { w: everySecond }, ordered: true } } }),
  )
  return { svd, cameractrl }
}

/** SHA-256 of bytes as 64 hexadecimal digits. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
