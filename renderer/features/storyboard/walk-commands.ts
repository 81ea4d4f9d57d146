import type { StudioTextKey } from '../../../core/texts/studio/texts.ts'
import type { Command } from '../../state/command.ts'
import { needsFilm, needsPictures } from './command-reasons.ts'
import { chooseAllShots } from './selection.ts'
import { clearFilter } from './shown-story.ts'
import { walk, type Way } from './story-actions.ts'
import { focusSelectedCard } from './story-focus.ts'
import { storyLayout } from './story-layout.ts'

const ways: readonly {
  readonly way: Way
  readonly title: StudioTextKey
  readonly keys: readonly string[]
  /** Keys that choose all shots on the way. */
  readonly range: readonly string[]
}[] = [
  { way: 'previous', title: 'board.command.previous', keys: ['ArrowLeft'], range: ['Shift+ArrowLeft'] },
  { way: 'next', title: 'board.command.next', keys: ['ArrowRight'], range: ['Shift+ArrowRight'] },
  { way: 'above', title: 'story.command.above', keys: ['ArrowUp'], range: ['Shift+ArrowUp'] },
  { way: 'below', title: 'story.command.below', keys: ['ArrowDown'], range: ['Shift+ArrowDown'] },
  { way: 'previous-scene', title: 'story.command.previous-scene', keys: ['$mod+ArrowLeft', '$mod+ArrowUp'], range: [] },
  { way: 'next-scene', title: 'story.command.next-scene', keys: ['$mod+ArrowRight', '$mod+ArrowDown'], range: [] },
  { way: 'first', title: 'story.command.first', keys: ['Home'], range: ['Shift+Home'] },
  { way: 'last', title: 'story.command.last', keys: ['End'], range: ['Shift+End'] },
]

const needsShots = () => needsFilm() ?? needsPictures()

/** Walking through the storyboard, choosing, and how it is shown. */
export const walkCommands: readonly Command[] = [
  {
    id: 'board.choose-all',
    title: 'board.command.choose-all',
    zone: 'boards',
    keys: ['$mod+KeyA'],
    menu: 'shot',
    unavailable: needsShots,
    run: chooseAllShots,
  },
  {
    id: 'board.find',
    title: 'story.command.find',
    zone: 'boards',
    keys: ['$mod+KeyF'],
    menu: 'shot',
    unavailable: needsShots,
    run: () => document.querySelector<HTMLElement>('[data-story-search] input')?.focus(),
  },
  {
    id: 'board.clear-filter',
    title: 'story.filter.clear',
    zone: 'boards',
    keys: ['Escape'],
    menu: null,
    run: () => {
      clearFilter()
      focusSelectedCard()
    },
  },
  ...(['grid', 'list'] as const).map((layout): Command => ({
    id: `board.${layout}`,
    title: `story.command.${layout}`,
    zone: 'boards',
    keys: [layout === 'grid' ? 'KeyG' : 'KeyL'],
    menu: 'view',
    unavailable: needsFilm,
    checked: () => storyLayout.get().layout === layout,
    run: () => {
      storyLayout.set({ layout })
      focusSelectedCard()
    },
  })),
  {
    id: 'board.captions',
    title: 'story.captions',
    zone: 'boards',
    keys: ['KeyC'],
    menu: 'view',
    unavailable: needsFilm,
    checked: () => storyLayout.get().captions,
    run: () => storyLayout.set({ captions: !storyLayout.get().captions }),
  },
  ...ways.flatMap(({ way, title, keys, range }): Command[] => [
    {
      id: `board.${way}`,
      title,
      zone: 'boards',
      keys,
      menu: null,
      repeats: true,
      unavailable: needsShots,
      run: () => walk(way),
    },
    ...(range.length === 0 ? [] : [extendCommand(way, range)]),
  ]),
]

function extendCommand(way: Way, keys: readonly string[]): Command {
  return {
    id: `board.extend-${way}`,
    title: `story.command.extend-${way as 'previous'}`,
    zone: 'boards',
    keys,
    menu: null,
    repeats: true,
    unavailable: needsShots,
    run: () => walk(way, 'range'),
  }
}
