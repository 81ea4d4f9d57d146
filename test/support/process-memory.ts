import { readFileSync } from 'node:fs'

/** Bytes of a process that lie in memory now, by the system's list of processes; Linux alone has one that is read like files. */
export function residentBytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) * 1024
}
