import { readFileSync } from 'node:fs'

/** Where Linux counts processes that it killed for lack of memory: of the machine, and of a container. */
const counters = ['/proc/vmstat', '/sys/fs/cgroup/memory.events']

/** How many processes the system has killed because memory was short, since it started; 0 where nobody counts. */
export function kernelKills(read: (file: string) => string = (file) => readFileSync(file, 'utf8')): number {
  return counters.map((file) => countIn(file, read)).reduce((sum, count) => sum + count, 0)
}

function countIn(file: string, read: (file: string) => string): number {
  try {
    return Number(/^oom_kill (\d+)$/m.exec(read(file))?.[1] ?? 0)
  } catch {
    return 0
  }
}

/** Whether a process was ended by a signal that cannot be caught, as the system does it. */
export function wasKilled(cause: string): boolean {
  return cause === 'SIGKILL' || cause === 'exit code 9'
}
