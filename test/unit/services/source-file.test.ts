import { expect, test } from 'vitest'
import { takeSchema } from '../../../core/contract/take.ts'
import { sourceFile } from '../../../main/services/media/source-file.ts'

const recorded = takeSchema.shape.source.shape.picture.shape.file
const sha256 = '0'.repeat(64)

test.each([['/home/me/보드 1.png', '보드 1.png']])('%s is recorded as %s, without its folder', (file, name) => {
  expect(sourceFile(file, sha256)).toEqual({ name, sha256 })
})

test.skipIf(process.platform === 'win32')('a name with a backslash is one that a recipe can hold', () => {
  const file = sourceFile('/home/me/a\\b.png', sha256)
  expect(file.name).toBe('a_b.png')
  expect(recorded.parse(file)).toEqual(file)
})
