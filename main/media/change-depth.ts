import { readFile, writeFile } from 'node:fs/promises'
import type { z } from 'zod'
import { applyDepthOperations } from '../../core/cache/apply-depth-operations.ts'
import type { changeDepthSchema } from '../../core/contract/media.ts'
import type { TaskContext } from '../../core/contract/tasks.ts'

/**
 * Counts a raw depth raster in subject distances and applies operations to it.
 * @throws StudioError `cache.depth.no-valid`, `cache.raster.length`
 */
export async function changeDepth(
  { file, guideFile, width, height, subjectDistance, operations, outFile }: z.infer<typeof changeDepthSchema>,
  { signal }: TaskContext,
): Promise<Record<string, never>> {
  const depth = { width, height, values: new Float32Array((await readFile(file)).slice().buffer) }
  const guide = guideFile === null ? null : { width, height, rgb: new Uint8Array(await readFile(guideFile)) }
  signal.throwIfAborted()
  const { values } = applyDepthOperations(depth, guide, operations, subjectDistance)
  signal.throwIfAborted()
  await writeFile(outFile, new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
  return {}
}
