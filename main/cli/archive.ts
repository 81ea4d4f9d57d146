import { lstat } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../core/contract/errors.ts'
import { programText } from '../../core/texts/program.ts'
import { recoveryText } from '../../core/texts/recovery.ts'
import { readFolder } from '../services/projects/project-read.ts'
import { readArchive } from '../services/projects/read-archive.ts'
import { writeArchive } from '../services/projects/write-archive.ts'
import type { Command } from './command.ts'
import { firstWord } from './first-word.ts'
import { needed, readOptions, type OptionTable } from './options.ts'
import { projectFolderOf } from './project-word.ts'

const archiveOptions = {
  out: 'value',
  'cut-takes': 'flag',
  overwrite: 'flag',
  json: 'flag',
} as const satisfies OptionTable

/** `craneshot archive`: a project as one file. */
export const archive: Command = {
  name: 'archive',
  isAllOrNothing: true,
  prepare: (words) => {
    const { first, rest } = firstWord(words)
    const values = readOptions(rest, archiveOptions, 'archive')
    const folder = projectFolderOf(needed(first, 'PROJECT', 'archive'))
    const target = path.resolve(needed(values.out, '--out', 'archive'))
    const onlyCutTakes = values['cut-takes'] === true
    return async ({ language, ...context }) => {
      const isThere = (await lstat(target).catch(() => null)) !== null
      if (isThere && values.overwrite !== true) throw new StudioError('project.archive.exists', { file: target })
      const { history } = await readFolder(folder)
      const { files, bytes } = await writeArchive({ folder, history, target, onlyCutTakes }, context)
      const size = recoveryText('archived', language, { files, megabytes: Math.ceil(bytes / 1e6) })
      return { json: { file: target, files, bytes }, text: `${programText('wrote', language)} ${target}\n  ${size}` }
    }
  },
}

const unarchiveOptions = { out: 'value', json: 'flag' } as const satisfies OptionTable

/** `craneshot unarchive`: a project from such a file. */
export const unarchive: Command = {
  name: 'unarchive',
  isAllOrNothing: true,
  prepare: (words) => {
    const { first, rest } = firstWord(words)
    const values = readOptions(rest, unarchiveOptions, 'unarchive')
    const file = path.resolve(needed(first, 'FILE', 'unarchive'))
    const folder = path.resolve(needed(values.out, '--out', 'unarchive'))
    return async ({ language, ...context }) => {
      await readArchive({ file, target: { folder } }, context)
      return { json: { folder }, text: `${programText('wrote', language)} ${folder}` }
    }
  },
}
