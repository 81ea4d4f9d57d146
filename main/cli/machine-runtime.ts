import type { TaskContext } from '../../core/contract/tasks.ts'
import { machineThreads } from '../jobs/machine-threads.ts'
import type { StartWorker } from '../jobs/worker-process.ts'
import { chooseRuntime, type Runtime } from '../services/takes/run-generation.ts'

/**
 * What takes run on here: tried for the first take, and known for the others. A trial that was cancelled with its take, or
 * failed, is no answer for the next one.
 */
export function machineRuntime(startProbe: StartWorker): (context: TaskContext) => Promise<Runtime> {
  const wish = { provider: null, threads: machineThreads() }
  let known: Runtime | null = null
  return async (context) => {
    known ??= await chooseRuntime(wish, startProbe, context)
    return known
  }
}
