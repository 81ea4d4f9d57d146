import fc from 'fast-check'

/** A good file with a few places overwritten, cut out or doubled: the damage that parsers trip over. */
export function damaged(good: Uint8Array): fc.Arbitrary<Uint8Array<ArrayBuffer>> {
  const wound = fc.record({
    at: fc.nat(good.length),
    length: fc.oneof({ weight: 4, arbitrary: fc.nat(16) }, fc.nat(good.length)),
    patch: fc.oneof(
      fc.uint8Array({ maxLength: 16 }),
      fc.string({ maxLength: 8 }).map((text) => Buffer.from(text)),
      fc.constantFrom(
        ...['1e999', '-0', '9'.repeat(400), '[[[[[[', '{"__proto__":', '\\u0000', '../', '\n', '"'].map((text) =>
          Buffer.from(text),
        ),
      ),
      fc.constantFrom(0, 0x7f, 0xff).map((byte) => Uint8Array.from([byte, byte, byte, byte])),
    ),
  })
  return fc
    .array(wound, { minLength: 1, maxLength: 4 })
    .map((wounds) =>
      Uint8Array.from(
        wounds.reduce<Uint8Array>(
          (file, { at, length, patch }) => Buffer.concat([file.subarray(0, at), patch, file.subarray(at + length)]),
          good,
        ),
      ),
    )
}

/** What a good file begins with, a piece of it many times over, and pieces of that piece: what readers without care try again and again. */
export function repeated(good: Uint8Array): fc.Arbitrary<Uint8Array<ArrayBuffer>> {
  const head = Math.min(good.length, 2000)
  const piece = fc.record({
    at: fc.nat(head),
    length: fc.integer({ min: 1, max: 64 }),
    inside: fc.nat(63),
    times: fc.constantFrom(2, 40, 2000),
    timesInside: fc.constantFrom(1, 3, 30),
  })
  const start = fc.oneof(
    { weight: 4, arbitrary: fc.nat(head).map((at) => good.subarray(0, at)) },
    fc.constantFrom('<!--', '<!---->', '<?xml', '<!DOCTYPE', '\n').map((text) => Buffer.from(text)),
  )
  return fc.tuple(start, piece).map(([begin, { at, length, inside, times, timesInside }]) => {
    const once = Buffer.from(begin.length > 16 ? good.subarray(at, at + length) : begin)
    const inner = Buffer.from(once.subarray(inside % Math.max(1, once.length)))
    const unit = Buffer.concat([once, ...Array.from({ length: timesInside }, () => inner)])
    return Uint8Array.from(Buffer.concat([begin, ...Array.from({ length: times }, () => unit), good.subarray(at)]))
  })
}

/** A value of a good file put in another place, or one of the kinds that nobody expects there. */
export function twisted(good: unknown): fc.Arbitrary<string> {
  const odd = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      true,
      '',
      [],
      {},
      -1,
      0.5,
      1e21,
      1e308,
      Number.MAX_SAFE_INTEGER,
      '../../etc/passwd',
      '/etc/passwd',
    ),
    fc.string({ maxLength: 20, unit: 'binary' }),
    fc.constant('a'.repeat(100_000)),
    fc.jsonValue({ maxDepth: 3 }),
  )
  const paths = pathsIn(good)
  const change = fc.record({ path: fc.constantFrom(...paths), value: odd, removes: fc.boolean() })
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    const copy = structuredClone({ root: good })
    for (const { path, value, removes } of changes)
      put(copy, ['root', ...path], removes ? undefined : structuredClone(value))
    return JSON.stringify(copy.root) ?? ''
  })
}

type Path = readonly (string | number)[]

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...path, key]))]
}

function put(root: object, path: Path, value: unknown): void {
  let at: unknown = root
  for (const key of path.slice(0, -1)) {
    at = (at as Record<string | number, unknown> | null)?.[key]
    if (typeof at !== 'object' || at === null) return
  }
  ;(at as Record<string | number, unknown>)[path.at(-1)!] = value
}

/** Texts of the kinds that bring parsers to their knees: deep, long, and large numbers. */
export const extremeTexts: readonly string[] = [
  '[',
  '['.repeat(200_000),
  `${'['.repeat(5000)}${']'.repeat(5000)}`,
  `{"film":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`,
  `{"format":"craneshot-project","version":1,"film":{"name":"${'x'.repeat(2_000_000)}"}}`,
  `{"format":"craneshot-project","version":1e999,"film":{}}`,
  `{"format":"craneshot-project","version":${'9'.repeat(100_000)},"film":{}}`,
  `[${'1e308,'.repeat(100_000)}1]`,
  `{${'"a":1,'.repeat(100_000)}"a":1}`,
  '\uFEFF{}',
  '\u0000'.repeat(100_000),
  `${'0 '.repeat(500_000)}\n`,
  '\n'.repeat(500_000),
  '"'.repeat(300_000),
  '\\'.repeat(300_000),
  '-'.repeat(300_000),
]
