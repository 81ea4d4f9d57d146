import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { z } from 'zod'
import { BoardCache } from '../../core/cache/board-cache.ts'
import { frameTo8Bit } from '../../core/cache/condition.ts'
import { coveredPart } from '../../core/cache/coverage.ts'
import { StudioError } from '../../core/contract/errors.ts'
import type { CacheFrames, renderCacheSchema } from '../../core/contract/media.ts'
import type { TaskContext } from '../../core/contract/tasks.ts'
import { readSource } from './read-source.ts'

/**
 * Draws a board's cache from each camera. Frames of a run that does not end are removed.
 * @throws StudioError `cache.*`, `media.missing`, `media.write`; AbortError
 */
export async function renderCache(
  input: z.infer<typeof renderCacheSchema>,
  { signal, report }: TaskContext,
): Promise<CacheFrames> {
  const cache = await readBoardCache(input)
  const frames: string[] = []
  const coverage: number[] = []
  const total = input.cameras.length
  try {
    for (const [index, camera] of input.cameras.entries()) {
      // Drawing leaves no gap in which a request to stop could come in.
      await setImmediate()
      signal.throwIfAborted()
      report({ stage: 'media.cache', fraction: index / total, step: { done: index, total } })
      const frame = cache.render(camera)
      coverage.push(coveredPart(frame))
      const name = `frame_${String(index).padStart(4, '0')}.rgb`
      frames.push(name)
      await writeFile(path.join(input.framesFolder, name), frameTo8Bit(frame))
    }
    return { frames, coverage }
  } catch (thrown) {
    for (const name of frames) await rm(path.join(input.framesFolder, name), { force: true }).catch(() => undefined)
    signal.throwIfAborted()
    const { code } = thrown as NodeJS.ErrnoException
    if (thrown instanceof StudioError || typeof code !== 'string') throw thrown
    throw new StudioError('media.write', { file: input.framesFolder, reason: code }, { cause: thrown })
  }
}

async function readBoardCache(input: z.infer<typeof renderCacheSchema>): Promise<BoardCache> {
  const { pictureFile, pictureSize, depthFile, depthSize, modelSize, boardIntrinsics, width, height } = input
  const rgb = await readSource(pictureFile)
  // A copy starts at a place that floats can be read from.
  const depth = Uint8Array.from(await readSource(depthFile))
  const values = new Float32Array(depth.buffer, 0, Math.floor(depth.length / 4))
  const picture = { ...pictureSize, rgb }
  return new BoardCache(picture, { ...depthSize, values }, boardIntrinsics, modelSize, { width, height })
}
