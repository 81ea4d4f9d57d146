import { statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkSourceFile } from '../../../core/contract/file-errors.ts'

const regular = { size: 10, isDirectory: () => false, isFile: () => true, isFIFO: () => false }

test('a file and a pipe of unknown length may be read', () => {
  expect(() => checkSourceFile('a.png', regular, 10)).not.toThrow()
  expect(() =>
    checkSourceFile('pipe', { ...regular, size: 0, isFile: () => false, isFIFO: () => true }, 10),
  ).not.toThrow()
})

test.skipIf(process.platform === 'win32')('a device, which may never end, is refused before it is read', () => {
  expect(() => checkSourceFile('/dev/zero', statSync('/dev/zero'), 10)).toThrow(
    expect.objectContaining({ code: 'media.device', details: { file: '/dev/zero' } }),
  )
})
