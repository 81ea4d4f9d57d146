import { z } from 'zod'

const shift = z
  .number()
  .gt(0)
  .meta({ description: 'Steps lie nearer to the noise where it is above 1, t → shift · t ∕ (1 + (shift − 1) · t).' })

/** Which of the kinds the other fields belong to. */
function kind<Name extends string>(name: Name) {
  return z.literal(name).meta({ description: 'Names the scheduler.' })
}

/** How noise becomes a clip: its levels, and what the denoiser's answer means. Each kind has a file in core/diffusion. */
export const schedulerSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: kind('anchored-flow'), shift }).meta({
      description:
        'A straight path from noise to clip; the denoiser predicts the clean clip, as the 3D cache and a change of it.',
      families: ['craneshot-embedded'],
    }),
    z.strictObject({ kind: kind('flow-euler'), shift }).meta({
      description: 'A straight path from noise to clip; the denoiser predicts the velocity along it.',
      families: ['flow-camera'],
    }),
    z
      .strictObject({
        kind: kind('karras-euler'),
        sigmaMin: z.number().gt(0).meta({
          description: 'Noise of the last step; below sigmaMax.',
          unit: 'standard deviations of a latent',
        }),
        sigmaMax: z.number().gt(0).max(1e6).meta({
          description: 'Noise of the first step.',
          unit: 'standard deviations of a latent',
        }),
        rho: z.number().gt(0).max(100).meta({
          description: 'How much the steps crowd where there is little noise; 1 spaces them evenly.',
        }),
        prediction: z
          .literal('v')
          .meta({ description: 'What the denoiser predicts: the velocity between clip and noise.' }),
      })
      .refine(({ sigmaMin, sigmaMax }) => sigmaMin < sigmaMax, { path: ['sigmaMin'], message: 'not below sigmaMax' })
      .meta({
        description: 'Noise levels by equation 5 of Karras and others (2022), walked down by Euler steps.',
        families: ['svd-cameractrl'],
      }),
  ])
  .meta({ description: 'How noise becomes a clip: the levels of noise, and what the denoiser’s answer means.' })
