/** Numbers beyond this are dates, times and the like, not places in a sequence. */
const mostDigits = 6
/** More than this is another sequence, not a gap. */
const mostMissing = 50

interface Numbered {
  readonly before: string
  readonly digits: string
  readonly after: string
}

/**
 * Names that a numbered sequence of files lacks, in order: `board3.png` of `board1.png`, `board2.png`, `board4.png`. The
 * step is the most frequent one, so that `SH010`, `SH020` lacks nothing. Fewer than three files are no sequence.
 */
export function sequenceGaps(names: readonly string[]): string[] {
  const sequences = new Map<string, Numbered[]>()
  for (const name of names) {
    const { before, digits, after } = lastNumber(name)
    if (digits === '' || digits.length > mostDigits) continue
    const key = JSON.stringify([before.toLowerCase(), after.toLowerCase()])
    const sequence = sequences.get(key)
    if (sequence) sequence.push({ before, digits, after })
    else sequences.set(key, [{ before, digits, after }])
  }
  return [...sequences.values()].flatMap(missingOf)
}

/** The last digits of a name and what stands round them. */
function lastNumber(name: string): Numbered {
  const isDigit = (at: number): boolean => name[at]! >= '0' && name[at]! <= '9'
  let end = name.length
  while (end > 0 && !isDigit(end - 1)) end--
  let start = end
  while (start > 0 && isDigit(start - 1)) start--
  return { before: name.slice(0, start), digits: name.slice(start, end), after: name.slice(end) }
}

function missingOf(sequence: readonly Numbered[]): string[] {
  const byNumber = new Map(sequence.map((each) => [Number(each.digits), each]))
  const numbers = [...byNumber.keys()].toSorted((a, b) => a - b)
  if (numbers.length < 3) return []
  const step = mostFrequent(numbers.slice(1).map((number, index) => number - numbers[index]!))
  const missing: string[] = []
  for (const [index, number] of numbers.entries()) {
    const next = numbers[index + 1]
    if (next === undefined || (next - number) % step !== 0 || (next - number) / step > mostMissing) continue
    const { before, digits, after } = byNumber.get(number)!
    for (let lacked = number + step; lacked < next; lacked += step)
      missing.push(`${before}${String(lacked).padStart(digits.length, '0')}${after}`)
  }
  return missing
}

/** The smallest of those that occur most often. */
function mostFrequent(values: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  const most = Math.max(...counts.values())
  return Math.min(...[...counts].filter(([, count]) => count === most).map(([value]) => value))
}
