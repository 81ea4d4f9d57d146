import { StudioError } from '../../core/contract/errors.ts'
import { commandNames, type CommandName } from '../../core/texts/help.ts'
import { archive, unarchive } from './archive.ts'
import type { Command } from './command.ts'
import { depth } from './depth.ts'
import { doctor } from './doctor.ts'
import { exportProject } from './export.ts'
import { generate } from './generate.ts'
import { help } from './help.ts'
import { importFiles } from './import.ts'
import { measure } from './measure.ts'
import { models } from './models.ts'
import { nearestWord } from './nearest-word.ts'
import { plucker } from './plucker.ts'
import { queue } from './queue.ts'
import { relink } from './relink.ts'
import { render } from './render.ts'
import { repair } from './repair.ts'
import { storyboard } from './storyboard.ts'
import { takes } from './takes.ts'
import { version } from './version.ts'

const commands: Readonly<Record<CommandName, Command>> = {
  generate,
  render,
  queue,
  export: exportProject,
  storyboard,
  import: importFiles,
  depth,
  plucker,
  repair,
  relink,
  archive,
  unarchive,
  measure,
  takes,
  models,
  doctor,
  help,
  version,
}

/**
 * The command of that name; `--help`, `-h` and `--version` are understood too.
 * @throws StudioError `command.usage.*`
 */
export function findCommand(name: string | undefined): Command {
  if (name === undefined) throw new StudioError('command.usage.none')
  if (name === '--help' || name === '-h') return help
  if (name === '--version') return version
  const known = commandNames.find((candidate) => candidate === name)
  if (known !== undefined) return commands[known]
  const suggestion = nearestWord(name, commandNames)
  if (suggestion === null) throw new StudioError('command.usage.unknown-command', { command: name })
  throw new StudioError('command.usage.unknown-command-near', { command: name, suggestion })
}
