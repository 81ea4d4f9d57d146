import { errorText, type Language } from '../../core/texts/language.ts'
import { programText } from '../../core/texts/program.ts'
import { listPacks, type ListedPack } from '../services/models/models.ts'
import type { Command } from './command.ts'
import { readOptions } from './options.ts'
import { tableText } from './table.ts'

/** `craneshot models`: the packs that can be chosen, and what is wrong with those that cannot. */
export const models: Command = {
  name: 'models',
  prepare: (words) => {
    readOptions(words, { json: 'flag' }, 'models')
    return async ({ composition, language }) => {
      const packs = await listPacks(composition.packs)
      const json = { folder: composition.packs.userPacks, models: packs.map((pack) => describe(pack, language)) }
      return { json, text: tableText(packs.map((pack) => row(pack, language))) }
    }
  },
}

function describe(listed: ListedPack, language: Language): Record<string, unknown> {
  const { origin, folder, pack, problem } = listed
  if (problem) {
    const { code, details } = problem
    return { origin, folder, usable: false, problem: { code, details, message: errorText(code, details, language) } }
  }
  const { id, version, name, family, sizes, sizeMultiple, frames, steps, licence, trainedRange } = pack.manifest
  const facts = { id, version, name, family, sizes, sizeMultiple, frames, steps, trainedRange, licence }
  return { origin, folder, usable: true, ...facts, manifestSha256: pack.manifestSha256 }
}

function row({ origin, folder, pack, problem }: ListedPack, language: Language): string[] {
  if (problem) {
    return [origin, programText('damaged', language), folder, errorText(problem.code, problem.details, language)]
  }
  const { id, version, name, sizes, frames, licence } = pack.manifest
  const size = sizes.map(({ width, height }) => `${width}x${height}`).join(' ')
  return [origin, id, version, name, size, `${frames.min}–${frames.max} ${programText('frames', language)}`, licence]
}
