import os from 'node:os'
import { mostThreads } from '../../core/contract/inference.ts'

/** Threads to compute with on this machine: all it has, as far as a process can use them. */
export function machineThreads(): number {
  return Math.min(mostThreads, os.availableParallelism())
}
