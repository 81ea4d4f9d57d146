import { parseKeybinding } from 'tinykeys'
import { describe, expect, it } from 'vitest'
import { keyPresetSchema } from '../../../core/contract/studio.ts'
import { commandsWith } from '../../../renderer/app/commands/current-commands.ts'
import { keyPresets } from '../../../renderer/app/commands/key-presets.ts'
import { commandTable } from '../../../renderer/app/commands/table.ts'
import type { Zone } from '../../../renderer/state/command.ts'

/** One press in one way of writing: modifiers in order, `$mod` as Ctrl. */
function pressOf(keys: string): string {
  const parts = keys.replace('$mod', 'Control').split(/(?<=\w)\+/)
  return [...parts.slice(0, -1).toSorted(), parts.at(-1)].join('+')
}

const zones = [...new Set(commandTable.map(({ zone }) => zone))]

describe.each(keyPresetSchema.options)('the keys of the preset %s', (preset) => {
  const commands = commandsWith(preset)

  it('mean one command in each zone', () => {
    const pressesIn = (zone: Zone) =>
      commands
        .filter((command) => command.zone === zone)
        .flatMap(({ id, keys }) => keys.map((each) => [pressOf(each), id]))
    for (const zone of zones) {
      const presses = pressesIn(zone)
      const twice = presses.filter(([press], index) => presses.findIndex(([other]) => other === press) !== index)
      expect(twice, zone).toEqual([])
    }
  })

  it('hide no key that works everywhere', () => {
    const everywhere = new Set(
      commands.filter(({ zone }) => zone === 'everywhere').flatMap(({ keys }) => keys.map(pressOf)),
    )
    const hiding = commands
      .filter(({ zone }) => zone !== 'everywhere')
      .flatMap(({ id, keys }) => keys.filter((each) => everywhere.has(pressOf(each))).map((each) => `${id} ${each}`))
    expect(hiding).toEqual([])
  })

  it('are keys, and commands of the table', () => {
    const ids = new Set(commandTable.map(({ id }) => id))
    for (const [id, keys] of Object.entries(keyPresets[preset])) {
      expect(ids, id).toContain(id)
      for (const each of keys) expect(parseKeybinding(each)).toHaveLength(1)
    }
    expect(commands.map(({ id }) => id)).toEqual(commandTable.map(({ id }) => id))
  })
})

describe('a preset', () => {
  const keysOf = (preset: 'studio' | 'resolve' | 'unreal', id: string) =>
    commandsWith(preset).find((command) => command.id === id)!.keys

  it('overrides keys by the command and leaves the others', () => {
    expect(keysOf('studio', 'cut.tool-blade')).toEqual(['KeyC'])
    expect(keysOf('resolve', 'cut.tool-blade')).toEqual(['KeyB'])
    expect(keysOf('resolve', 'cut.tool-roll')).toEqual([])
    expect(keysOf('resolve', 'cut.marker')).toEqual(keysOf('studio', 'cut.marker'))
  })

  it('counts in the dope sheet as in the viewport', () => {
    expect(keysOf('unreal', 'camera.set-key.keys')).toEqual(['Enter', 'KeyS'])
    expect(keysOf('unreal', 'camera.set-key')).toEqual(['Enter', 'KeyS'])
  })
})
