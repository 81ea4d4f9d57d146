import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import { valueOf } from '../../../core/contract/result.ts'
import { parseGraphTemplate, type GraphTemplate } from '../../../core/weights/graph-template.ts'
import { weightFamilies } from '../../../core/weights/weight-sources.ts'

/** A template and the folder with its graphs. */
export interface InstalledTemplate {
  readonly folder: string
  readonly template: GraphTemplate
}

/** What a model computes in: float32 everywhere, or float16 where that is exact enough, in half the memory. */
export type Precision = 'full' | 'half'

/**
 * The template of a family.
 * @param templatesFolder holds a folder for each family and precision
 * @throws StudioError `weights.no-template`, `weights.template`
 */
export async function readTemplate(
  templatesFolder: string,
  family: string,
  precision: Precision,
): Promise<InstalledTemplate> {
  const folder = path.join(templatesFolder, precision === 'half' ? `${family}-half` : family)
  const file = path.join(folder, 'template.json')
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    const known = Object.keys(weightFamilies).join(', ')
    throw new StudioError('weights.no-template', { family, known }, { cause })
  })
  return { folder, template: valueOf(parseGraphTemplate(text, file)) }
}
