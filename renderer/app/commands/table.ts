import type { Command } from '../../state/command.ts'
import { cameraCommands } from '../../features/camera/commands.ts'
import { deliverCommands } from '../../features/deliver/deliver-actions.ts'
import { generateCommands } from '../../features/generate/commands.ts'
import { boardViewCommands } from '../../features/storyboard/board-view/commands.ts'
import { boardCommands } from '../../features/storyboard/commands.ts'
import { cutCommands } from '../../features/timeline/cut-commands.ts'
import { projectCommands, takeDiskCommands } from '../project/project-commands.ts'
import { shellCommands } from './shell-commands.ts'
import { soundCommand } from './sound-command.ts'

/** Every command of the window. */
export const commandTable: readonly Command[] = [
  ...shellCommands,
  ...projectCommands,
  ...boardCommands,
  soundCommand,
  ...boardViewCommands,
  ...cameraCommands,
  ...generateCommands,
  ...cutCommands,
  ...deliverCommands,
  ...takeDiskCommands,
]
