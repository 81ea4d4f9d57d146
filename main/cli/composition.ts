import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { JobSnapshot } from '../../core/contract/jobs.ts'
import type { JobQueue } from '../jobs/queue.ts'
import { forkWorker } from '../jobs/worker-process.ts'
import { createParts } from '../services/composition.ts'
import type { StudioParts } from '../services/studio/studio-parts.ts'

/** The services' parts, put together for the command line. Processes start when they are first needed. */
export interface Composition extends Omit<StudioParts, 'createQueue'> {
  readonly queue: JobQueue
  /** Ends the processes. */
  close(): void
}

/** The bundle `out/cli.mjs`: the workers lie beside it. */
const bundleFolder = path.dirname(fileURLToPath(import.meta.url))

export function compose(onJobChange: (job: JobSnapshot) => void): Composition {
  const inferenceWorker = path.join(bundleFolder, 'inference-worker.mjs')
  const { createQueue, ...parts } = createParts({
    bundleFolder,
    startMedia: () => forkWorker(path.join(bundleFolder, 'media-worker.mjs')),
    startInference: () => forkWorker(inferenceWorker),
    startProbe: () => forkWorker(inferenceWorker, { silent: true }),
  })
  return {
    ...parts,
    queue: createQueue({ onChange: onJobChange }),
    close: () => {
      parts.media.close()
      parts.takeMedia.close()
      parts.exportMedia.close()
      parts.measureMedia.close()
      parts.inference.close()
    },
  }
}
