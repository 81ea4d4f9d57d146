import { pluckerSha256 } from '../../core/camera/plucker.ts'
import { StudioError } from '../../core/contract/errors.ts'
import type { GenerationSpec } from '../../core/contract/generation.ts'

/**
 * Refuses a camera embedding that is not the one the studio showed.
 * @throws StudioError `inference.embedding-differs`
 */
export async function checkEmbedding(
  plucker: Float32Array<ArrayBuffer>,
  spec: Pick<GenerationSpec, 'pluckerSha256'>,
): Promise<void> {
  if ((await pluckerSha256(plucker)) !== spec.pluckerSha256) throw new StudioError('inference.embedding-differs')
}
