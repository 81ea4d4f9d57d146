import { depthOperationSchema, type DepthOperation } from '../contract/depth-operation.ts'
import { StudioError } from '../contract/errors.ts'
import type { Result } from '../contract/result.ts'

interface Words {
  /** Names of the numbers, in the order they are written. */
  readonly numbers: readonly string[]
  /** What stands for numbers that are left out at the end. */
  readonly defaults: readonly number[]
  /** How it is written, for messages. */
  readonly usage: string
}

/** How operations on depth are written, by name. */
export const depthOperationWords: Readonly<Record<DepthOperation['kind'], Words>> = {
  relief: { numbers: ['strength'], defaults: [], usage: 'relief:0…3' },
  'near-far': { numbers: ['near', 'far'], defaults: [], usage: 'near-far:0.01…1:1…100' },
  invert: { numbers: [], defaults: [], usage: 'invert' },
  smooth: { numbers: ['radius'], defaults: [1], usage: 'smooth[:1…16]' },
  sharpen: { numbers: ['passes'], defaults: [1], usage: 'sharpen[:0…8]' },
  fill: { numbers: [], defaults: [], usage: 'fill' },
  brush: { numbers: ['x', 'y', 'radius', 'factor'], defaults: [], usage: 'brush:x:y:radius:factor' },
}

/**
 * Reads `sharpen`, `relief:1.5` or several in their order, `invert+sharpen:2+relief:0.8`; `none` is the empty list.
 * Errors: `cache.operation.unknown`, `cache.operation.numbers`.
 */
export function parseDepthOperations(text: string): Result<readonly DepthOperation[]> {
  if (text.trim() === 'none') return { ok: true, value: [] }
  const operations: DepthOperation[] = []
  for (const part of text.split('+')) {
    const operation = parseOne(part.trim())
    if (!operation.ok) return operation
    operations.push(operation.value)
  }
  return { ok: true, value: operations }
}

function parseOne(part: string): Result<DepthOperation> {
  const [name = '', ...written] = part.split(':')
  if (!Object.hasOwn(depthOperationWords, name)) {
    const known = Object.keys(depthOperationWords).join(', ')
    return { ok: false, error: new StudioError('cache.operation.unknown', { operation: name, known }) }
  }
  const { numbers, defaults, usage } = depthOperationWords[name as DepthOperation['kind']]
  const given = written.map((word) => (/^\d*\.?\d+$/.test(word.trim()) ? Number(word) : Number.NaN))
  const values = [...given, ...defaults.slice(given.length)]
  const parsed = depthOperationSchema.safeParse({
    kind: name,
    ...Object.fromEntries(numbers.map((number, i) => [number, values[i]])),
  })
  if (parsed.success && values.length === numbers.length) return { ok: true, value: parsed.data }
  return { ok: false, error: new StudioError('cache.operation.numbers', { operation: part, usage }) }
}
