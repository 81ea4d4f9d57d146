import { expect, test } from 'vitest'
import { kernelKills, wasKilled } from '../../../main/jobs/kernel-kills.ts'

test('kills for memory are counted, of the machine and of a container', () => {
  const files: Record<string, string> = {
    '/proc/vmstat': 'nr_free_pages 100\noom_kill 3\nunevictable_pgs_scanned 0\n',
    '/sys/fs/cgroup/memory.events': 'low 0\noom 2\noom_kill 2\noom_group_kill 0\n',
  }
  expect(kernelKills((file) => files[file]!)).toBe(5)
  expect(kernelKills((file) => files[file]!.replace('oom_kill 2\n', ''))).toBe(3)
})

test('a system that counts none has none', () => {
  const gone = (): string => {
    throw new Error('ENOENT')
  }
  expect(kernelKills(gone)).toBe(0)
})

test('only a kill that cannot be caught may be the system’s', () => {
  expect(['SIGKILL', 'exit code 9', 'SIGSEGV', 'exit code 1'].map(wasKilled)).toEqual([true, true, false, false])
})
