import fs from 'node:fs/promises'
import path from 'node:path'
import { root } from '../root.mjs'

/** Electron 33, the oldest that is supported, runs Node 20.18. */
const oldestNode = 'node20.18'

/**
 * Bundles one entry into one file: no shared chunks, so a bundle is replaced whole.
 *
 * @param {import('../entries.mjs').Entry} entry
 * @param {string} folder
 * @returns {Promise<string[]>} files of all that was bundled
 */
export async function bundle(entry, folder) {
  const { build } = await import('rolldown')
  const { output } = await build({
    input: path.join(root, entry.source),
    cwd: root,
    platform: 'node',
    external: await externalPackages(),
    // Packages written for CommonJS ask where they lie; a bundle has no such name of its own.
    transform: { target: oldestNode, define: entry.format === 'esm' ? { __dirname: 'import.meta.dirname' } : {} },
    // Its bytes become part of the bundle.
    moduleTypes: { '.wasm': 'binary' },
    logLevel: 'warn',
    output: {
      file: path.join(folder, entry.bundle),
      format: entry.format,
      sourcemap: true,
      codeSplitting: false,
    },
  })
  return output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
}

/** Packages that users install stay outside the bundles; native addons cannot be bundled at all. */
async function externalPackages() {
  const manifest = JSON.parse(await fs.readFile(path.join(root, 'package.json'), 'utf8'))
  return ['electron', ...Object.keys(manifest.dependencies)].map((name) => new RegExp(`^${name}($|/)`))
}
