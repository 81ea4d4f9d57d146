import { expect, test } from 'vitest'
import { endedForMemory, endForMemory, utilityEndCause } from '../../../core/contract/worker-end.ts'

/** A process that notes how it is ended. */
function host(platform: string, parentPort?: object) {
  const ends: (string | number)[] = []
  const process = {
    pid: 7,
    platform,
    ...(parentPort ? { parentPort } : {}),
    kill: (_pid: number, signal: string) => ends.push(signal),
    exit: (code: number) => ends.push(code),
    on: () => undefined,
  }
  return { process, ends }
}

/** What Electron says when a utility process ends so; measured with Electron 33 on Linux. */
const electronCodes: Readonly<Record<string, number>> = { SIGTERM: 15, SIGKILL: 9, SIGABRT: 6, SIGUSR2: 0, SIGQUIT: 0 }

test('a utility process that ends for lack of memory is told from every other end', () => {
  const { process, ends } = host('linux', {})
  endForMemory(process)
  const code = electronCodes[String(ends[0])] ?? -1
  expect(endedForMemory(utilityEndCause(code, 'linux'))).toBe(true)
  for (const other of [0, 1, 6, 9, 11, 139]) expect(endedForMemory(utilityEndCause(other, 'linux'))).toBe(false)
})

test('so it is where there are no signals', () => {
  const { process, ends } = host('win32', {})
  endForMemory(process)
  expect(endedForMemory(utilityEndCause(Number(ends[0]), 'win32'))).toBe(true)
  expect(endedForMemory(utilityEndCause(15, 'win32'))).toBe(false)
})

test('under Node the signal itself is the cause', () => {
  const { process, ends } = host('darwin')
  endForMemory(process)
  expect(endedForMemory(String(ends[0]))).toBe(true)
})
