import { Worker } from 'node:worker_threads'
import type { EndableProcess } from '../core/contract/worker-end.ts'
import { memoryEnd } from '../core/contract/worker-end.ts'
import { cachedInControlGroup } from './control-group.ts'

/** What the machine, or the container round this process, has, and what this process takes of it. */
export interface MemoryState {
  readonly totalBytes: number
  readonly availableBytes: number
  readonly residentBytes: number
}

/**
 * Whether a process has to end before the machine stands still: hardly anything is left, and a good part of what is
 * gone is this process's own. Where others have taken the memory, its end would help nobody.
 *
 * It stands alone, since it is sent to a thread as text.
 */
export function mustEnd({ totalBytes, availableBytes, residentBytes }: MemoryState): boolean {
  const least = Math.min(1e9, Math.max(128e6, totalBytes * 0.03))
  return availableBytes < least && residentBytes > totalBytes / 4
}

const INTERVAL_MILLISECONDS = 200

/**
 * Ends this process when the machine runs out of memory because of it. In a thread of its own, because a run of a
 * network blocks this one for seconds; the plan of memory comes before, this is for what no plan knew.
 *
 * @param rule another one is for tests
 */
export function watchMachineMemory(host: EndableProcess, rule: (state: MemoryState) => boolean = mustEnd): void {
  const end = memoryEnd(host)
  // On macOS what is cached counts as used: free memory says nothing there.
  const source = `
    const os = require('node:os')
    const read = (file) => require('node:fs').readFileSync(file, 'utf8')
    const cachedInControlGroup = ${cachedInControlGroup.toString()}
    const mustEnd = ${rule.toString()}
    setInterval(() => {
      const constrained = process.constrainedMemory() || Infinity
      const totalBytes = Math.min(os.totalmem(), constrained)
      const residentBytes = process.memoryUsage.rss()
      const availableBytes = process.platform === 'darwin'
        ? totalBytes - residentBytes
        : Math.min(os.freemem(), process.availableMemory() + (constrained < os.totalmem() ? cachedInControlGroup(read) : 0))
      if (mustEnd({ totalBytes, availableBytes, residentBytes })) process.kill(process.pid, ${JSON.stringify(end)})
    }, ${INTERVAL_MILLISECONDS})`
  new Worker(source, { eval: true }).unref()
}
