import { expect, it } from 'vitest'
import { nameWithVersion } from '../../../renderer/features/models/name-with-version.ts'

it('names a damaged model, of which nobody knows the version, by its name alone', () => {
  expect(nameWithVersion({ name: 'my-pack', version: null })).toBe('my-pack')
  expect(nameWithVersion({ name: 'Harbour', version: '1.2' })).toBe('Harbour 1.2')
})
