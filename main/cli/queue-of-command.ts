import type { JobSnapshot } from '../../core/contract/jobs.ts'
import { RasterCache } from '../services/media/raster-cache.ts'
import { TakeQueue } from '../services/takes/take-queue.ts'
import type { Composition } from './composition.ts'
import { machineRuntime } from './machine-runtime.ts'

/**
 * The machine's queue with the command line's own processes.
 * @param onChange told of jobs that change together
 * @param onDismiss told when a job is off the list
 * @param onTake told of the folder of each take that is made here
 */
export function takeQueueOf(
  composition: Composition,
  onChange: (jobs: readonly JobSnapshot[]) => void,
  onDismiss: () => void = () => undefined,
  onTake: (folder: string) => void = () => undefined,
): TakeQueue {
  const { installation, packs, takeMedia, inference, startProbe, places, createMachineQueue } = composition
  return new TakeQueue({
    tools: {
      installation,
      packs,
      media: takeMedia,
      inference,
      startProbe,
      queue: null,
      rasters: new RasterCache(places.cache),
    },
    folder: places.queue,
    createQueue: createMachineQueue,
    chooseRun: machineRuntime(startProbe),
    onTake: (_, { folder }) => onTake(folder),
    onChange,
    onDismiss,
    onState: () => undefined,
    onBug: (where, thrown) =>
      process.stderr.write(`bug, ${where}: ${thrown instanceof Error ? thrown.stack : String(thrown)}\n`),
  })
}
