import { expect, test } from 'vitest'
import { cachedInControlGroup } from '../../../native-models/control-group.ts'

const reader =
  (files: Readonly<Record<string, string>>) =>
  (file: string): string => {
    const text = files[file]
    if (text === undefined) throw new Error(`no ${file}`)
    return text
  }

test('files that a container has read count as free memory, what it has written itself does not', () => {
  const stat = 'anon 4000000000\nfile 11900000000\nshmem 200000000\ninactive_file 11000000000\nactive_file 900000000\n'
  const container = { '/proc/self/cgroup': '0::/\n', '/sys/fs/cgroup/memory.stat': stat }
  expect(cachedInControlGroup(reader(container))).toBe(11_900_000_000)
  const slice = {
    '/proc/self/cgroup': '0::/user.slice/run-7.scope\n',
    '/sys/fs/cgroup/user.slice/run-7.scope/memory.stat': 'inactive_file 3\nactive_file 4\n',
    '/sys/fs/cgroup/memory.stat': stat,
  }
  expect(cachedInControlGroup(reader(slice))).toBe(7)
})

test('the older form of control groups counts those within it', () => {
  const stat = 'inactive_file 1\nactive_file 1\ntotal_inactive_file 50\ntotal_active_file 6\n'
  const groups = '12:memory:/docker/abc\n3:cpu,cpuacct:/docker/abc\n'
  expect(cachedInControlGroup(reader({ '/proc/self/cgroup': groups, '/sys/fs/cgroup/memory/memory.stat': stat }))).toBe(
    56,
  )
})

test('without a control group nothing is added', () => {
  expect(cachedInControlGroup(reader({}))).toBe(0)
  expect(cachedInControlGroup(reader({ '/proc/self/cgroup': '0::/\n' }))).toBe(0)
})
