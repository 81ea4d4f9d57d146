import { cpSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { temporaryFolder } from './temporary-folder.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What is built; the program looks for its graphs beside it. */
const built = ['main.mjs', 'preload.cjs', 'inference-worker.mjs', 'media-worker.mjs', 'renderer', 'fonts']

/**
 * The built app in a folder of its own, with other graphs for downloads to be put into: those of the published size are no
 * use to a test's tiny weights.
 * @param templates folders of templates by family
 * @returns the folder, for Electron to start
 */
export function appWithTemplates(templates: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder()
  for (const name of built) cpSync(join(root, 'out', name), join(folder, 'out', name), { recursive: true })
  cpSync(join(root, 'package.json'), join(folder, 'package.json'))
  const own = join(folder, 'native-models')
  mkdirSync(join(own, 'templates'), { recursive: true })
  symlinkSync(join(root, 'native-models', 'packs'), join(own, 'packs'))
  for (const [family, template] of Object.entries(templates)) symlinkSync(template, join(own, 'templates', family))
  for (const name of ['resources', 'node_modules']) symlinkSync(join(root, name), join(folder, name))
  return folder
}
