import path from 'node:path'
import { depthPresets } from '../../core/contract/depth-presets.ts'
import type { Language } from '../../core/texts/language.ts'
import { modelText } from '../../core/texts/models.ts'
import { programText } from '../../core/texts/program.ts'
import { addDepthPack, type AddedDepth } from '../services/models/add-depth-pack.ts'
import type { DepthSource } from '../services/models/depth-source.ts'
import type { PreparedCommand } from './command.ts'
import { atMost, choice } from './option-values.ts'
import { exclusive, needed, readOptions, type OptionTable, type OptionValues } from './options.ts'

const name = 'models'
const longestText = 200

const options = {
  onnx: 'value',
  preset: 'value',
  name: 'value',
  licence: 'value',
  pack: 'value',
  overwrite: 'flag',
  json: 'flag',
} as const satisfies OptionTable

/** `craneshot models add depth`: a network that estimates the depth of every board. */
export function prepareAddDepth(words: readonly string[]): PreparedCommand {
  const values = readOptions(words, options, name)
  const input = { source: sourceOf(values), overwrite: values.overwrite === true }
  return async ({ composition, language, ...context }) => {
    const added = await addDepthPack(input, composition, context)
    const { folder, manifest, files, tried } = added
    const { id, version, depth, licence } = manifest
    const copied = files.map(({ file, bytes, sha256 }) => ({ file, bytes, sha256 }))
    return { json: { folder, id, version, depth, licence, files: copied, tried }, text: describe(added, language) }
  }
}

/** @throws StudioError of wrong usage */
function sourceOf(values: OptionValues<typeof options>): DepthSource {
  for (const option of ['onnx', 'preset', 'name', 'licence'] as const) exclusive(values, ['pack', option])
  if (values.pack !== undefined) return { kind: 'pack', folder: path.resolve(values.pack) }
  const text = (option: 'name' | 'licence'): string | null =>
    values[option] === undefined ? null : atMost(values[option], `--${option}`, longestText)
  return {
    kind: 'onnx',
    file: path.resolve(needed(values.onnx, '--onnx', name)),
    preset: values.preset === undefined ? null : choice(values.preset, '--preset', Object.keys(depthPresets)),
    name: text('name'),
    licence: text('licence'),
  }
}

function describe({ folder, manifest: { id, name: called, depth } }: AddedDepth, language: Language): string {
  return [
    modelText('depth.added', language, { name: called, id }),
    modelText(`depth.${depth.answer}`, language),
    `${programText('wrote', language)} ${folder}`,
  ].join('\n')
}
