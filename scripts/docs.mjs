/** `npm run docs`: writes the pages that are made from the program itself. */
import fs from 'node:fs/promises'
import path from 'node:path'
import { loadSource } from './bench/load-source.mjs'
import { packPageFile, packPageText } from './docs/pack-page-text.mjs'
import { root } from './root.mjs'

const { packManifestSchema } = await loadSource('core/contract/pack.ts')
const { depthPackManifestSchema } = await loadSource('core/contract/depth-pack.ts')
const { graphTemplateSchema } = await loadSource('core/weights/graph-template.ts')
const page = await packPageText({ packManifestSchema, depthPackManifestSchema, graphTemplateSchema })
await fs.writeFile(path.join(root, packPageFile), page)
console.log(`wrote ${packPageFile}`)
