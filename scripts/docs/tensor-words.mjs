/**
 * What passes through the graphs of each family: what a pack's author has to know beside extents. Pictures are planes of
 * red, green and blue, rows from the top.
 */

const clipPicture =
  'the whole board, squashed to a square with antialiasing; 0..1 less CLIP’s mean, divided by its deviation'
const plucker = 'the Plücker map of each frame, in the order of `rayLayout`, lengths in subject distances'
const strength = 'weight of the camera, 1 as trained'
const poses = 'features of the camera path at that size, made once for all steps'
const embeddedLatent = 'a latent as it is denoised, not scaled'

/** @type {Readonly<Record<string, Readonly<Record<string, string>>>>} `component.tensor` → words, for each family */
export const tensorWords = {
  'craneshot-embedded': {
    'encoder.image': 'the board, or a render of the cache with its holes filled, 0..1',
    'encoder.latent': embeddedLatent,
    'pose_encoder.plucker': plucker,
    'pose_encoder.pose_0': poses,
    'pose_encoder.pose_1': poses,
    'pose_encoder.pose_2': poses,
    'pose_encoder.rays': 'the mean ray of each latent cell',
    'denoiser.sample': 'noisy latents; the first ones are unit normal values',
    'denoiser.timestep': '1 for pure noise, 0 for clean',
    'denoiser.first_latent': 'the board’s',
    'denoiser.cache_latent': 'those of the cache’s renders; zeros with the cache off',
    'denoiser.cache_geometry':
      'of each 8 × 8 pixels of a render: mean coverage, least coverage, mean inverse depth of what is covered (0..4), and 1; zeros with the cache off',
    'denoiser.pose_0': 'of the pose encoder',
    'denoiser.pose_1': 'of the pose encoder',
    'denoiser.pose_2': 'of the pose encoder',
    'denoiser.rays': 'of the pose encoder',
    'denoiser.clean': 'the clean latents that are behind the noisy ones',
    'decoder.latent': embeddedLatent,
    'decoder.reference':
      'the cache’s render with its holes filled, 0..1, and its coverage, 0 or 1; zeros with the cache off',
    'decoder.image': 'the frame, 0..1',
    'depth.image': 'the board, 0..1',
    'depth.log_focal': 'natural logarithm of its focal length in widths of the picture',
    'depth.log_depth': 'natural logarithm of the depth along the lens, in any unit',
    'depth.log_error': 'natural logarithm of the error to be expected of `log_depth`',
  },
  'svd-cameractrl': {
    'image_encoder.pixel_values': clipPicture,
    'image_encoder.image_embeds': 'CLIP’s projected vector',
    'vae_encoder.image': 'the board at the model’s size, −1..1, with noise of the spread `noiseAugmentation`',
    'vae_encoder.latent': 'the mean of the latent’s distribution, not scaled',
    'pose_encoder.plucker': plucker,
    'pose_encoder.pose_0': poses,
    'pose_encoder.pose_1': poses,
    'pose_encoder.pose_2': poses,
    'pose_encoder.pose_3': poses,
    'denoiser.sample':
      'noisy latents (scaled by 0.18215) divided by √(σ² + 1), and beside them the board’s latent, not scaled',
    'denoiser.timestep': '¼ ln σ',
    'denoiser.image_embeds': 'of the image encoder; zeros for the half of guidance without the board',
    'denoiser.added_time_ids': 'frames a second less 1, motion bucket, noise augmentation',
    'denoiser.pose_0': 'of the pose encoder, the same in both halves of guidance',
    'denoiser.pose_1': 'the same',
    'denoiser.pose_2': 'the same',
    'denoiser.pose_3': 'the same',
    'denoiser.camera_strength': strength,
    'denoiser.velocity': 'the velocity (v) of the noisy latents',
    'vae_decoder.latent': 'clean latents divided by 0.18215',
    'vae_decoder.image': 'the frames, about −1..1',
  },
  'flow-camera': {
    'image_encoder.pixel_values': clipPicture,
    'image_encoder.image_tokens': 'all tokens of the picture',
    'video_encoder.video': 'the board in −1..1 as the first frame, 0 in all others',
    'video_encoder.latent': 'of the first frame alone and then of four frames each',
    'denoiser.sample': 'noisy latents; the first ones are unit normal values',
    'denoiser.condition': 'the board’s latent of the video encoder',
    'denoiser.camera':
      'Plücker maps in the order of `rayLayout`, four frames one after another on the channels of a latent frame; the first frame stands four times',
    'denoiser.timestep': '1000 for pure noise, 0 for clean',
    'denoiser.image_tokens': 'of the image encoder; zeros for the half of guidance without the board',
    'denoiser.camera_strength': strength,
    'denoiser.velocity': 'noise less clean latents',
    'video_decoder.latent': 'clean latents',
    'video_decoder.image': 'the frames, about −1..1',
  },
  depth: {
    'depth.image': 'the board in 0..1 less `depth.mean`, divided by `depth.std`',
    'depth.inverse_depth':
      'what `depth.answer` says; also with the extents 1 × 1 × height × width, or as points 1 × height × width × 3. Beside points an output `mask` of three extents tells what is no sky',
  },
}
