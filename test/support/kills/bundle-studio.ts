import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'rolldown'

/** Where the app's own bundles lie, and their packages are found. */
export const outFolder = fileURLToPath(new URL('../../../out', import.meta.url))

/** Something left out of the program: in that file, by its place in main/services, each text becomes the other. */
export interface Sabotage {
  readonly file: string
  readonly texts: readonly (readonly [found: string, put: string])[]
}

export interface BundledProgram {
  readonly program: string
  readonly remove: () => void
}

/** A program of the tests as one file for Node. */
export async function bundleProgram(source: URL, sabotage: readonly Sabotage[] = []): Promise<BundledProgram> {
  const folder = mkdtempSync(join(outFolder, 'test-'))
  const program = join(folder, 'program.mjs')
  await build({
    input: fileURLToPath(source),
    platform: 'node',
    external: /^zod($|\/)/,
    logLevel: 'warn',
    plugins: [{ name: 'sabotage', transform: (code, id) => sabotaged(code, id, sabotage) }],
    output: { file: program, codeSplitting: false },
  })
  return { program, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** The studio without a window, as the harness runs it. */
export function bundleStudio(sabotage: readonly Sabotage[] = []): Promise<BundledProgram> {
  return bundleProgram(new URL('studio-program.ts', import.meta.url), sabotage)
}

/** A text that is not there any more must not leave the program whole, and the proof empty. */
function sabotaged(code: string, id: string, sabotage: readonly Sabotage[]): string | null {
  const texts = sabotage.filter(({ file }) => id.endsWith(`/main/services/${file}`)).flatMap((one) => one.texts)
  if (texts.length === 0) return null
  return texts.reduce((changed, [found, put]) => {
    if (!changed.includes(found)) throw new Error(`${id} has no ${found}`)
    return changed.replaceAll(found, put)
  }, code)
}
