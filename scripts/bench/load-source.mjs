import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../root.mjs'

/**
 * Bundles one of the product's TypeScript modules as the build does, and imports it.
 *
 * @param {string} source relative to the checkout
 * @returns {Promise<any>} the module
 */
export async function loadSource(source) {
  const { build } = await import('rolldown')
  const file = path.join(root, 'out', 'bench', `${source.replaceAll('/', '-')}.mjs`)
  await build({
    input: path.join(root, source),
    cwd: root,
    platform: 'node',
    transform: { target: 'node20.18' },
    logLevel: 'warn',
    output: { file, format: 'esm', codeSplitting: false },
  })
  return import(pathToFileURL(file).href)
}
