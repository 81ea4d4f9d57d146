/** One thing that a user downloads, and how to find the weights in it. */
export type WeightSource =
  | {
      readonly kind: 'safetensors'
      /** The option of the command line, and the key of what the user chose. */
      readonly option: string
      /** Paths inside of the chosen folder without `.safetensors`, forward slashes, the preferred one first. */
      readonly files: readonly string[]
      /** Names of tensors that no graph needs. */
      readonly unused?: RegExp
    }
  | {
      readonly kind: 'checkpoint'
      /** The option names the file itself. */
      readonly option: string
      /** Dicts of the checkpoint that hold weights; the rest, such as the optimizer's state, is left alone. */
      readonly dicts: readonly string[]
    }

/** A download, as the user sees it. */
export interface Download {
  readonly option: string
  readonly isFolder: boolean
  /** What it is called where it lies. */
  readonly name: string
  /** Its address, to be opened by the user: the program makes no request of its own. */
  readonly address: string
  /** Files of it that are needed, with their usual sizes in bytes. */
  readonly files: readonly { readonly name: string; readonly bytes: number }[]
  /** Null where its page states none. */
  readonly licence: string | null
}

/** A kind of model that users bring the weights of. */
export interface WeightFamily {
  readonly family: string
  readonly name: string
  /** By the name that templates use. */
  readonly sources: Readonly<Record<string, WeightSource>>
  /** Where the download says for how many frames it is. */
  readonly clipLength?: { readonly option: string; readonly file: string; readonly field: string }
  readonly downloads: readonly Download[]
  readonly credits: readonly { readonly what: string; readonly licence: string; readonly by: string }[]
}

const svdLicence = 'Stable Video Diffusion Community License'
const cameraLicence = 'no licence stated (code: Apache-2.0)'

/** Half precision first: it is half as large, and what the reference computes in. */
function halfFirst(path: string): readonly string[] {
  return [`${path}.fp16`, path]
}

/** Whether a tensor of one of the family's sources is known and needed by no graph. */
export function isUnusedWeight({ sources }: WeightFamily, source: string, key: string): boolean {
  const found = sources[source]
  return found?.kind === 'safetensors' && found.unused?.test(key) === true
}

export const weightFamilies: Readonly<Record<string, WeightFamily>> = {
  'svd-cameractrl': {
    family: 'svd-cameractrl',
    name: 'Stable Video Diffusion + CameraCtrl',
    sources: {
      image_encoder: {
        kind: 'safetensors',
        option: 'svd',
        files: halfFirst('image_encoder/model'),
        // Counts from 0 to 256 that older files hold.
        unused: /\.position_ids$/,
      },
      vae: { kind: 'safetensors', option: 'svd', files: halfFirst('vae/diffusion_pytorch_model') },
      unet: {
        kind: 'safetensors',
        option: 'svd',
        files: halfFirst('unet/diffusion_pytorch_model'),
        // Attention to the picture's one token is the same whatever asks, so what would ask is left out.
        unused: /transformer_blocks\.\d+\.(attn2\.to_[qk]|norm2)\./,
      },
      cameractrl: {
        kind: 'checkpoint',
        option: 'cameractrl',
        dicts: ['pose_encoder_state_dict', 'attention_processor_state_dict'],
      },
    },
    clipLength: { option: 'svd', file: 'unet/config.json', field: 'num_frames' },
    downloads: [
      {
        option: 'svd',
        isFolder: true,
        name: 'stabilityai/stable-video-diffusion-img2vid',
        address: 'https://huggingface.co/stabilityai/stable-video-diffusion-img2vid',
        files: [
          { name: 'image_encoder/model.fp16.safetensors', bytes: 1_260_000_000 },
          { name: 'vae/diffusion_pytorch_model.fp16.safetensors', bytes: 196_000_000 },
          { name: 'unet/diffusion_pytorch_model.fp16.safetensors', bytes: 3_050_000_000 },
        ],
        licence: svdLicence,
      },
      {
        option: 'cameractrl',
        isFolder: false,
        name: 'hehao13/CameraCtrl_SVD_ckpts',
        address: 'https://huggingface.co/hehao13/CameraCtrl_SVD_ckpts',
        files: [{ name: 'CameraCtrl_svd.ckpt', bytes: 847_000_000 }],
        licence: null,
      },
    ],
    credits: [
      { what: 'Stable Video Diffusion (image encoder, VAE, UNet)', licence: svdLicence, by: 'Stability AI' },
      { what: 'CameraCtrl (pose encoder, camera attention)', licence: cameraLicence, by: 'Hao He et al.' },
    ],
  },
}
