import { renameSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'

/** What systems answer while another program, a cloud client or a virus scanner, holds a file for a moment. */
const heldCodes = new Set(['EBUSY', 'EPERM', 'EACCES'])
/** Some tenths of a second in all: then the file is held for good, or may not be written. */
const pausesMilliseconds = [10, 30, 60, 120, 240]

/** Renames a file or folder, again when another program holds it for a moment. @throws the system's error */
export async function renameHeld(from: string, to: string): Promise<void> {
  for (const pause of pausesMilliseconds) {
    try {
      return await rename(from, to)
    } catch (thrown) {
      if (!isHeld(thrown)) throw thrown
      await delay(pause)
    }
  }
  return rename(from, to)
}

/** {@link renameHeld} where nothing else of this process may happen in between. @throws the system's error */
export function renameHeldSync(from: string, to: string): void {
  for (const pause of pausesMilliseconds) {
    try {
      return renameSync(from, to)
    } catch (thrown) {
      if (!isHeld(thrown)) throw thrown
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause)
    }
  }
  renameSync(from, to)
}

function isHeld(thrown: unknown): boolean {
  return heldCodes.has((thrown as NodeJS.ErrnoException).code ?? '')
}
