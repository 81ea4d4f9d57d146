import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'rolldown'

// Beside the other bundles, so that its packages are found.
const outFolder = fileURLToPath(new URL('../../../out', import.meta.url))

/** A program of the tests as one file for Node. */
export async function bundleProgram(source: URL): Promise<{ readonly program: string; readonly remove: () => void }> {
  const folder = mkdtempSync(join(outFolder, 'test-'))
  const program = join(folder, 'program.mjs')
  const input = fileURLToPath(source)
  await build({ input, platform: 'node', external: /^zod($|\/)/, logLevel: 'warn', output: { file: program } })
  return { program, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
