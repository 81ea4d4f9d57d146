import type { Command } from './command.ts'
import { readOptions } from './options.ts'

/** `craneshot version` */
export const version: Command = {
  name: 'version',
  prepare: (words) => {
    readOptions(words, { json: 'flag' }, 'version')
    return async ({ composition }) => {
      const { craneshot } = composition.installation
      return { json: { version: craneshot }, text: craneshot }
    }
  },
}
