import type { GraphTemplate, TemplateInitializer } from './graph-template.ts'
import type { TensorInFile, TensorTable } from './stored-tensor.ts'

/** How a user's files differ from what a template needs. */
export interface WeightProblem {
  readonly kind: 'missing' | 'mismatched' | 'extra'
  readonly source: string
  readonly key: string
  /** What is there, for a tensor of another shape or kind. */
  readonly found: string
  /** What is needed; empty for one that is not. */
  readonly needed: string
}

/** Tensors of a user's files for the initializers of a template. */
export interface WeightMatch {
  /** By component, then by the initializer's name. */
  readonly components: ReadonlyMap<string, ReadonlyMap<string, TensorInFile>>
  /** What the words in the template's shapes turned out to mean. */
  readonly extents: ReadonlyMap<string, number>
  readonly problems: readonly WeightProblem[]
}

/** Types that can become the float numbers of a graph. */
const floatTypes: ReadonlySet<string> = new Set(['F16', 'BF16', 'F32', 'F64'])

/**
 * Finds each initializer's tensor in the user's files, and everything that does not fit.
 * @param sources what the files hold
 * @param isUnused whether a tensor of a source is known and needed by no graph
 */
export function matchWeights(
  template: GraphTemplate,
  sources: ReadonlyMap<string, TensorTable>,
  isUnused: (source: string, key: string) => boolean,
): WeightMatch {
  const extents = new Map<string, number>()
  const problems = new Map<string, WeightProblem>()
  const components = new Map<string, Map<string, TensorInFile>>()
  for (const [component, { initializers }] of Object.entries(template.components)) {
    const bound = new Map<string, TensorInFile>()
    for (const initializer of initializers) {
      const found = sources.get(initializer.source)?.get(initializer.key)
      const problem = problemOf(initializer, found, extents)
      if (problem) problems.set(`${initializer.source}/${initializer.key}`, problem)
      else if (found) bound.set(initializer.name, found)
    }
    components.set(component, bound)
  }
  return { components, extents, problems: [...problems.values(), ...extraTensors(template, sources, isUnused)] }
}

function problemOf(
  { source, key, shape }: TemplateInitializer,
  found: TensorInFile | undefined,
  extents: Map<string, number>,
): WeightProblem | null {
  const needed = shapeText(shape)
  if (!found) return { kind: 'missing', source, key, found: '', needed }
  const { tensor } = found
  const fits =
    floatTypes.has(tensor.dtype) &&
    tensor.shape.length === shape.length &&
    shape.every((extent, i) => sameExtent(extent, tensor.shape[i] as number, extents))
  const there = `${tensor.dtype} ${shapeText(tensor.shape)}`
  return fits ? null : { kind: 'mismatched', source, key, found: there, needed }
}

/** Of extents that the user's file decides, as of frames in `pack.json`: a tensor of a few bytes may claim any. */
const LARGEST_FREE_EXTENT = 1024

function sameExtent(extent: number | string, actual: number, extents: Map<string, number>): boolean {
  if (typeof extent === 'number') return extent === actual
  if (actual < 1 || actual > LARGEST_FREE_EXTENT) return false
  const known = extents.get(extent) ?? actual
  extents.set(extent, known)
  return known === actual
}

function extraTensors(
  template: GraphTemplate,
  sources: ReadonlyMap<string, TensorTable>,
  isUnused: (source: string, key: string) => boolean,
): WeightProblem[] {
  const needed = Object.values(template.components).flatMap(({ initializers }) => initializers)
  const known = new Set(needed.map(({ source, key }) => `${source}/${key}`))
  return [...sources].flatMap(([source, tensors]) =>
    [...tensors.keys()]
      .filter((key) => !known.has(`${source}/${key}`) && !isUnused(source, key))
      .map((key): WeightProblem => ({ kind: 'extra', source, key, found: '', needed: '' })),
  )
}

function shapeText(shape: readonly (number | string)[]): string {
  return `[${shape.join(', ')}]`
}

/** How many of the problems a message names. */
const MOST_NAMED = 10

/** Counts of the problems, and the first of them as lines, for the words of `weights.differ`. */
export function describeProblems(problems: readonly WeightProblem[]): {
  readonly missing: number
  readonly mismatched: number
  readonly extra: number
  readonly list: string
} {
  const count = (kind: WeightProblem['kind']): number => problems.filter((one) => one.kind === kind).length
  const lines = problems.slice(0, MOST_NAMED).map(line)
  if (problems.length > MOST_NAMED) lines.push(`  … ${problems.length - MOST_NAMED}`)
  return { missing: count('missing'), mismatched: count('mismatched'), extra: count('extra'), list: lines.join('\n') }
}

function line({ kind, source, key, found, needed }: WeightProblem): string {
  const name = `${source}: ${key.slice(0, 200)}`
  if (kind === 'missing') return `  − ${name} ${needed}`
  return kind === 'extra' ? `  + ${name}` : `  ≠ ${name} ${found} → ${needed}`
}
