import type { Command } from '../../state/command.ts'
import { needsShot } from './command-reasons.ts'
import { copySelected, cutSelected, needsCopied, pasteCopied } from './shot-clipboard.ts'

/** Shots copied, cut and pasted within the project. */
export const clipboardCommands: readonly Command[] = [
  {
    id: 'board.cut-shots',
    title: 'story.command.cut',
    zone: 'boards',
    keys: ['$mod+KeyX'],
    menu: 'shot',
    unavailable: needsShot,
    run: cutSelected,
  },
  {
    id: 'board.copy-shots',
    title: 'story.command.copy',
    zone: 'boards',
    keys: ['$mod+KeyC'],
    menu: 'shot',
    unavailable: needsShot,
    run: copySelected,
  },
  {
    id: 'board.paste-shots',
    title: 'story.command.paste',
    zone: 'boards',
    keys: ['$mod+KeyV'],
    menu: 'shot',
    byPasteEvent: true,
    unavailable: needsCopied,
    run: pasteCopied,
  },
]
