import { endForMemory, mediaMemoryGigabytes } from '../../core/contract/worker-end.ts'

const intervalMilliseconds = 100

/**
 * Ends this process when it takes more memory than any picture needs: an odd file may make a decoder ask for all
 * that the machine has, and a machine out of memory stands still as a whole.
 * @param limitBytes of resident memory; another limit than the studio's own is for tests
 */
export function watchMemory(limitBytes = mediaMemoryGigabytes * 1e9): void {
  const check = (): void => {
    if (process.memoryUsage.rss() > limitBytes) endForMemory(process)
  }
  setInterval(check, intervalMilliseconds).unref()
}
