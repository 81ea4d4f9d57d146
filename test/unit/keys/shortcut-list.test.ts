import { expect, test } from 'vitest'
import { studioText } from '../../../core/texts/studio/texts.ts'
import { commandTable } from '../../../renderer/app/commands/table.ts'
import { shortcutList } from '../../../renderer/app/shell/shortcut-list.ts'
import type { Command } from '../../../renderer/state/command.ts'

const titleOf = ({ title }: Command) => studioText(title, 'en')
const idsOf = (searched: string) =>
  shortcutList(commandTable, titleOf, searched).flatMap(({ commands }) => commands.map(({ id }) => id))

test('every command with a key is in the list once, whatever part of the window it belongs to', () => {
  const withKeys = commandTable.filter(({ keys }) => keys.length > 0).map(({ id }) => id)
  expect(idsOf('').toSorted()).toEqual(withKeys.toSorted())
  for (const { zone, commands } of shortcutList(commandTable, titleOf, ''))
    expect(new Set(commands.map((command) => command.zone))).toEqual(new Set([zone]))
})

test('a search finds names by a part and keys whole, and parts without any are left out', () => {
  expect(idsOf('crop board')).toEqual(['view.crop'])
  expect(idsOf('ctrl+s')).toEqual(['project.save'])
  expect(shortcutList(commandTable, titleOf, 'no such name')).toEqual([])
})
