import { StudioError } from '../../core/contract/errors.ts'
import { commandNames, helpText } from '../../core/texts/help.ts'
import type { Command } from './command.ts'
import { nearestWord } from './nearest-word.ts'

/** `craneshot help [COMMAND]` */
export const help: Command = {
  name: 'help',
  prepare: (words) => {
    const [word, ...rest] = words.filter((one) => one !== '--json')
    if (rest[0] !== undefined) throw new StudioError('command.usage.stray-word', { word: rest[0], command: 'help' })
    const topic = commandNames.find((name) => name === word)
    if (word !== undefined && topic === undefined) {
      const suggestion = nearestWord(word, commandNames)
      if (suggestion === null) throw new StudioError('command.usage.unknown-command', { command: word })
      throw new StudioError('command.usage.unknown-command-near', { command: word, suggestion })
    }
    return async ({ language }) => {
      const text = helpText(topic ?? 'overview', language)
      return { json: { help: text }, text }
    }
  },
}
