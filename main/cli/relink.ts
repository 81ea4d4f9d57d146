import path from 'node:path'
import { isAbort, StudioError } from '../../core/contract/errors.ts'
import { recoveryText } from '../../core/texts/recovery.ts'
import { lockProject } from '../services/projects/project-lock.ts'
import { missingMedia } from '../services/projects/project-open.ts'
import { readFolder } from '../services/projects/project-read.ts'
import { relinkMedia } from '../services/projects/relink-media.ts'
import type { Command } from './command.ts'
import { firstWord } from './first-word.ts'
import { needed, readOptions, type OptionTable } from './options.ts'
import { projectFolderOf } from './project-word.ts'

const name = 'relink'

const options = { from: 'value', json: 'flag' } as const satisfies OptionTable

/** `craneshot relink`: missing media of a project, searched for in a folder by their content. */
export const relink: Command = {
  name,
  prepare: (words) => {
    const { first, rest } = firstWord(words)
    const values = readOptions(rest, options, name)
    const folder = projectFolderOf(needed(first, 'PROJECT', name))
    const searched = path.resolve(needed(values.from, '--from', name))
    return async ({ language, ...context }) => {
      const { history } = await readFolder(folder)
      const lock = await lockProject(folder)
      if (lock instanceof StudioError) throw lock
      try {
        const missing = await missingMedia(folder, history.present)
        const search = relinkMedia({ folder, searched, missing }, context)
        const isCanceled = await search.then(() => false, endsByAbort)
        const left = await missingMedia(folder, history.present)
        const found = missing.filter((media) => !left.includes(media))
        if (isCanceled && found.length === 0) await search
        const head =
          missing.length === 0
            ? recoveryText('relinkedNone', language)
            : recoveryText('relinked', language, { found: found.length, missing: missing.length })
        const text = [head, ...left.map((media) => `  ${media}`)].join('\n')
        return { json: { found, missing: left }, text, isCanceled: isCanceled && left.length > 0 }
      } finally {
        await lock.release()
      }
    }
  },
}

/** @throws whatever else was thrown */
function endsByAbort(thrown: unknown): true {
  if (isAbort(thrown)) return true
  throw thrown
}
