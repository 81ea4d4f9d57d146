import os from 'node:os'
import type { JobSnapshot } from '../../core/contract/jobs.ts'
import { RasterCache } from '../services/media/raster-cache.ts'
import { chooseRuntime, type Runtime } from '../services/takes/run-generation.ts'
import { TakeQueue } from '../services/takes/take-queue.ts'
import type { Composition } from './composition.ts'

/** The machine's queue with the command line's own processes. @param onChange told of each job that changes */
export function takeQueueOf(composition: Composition, onChange: (job: JobSnapshot) => void): TakeQueue {
  const { installation, packs, media, inference, startProbe, places, createMachineQueue } = composition
  let chosen: Promise<Runtime> | null = null
  return new TakeQueue({
    tools: { installation, packs, media, inference, startProbe, queue: null, rasters: new RasterCache(places.cache) },
    folder: places.queue,
    createQueue: createMachineQueue,
    chooseRun: (context) => {
      const wish = { provider: null, threads: os.availableParallelism() }
      chosen ??= chooseRuntime(wish, startProbe, context)
      return chosen
    },
    onTake: () => undefined,
    onChange,
    onDismiss: () => undefined,
    onState: () => undefined,
    onBug: (where, thrown) =>
      process.stderr.write(`bug, ${where}: ${thrown instanceof Error ? thrown.stack : String(thrown)}\n`),
  })
}
