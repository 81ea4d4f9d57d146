import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const script = new URL('../../../scripts/electron/movie-encoder.mjs', import.meta.url).href
const { fitEncoderToElectron } = (await import(script)) as { fitEncoderToElectron: (file: string) => void }

/** cmp rdi,0x1bffff; jle; mov edi,<alignment>; call */
const request = (alignment: string) => Buffer.from(`4881ffffff1b007e3ebf${alignment}e824ebd1fd`, 'hex')
const rest = Buffer.from('4881ffffff1b0000bf00002000e8', 'hex')

function addon(...parts: readonly Buffer[]): string {
  const file = join(temporaryFolder(), 'addon.node')
  writeFileSync(file, Buffer.concat([Buffer.alloc(64, 7), ...parts, rest]))
  return file
}

test('changes the alignment of the one request, and nothing else, once', () => {
  const file = addon(request('00002000'))
  fitEncoderToElectron(file)
  const fitted = readFileSync(file)
  expect(fitted).toEqual(Buffer.concat([Buffer.alloc(64, 7), request('00000100'), rest]))
  fitEncoderToElectron(file)
  expect(readFileSync(file)).toEqual(fitted)
})

test('a file that is replaced is fitted again; a copy that is fitted already stays', () => {
  const file = addon(request('00002000'))
  fitEncoderToElectron(file)
  writeFileSync(file, Buffer.concat([Buffer.alloc(99, 7), request('00002000')]))
  fitEncoderToElectron(file)
  expect(readFileSync(file).includes(request('00000100'))).toBe(true)
  const copy = addon(request('00000100'))
  expect(() => fitEncoderToElectron(copy)).not.toThrow()
})

test('an addon that asks nowhere or in two places is refused and left as it is', () => {
  for (const file of [addon(), addon(request('00002000'), request('00002000'))]) {
    const before = readFileSync(file)
    expect(() => fitEncoderToElectron(file)).toThrow(/another version/)
    expect(readFileSync(file)).toEqual(before)
  }
  expect(() => fitEncoderToElectron(join(temporaryFolder(), 'nothing.node'))).not.toThrow()
})
