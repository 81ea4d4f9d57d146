import type { Command } from '../../state/command.ts'
import { generateCommands } from '../../features/generate/commands.ts'
import { cutCommands } from '../../features/timeline/cut-commands.ts'
import { boardCommands } from '../../features/storyboard/commands.ts'
import { shellCommands } from './shell-commands.ts'

/** Every command of the window. */
export const commandTable: readonly Command[] = [
  ...shellCommands,
  ...boardCommands,
  ...generateCommands,
  ...cutCommands,
]
