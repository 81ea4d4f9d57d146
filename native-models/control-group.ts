/**
 * Bytes that a control group of Linux counts as used although they only hold copies of files, which the kernel drops as
 * soon as memory is wanted: after an hour of reading weights that is nearly all of a container's memory. As in the
 * kernel's own `MemAvailable`, all pages of files count.
 *
 * It stands alone, since it is sent to a thread as text.
 * @param read the text of a file; throws where there is none
 * @returns 0 outside of a control group, and where nothing is told
 */
export function cachedInControlGroup(read: (file: string) => string): number {
  const attempt = (file: string): string => {
    try {
      return read(file)
    } catch {
      return ''
    }
  }
  const groups = attempt('/proc/self/cgroup')
  const unified = /^0::(\/.*)$/m.exec(groups)?.[1] ?? '/'
  const memory = /^\d+:(?:[^:]*,)?memory(?:,[^:]*)?:(\/.*)$/m.exec(groups)?.[1] ?? '/'
  // In a container the group's own folder is the root of what it sees.
  const places = [
    `/sys/fs/cgroup/memory${memory}`,
    '/sys/fs/cgroup/memory',
    `/sys/fs/cgroup${unified}`,
    '/sys/fs/cgroup',
  ]
  for (const place of places) {
    const text = attempt(`${place.replace(/\/$/, '')}/memory.stat`)
    const bytesOf = (name: string): number => {
      const own = new RegExp(`^total_${name} (\\d+)$`, 'm').exec(text) ?? new RegExp(`^${name} (\\d+)$`, 'm').exec(text)
      return Number(own?.[1] ?? 0)
    }
    if (text !== '') return bytesOf('inactive_file') + bytesOf('active_file')
  }
  return 0
}
