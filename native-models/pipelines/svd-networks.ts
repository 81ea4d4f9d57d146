/** The networks of a pack of the family svd-cameractrl, in the order in which a take needs them. */
export const svdComponents = ['image_encoder', 'vae_encoder', 'pose_encoder', 'denoiser', 'vae_decoder'] as const
