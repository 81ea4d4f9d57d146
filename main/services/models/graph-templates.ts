import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import { valueOf } from '../../../core/contract/result.ts'
import { parseGraphTemplate, type GraphTemplate } from '../../../core/weights/graph-template.ts'

/** A template and the folder with its graphs. */
export interface InstalledTemplate {
  readonly folder: string
  readonly template: GraphTemplate
}

const TEMPLATE_FILE = 'template.json'

/**
 * The templates of one family: one in its folder, or several in folders inside of it.
 * @param templatesFolder holds a folder for each family
 * @throws StudioError `weights.no-template`, `weights.template`
 */
export async function readTemplates(templatesFolder: string, family: string): Promise<InstalledTemplate[]> {
  const folder = path.join(templatesFolder, family)
  const names = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const places = [folder, ...names.filter((each) => each.isDirectory()).map(({ name }) => path.join(folder, name))]
  const found: InstalledTemplate[] = []
  for (const place of places.toSorted()) {
    const file = path.join(place, TEMPLATE_FILE)
    const text = await readFile(file, 'utf8').catch(() => null)
    if (text === null) continue
    found.push({ folder: place, template: valueOf(parseGraphTemplate(text, file)) })
  }
  if (found.length > 0) return found
  const known = await readdir(templatesFolder).catch(() => [])
  throw new StudioError('weights.no-template', { family, known: known.join(', ') || '-' })
}
