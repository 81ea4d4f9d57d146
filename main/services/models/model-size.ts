import os from 'node:os'
import type { PixelSize } from '../../../core/camera/intrinsics.ts'
import { StudioError } from '../../../core/contract/errors.ts'
import type { PackManifest } from '../../../core/contract/pack.ts'
import { chooseModelSize } from '../../../core/framing/framing.ts'

/**
 * The size that a user asks for, or the pack's listed size that shows most of the picture.
 * @throws StudioError `inference.size` when the pack cannot make the size asked for.
 */
export function chooseSize(
  wish: PixelSize | null,
  picture: PixelSize,
  { sizes, sizeMultiple: multiple }: Pick<PackManifest, 'sizes' | 'sizeMultiple'>,
): PixelSize {
  if (!wish) return chooseModelSize(sizes, picture.width / picture.height)
  const { width, height } = wish
  if (width % multiple === 0 && height % multiple === 0) return wish
  const nearest = (side: number): number => Math.max(1, Math.round(side / multiple)) * multiple
  throw new StudioError('inference.size', {
    width,
    height,
    multiple,
    suggestion: `${nearest(width)}x${nearest(height)}`,
  })
}

/**
 * All the memory this machine, or the container around this process, could ever give. What is free now counts only
 * when a shot's turn has come; but one that can never fit is refused before anything of its size is made.
 */
export function machineMemoryBytes(): number {
  // 0 where nothing is known.
  return Math.min(os.totalmem(), process.constrainedMemory() || Infinity)
}
