import type { DepthRaster } from '../../core/cache/depth.ts'
import { StudioError } from '../../core/contract/errors.ts'
import { withDepthAsLuminance } from './exr-depth-channel.ts'
import { decodeExrFrame } from './exr-frame.ts'

/** Reads the depth channel of an OpenEXR file of one part, half or float, any compression that FFmpeg knows. */
export async function decodeExr(bytes: Buffer, file: string): Promise<DepthRaster> {
  try {
    const renamed = withDepthAsLuminance(bytes)
    if (!renamed) throw new StudioError('media.depth.exr-kind', { file })
    const frame = await decodeExrFrame(renamed)
    if (frame?.order === 'Y') return { width: frame.width, height: frame.height, values: frame.values }
  } catch (cause) {
    if (cause instanceof StudioError) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new StudioError('media.depth.corrupt', { file, reason }, { cause })
  }
  throw new StudioError('media.depth.corrupt', { file, reason: 'no picture in it' })
}
