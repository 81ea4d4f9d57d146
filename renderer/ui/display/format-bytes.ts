/** A size as people say it, two digits long: `120 MB`, `1.4 GB`. */
export function formatBytes(bytes: number): string {
  const units = ['kB', 'MB', 'GB', 'TB'] as const
  let value = Number((bytes / 1000).toPrecision(2))
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${value < 10 ? value.toFixed(1) : value} ${units[unit]}`
}
