import { createHash, randomBytes } from 'node:crypto'
import { readlinkSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import os from 'node:os'
import { isProcessAlive } from '../../jobs/process-alive.ts'

/**
 * Says in the hidden name of something unfinished who writes it: process number, four hexadecimal digits for the machine,
 * and eight by chance. {@link writerMarkPattern} finds it, {@link isAbandoned} reads it.
 */
export function writerMark(pid = process.pid): string {
  return `${pid}-${machineDigits}${randomBytes(4).toString('hex')}`
}

/** One group, which holds the mark. Marks of older versions have eight digits and name no machine. */
export const writerMarkPattern = String.raw`(\d+-[0-9a-f]{8}(?:[0-9a-f]{4})?)`

/** A process number says nothing about another machine that writes to the same disk; a day of silence does. */
const silenceMilliseconds = 24 * 3600 * 1000

/**
 * Whether nobody writes there any more: the process is gone, or, where another machine's mark is on it, nothing has
 * changed for a day.
 * @param place file or folder with that mark in its name
 */
export async function isAbandoned(place: string, mark: string): Promise<boolean> {
  const [pid, digits] = mark.split('-')
  if (digits?.length === 12 && digits.startsWith(machineDigits)) return !isProcessAlive(Number(pid))
  const touched = await stat(place).catch(() => null)
  return touched !== null && Date.now() - touched.mtimeMs > silenceMilliseconds
}

/** The machine, and on Linux the world of process numbers in it: a container has its own. */
export function machineName(): string {
  return `${os.hostname()} ${linkTarget('/proc/self/ns/pid')}`
}

function linkTarget(file: string): string {
  try {
    return readlinkSync(file)
  } catch {
    return ''
  }
}

const machineDigits = createHash('sha256').update(machineName()).digest('hex').slice(0, 4)
