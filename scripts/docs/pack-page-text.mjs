import fs from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { root } from '../root.mjs'
import { packPage } from './pack-page.mjs'

/** Where the page lies, from the checkout's root. */
export const packPageFile = 'docs/pack-format.md'

const exampleFile = 'scripts/docs/example-pack.json'
/** A pack of each family: the components that it needs are read off it. */
const shownPacks = [
  'test/fixtures/tiny-pack/pack.json',
  exampleFile,
  'test/fixtures/tiny-flow/pack.json',
  'test/fixtures/tiny-depth/pack.json',
]

/**
 * @param {{ packManifestSchema: z.ZodType, depthPackManifestSchema: z.ZodType, graphTemplateSchema: z.ZodType }} schemas of
 *   pack.json, of one for depth, and of template.json
 * @returns {Promise<string>} the page as it is committed
 */
export async function packPageText({ packManifestSchema, depthPackManifestSchema, graphTemplateSchema }) {
  const read = (/** @type {string} */ file) => fs.readFile(path.join(root, file), 'utf8')
  const texts = await Promise.all(shownPacks.map(read))
  const page = packPage({
    manifest: jsonSchema(packManifestSchema),
    depthManifest: jsonSchema(depthPackManifestSchema),
    template: jsonSchema(graphTemplateSchema),
    families: texts.map((text) => JSON.parse(text)),
    example: await read(exampleFile),
  })
  const { format, resolveConfig } = await import('prettier')
  const file = path.join(root, packPageFile)
  return format(page, { ...(await resolveConfig(file)), filepath: file })
}

/**
 * @param {z.ZodType} schema
 * @returns {import('./field-tables.mjs').Schema}
 */
function jsonSchema(schema) {
  return /** @type {any} */ (z.toJSONSchema(schema, { io: 'input' }))
}
