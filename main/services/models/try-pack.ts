import type { TriedComponent, TryPackInput, TryPackOutput } from '../../../core/contract/inference.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import { machineThreads } from '../../jobs/machine-threads.ts'
import { inferenceEnds, ProcessClient } from '../../jobs/process-client.ts'
import type { StartWorker } from '../../jobs/worker-process.ts'

/**
 * Runs every part of a pack once on small inputs, in a process of its own, so that its memory goes back to the system
 * and a crash ends nothing else.
 * @throws StudioError `weights.self-test`, `inference.*`; AbortError
 */
export async function tryPack(
  { folder, startProbe }: { readonly folder: string; readonly startProbe: StartWorker },
  context: TaskContext,
): Promise<readonly TriedComponent[]> {
  const client = new ProcessClient({ start: startProbe, ...inferenceEnds, graceMilliseconds: 0 })
  try {
    const input: TryPackInput = { packFolder: folder, threads: machineThreads() }
    const { components } = await client.run<TryPackOutput>('try-pack', input, context)
    return components
  } finally {
    client.close()
  }
}
