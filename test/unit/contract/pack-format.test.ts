import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { parsePackManifest } from '../../../core/contract/pack-text.ts'
import { depthPackManifestSchema } from '../../../core/contract/depth-pack.ts'
import { packManifestSchema, type PackManifest } from '../../../core/contract/pack.ts'
import { graphTemplateSchema } from '../../../core/weights/graph-template.ts'
import { graphInterface } from '../../../core/weights/onnx-graph.ts'
import { svdComponents } from '../../../native-models/pipelines/svd-networks.ts'

interface Row {
  readonly path: string
  readonly type: string
  readonly families: readonly string[] | null
  readonly meaning: string
}

/** Another language to TypeScript; its own check is that of scripts. */
const pageText = new URL('../../../scripts/docs/pack-page-text.mjs', import.meta.url).href
const fieldTables = new URL('../../../scripts/docs/field-tables.mjs', import.meta.url).href
const { packPageText } = (await import(pageText)) as { packPageText(schemas: object): Promise<string> }
const { rowsInside } = (await import(fieldTables)) as {
  rowsInside(schema: unknown, path: string, families: null): Row[]
}

const page = readFileSync(new URL('../../../docs/pack-format.md', import.meta.url), 'utf8')
const templates = new URL('../../../native-models/templates/svd-cameractrl/', import.meta.url)
const rows = [packManifestSchema, depthPackManifestSchema, graphTemplateSchema].flatMap((schema) => {
  return rowsInside(z.toJSONSchema(schema, { io: 'input' }), '', null)
})

test('docs/pack-format.md is what the schemas give; npm run docs writes it', async () => {
  expect(page).toBe(await packPageText({ packManifestSchema, depthPackManifestSchema, graphTemplateSchema }))
})

test('every field says what it means and is on the page', () => {
  const paths = rows.map(({ path }) => path)
  expect(paths).toEqual(expect.arrayContaining(['components.NAME.data[].sha256', 'scheduler.rho', 'sizes[].width']))
  expect(rows.filter(({ meaning }) => !/^[A-Z].*\.$/.test(meaning) || meaning.startsWith('May be left out'))).toEqual(
    [],
  )
  // Fields that hold others are headings; a component's are told once for all of them.
  const isThere = (path: string): boolean =>
    page.includes(`\`${path.replace('components.depth', 'components.NAME')}\``) || page.includes(`### ${path}\n`)
  expect(paths.filter((path) => path !== 'components.NAME' && !isThere(path) && path !== 'components.depth')).toEqual(
    [],
  )
})

test('a family that a field names has its components on the page', () => {
  const named = new Set(rows.flatMap(({ families }) => families ?? []))
  expect(named.size).toBeGreaterThan(1)
  expect([...named].filter((family) => !page.includes(`### ${family}\n`))).toEqual([])
})

test('ranges, units and forms are told as people read them', () => {
  const typeOf = (wanted: string): string => rows.find(({ path }) => path === wanted)?.type ?? ''
  expect(typeOf('trainedRange.maxFovXDegrees')).toBe('number, below 180, degrees')
  expect(typeOf('frames.max')).toBe('whole number, 1 to 1024, frames')
  expect(typeOf('memory.baseBytes')).toBe('number, above 0, at most 10^15, bytes')
  expect(typeOf('components.NAME.sha256')).toBe('text (64 hexadecimal digits in lower case)')
  expect(typeOf('scheduler.prediction')).toBe('`"v"`')
})

test('the whole pack.json on the page is read, and says of its model what the model’s own graphs say', () => {
  const example = parsePackManifest(/```json\n([\s\S]+?)```/.exec(page)?.[1] ?? '', 'docs/pack-format.md')
  expect(Object.keys(example.components)).toEqual(svdComponents)
  for (const [name, { inputs, outputs }] of Object.entries(example.components)) {
    const graph = graphInterface(readFileSync(new URL(`${name}.onnx`, templates)))
    const shapes = (tensors: PackManifest['components'][string]['inputs']): unknown =>
      tensors.map(({ name, shape }) => ({ name, dtype: 'F32', shape }))
    expect({ inputs: shapes(inputs), outputs: shapes(outputs) }).toEqual(graph)
  }
  const { id, name, licence, ...facts } = (
    JSON.parse(readFileSync(new URL('template.json', templates), 'utf8')) as { pack: PackManifest }
  ).pack
  expect(example).toMatchObject(facts)
  expect([id, name, licence]).not.toContain(undefined)
})
