import path from 'node:path'
import { expect, test } from 'vitest'
import { places } from '../../../main/services/places.ts'

const homeFolder = path.resolve('/home/mina')

test.each([
  ['linux', {}, '.config'],
  ['linux', { XDG_CONFIG_HOME: path.resolve('/data/config') }, path.resolve('/data/config')],
  ['linux', { XDG_CONFIG_HOME: 'relative' }, '.config'],
  ['linux', { XDG_CONFIG_HOME: '' }, '.config'],
  ['darwin', { XDG_CONFIG_HOME: '/ignored' }, path.join('Library', 'Application Support')],
  ['win32', { APPDATA: path.resolve('/roaming') }, path.resolve('/roaming')],
  ['win32', {}, path.join('AppData', 'Roaming')],
] as const)('on %s with %j everything lies in %s', (platform, environment, folder) => {
  const { home } = places({ environment, platform, homeFolder })
  expect(home).toBe(path.resolve(homeFolder, folder, 'Craneshot'))
})

test('CRANESHOT_HOME moves everything, on every platform', () => {
  for (const platform of ['linux', 'darwin', 'win32'] as const) {
    const found = places({ environment: { CRANESHOT_HOME: '/else where' }, platform, homeFolder })
    expect(found.home).toBe(path.resolve('/else where'))
    for (const place of ['settings', 'queue', 'models', 'logs'] as const) {
      expect(path.dirname(found[place])).toBe(found.home)
    }
  }
})
