import { rm } from 'node:fs/promises'
import type { PixelSize } from '../../../core/camera/intrinsics.ts'
import type { DepthOperation } from '../../../core/contract/depth-operation.ts'
import { StudioError } from '../../../core/contract/errors.ts'
import type { CropBox } from '../../../core/contract/media.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import type { ProcessClient } from '../../jobs/process-client.ts'

export interface ReadDepthInput {
  /** A depth raster of the whole picture, absolute. */
  readonly file: string
  readonly picture: { readonly file: string } & PixelSize
  /** The part of both that is wanted, at `size`. */
  readonly crop: CropBox
  readonly size: PixelSize
  /** In the raster's unit; null takes the median of the part. */
  readonly subjectDistance: number | null
  readonly operations: readonly DepthOperation[]
  /** Gets the raw raster, in subject distances. */
  readonly outFile: string
}

/** Shapes that differ by more than this do not come from one picture; less is rounding of pixels. */
const shapeTolerance = 0.02

/**
 * Reads a part of a depth raster, counts it in subject distances and changes it. Sharpening looks at the same part of the
 * picture.
 * @throws StudioError `media.*`, `command.depth.shape`, `command.depth.empty`; AbortError
 */
export async function readDepth(
  { file, picture, crop, size, subjectDistance, operations, outFile }: ReadDepthInput,
  media: ProcessClient,
  context: TaskContext,
): Promise<void> {
  const whole = await media.run<PixelSize>('decode-depth', { file, crop, ...size, outFile }, context)
  checkDepthShape(file, whole, picture)
  const looks = operations.some(({ kind }) => kind === 'sharpen')
  const guideFile = looks ? `${outFile}.guide` : null
  try {
    if (guideFile !== null)
      await media.run('decode-picture', { file: picture.file, crop, ...size, outFile: guideFile }, context)
    await media.run(
      'change-depth',
      { file: outFile, guideFile, ...size, subjectDistance, operations, outFile },
      context,
    )
  } catch (thrown) {
    const empty = thrown instanceof StudioError && thrown.code === 'cache.depth.no-valid'
    throw empty ? new StudioError('command.depth.empty', { file }, { cause: thrown }) : thrown
  } finally {
    if (guideFile !== null) await rm(guideFile, { force: true })
  }
}

/** @throws StudioError `command.depth.shape` for a depth raster that does not belong to a picture of that size */
export function checkDepthShape(file: string, depth: PixelSize, picture: PixelSize): void {
  const ratio = depth.width / depth.height / (picture.width / picture.height)
  if (Math.abs(ratio - 1) <= shapeTolerance) return
  const { width, height } = picture
  throw new StudioError('command.depth.shape', {
    file,
    depthWidth: depth.width,
    depthHeight: depth.height,
    width,
    height,
  })
}
