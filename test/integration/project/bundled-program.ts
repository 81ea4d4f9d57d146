import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'rolldown'

// Beside the other bundles, so that its packages are found.
const outFolder = fileURLToPath(new URL('../../../out', import.meta.url))

/** One of this folder's programs as one file for Node. */
export async function bundleProgram(name: string): Promise<{ readonly program: string; readonly remove: () => void }> {
  const folder = mkdtempSync(join(outFolder, 'test-'))
  const program = join(folder, `${name}.mjs`)
  const input = fileURLToPath(new URL(`${name}.ts`, import.meta.url))
  await build({ input, platform: 'node', external: /^zod($|\/)/, logLevel: 'warn', output: { file: program } })
  return { program, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
