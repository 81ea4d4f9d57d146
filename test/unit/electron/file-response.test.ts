import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fileResponse } from '../../../main/electron/file-response.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** Longer than one piece of a read, and of no round length. */
const bytes = Uint8Array.from({ length: 300_001 }, (_, index) => (index * 31) % 251)

function movie(): string {
  const file = join(temporaryFolder(), 'clip.mp4')
  writeFileSync(file, bytes)
  return file
}

async function ask(file: string, range?: string, method = 'GET') {
  const headers = new Headers(range === undefined ? {} : { Range: range })
  const response = await fileResponse(file, { method, headers }, { 'X-Own': 'yes' })
  return { status: response.status, headers: response.headers, body: new Uint8Array(await response.arrayBuffer()) }
}

describe('a whole file', () => {
  test('comes with its type and length, and says that parts can be asked for', async () => {
    const { status, headers, body } = await ask(movie())
    expect(status).toBe(200)
    expect(body).toEqual(bytes)
    expect(Object.fromEntries(headers)).toEqual({
      'accept-ranges': 'bytes',
      'content-length': '300001',
      'content-type': 'video/mp4',
      'x-own': 'yes',
    })
  })

  test('is empty when the file is', async () => {
    const file = join(temporaryFolder(), 'empty.bin')
    writeFileSync(file, '')
    expect(await ask(file)).toMatchObject({ status: 200, body: new Uint8Array() })
    expect((await ask(file, 'bytes=0-')).status).toBe(416)
  })

  test('is described without being read for HEAD', async () => {
    const { status, headers, body } = await ask(movie(), undefined, 'HEAD')
    expect([status, headers.get('content-length'), body.length]).toEqual([200, '300001', 0])
  })

  test('is not found where there is none, or where there is a folder', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'folder.png'))
    expect((await ask(join(folder, 'none.png'))).status).toBe(404)
    expect((await ask(join(folder, 'folder.png'))).status).toBe(404)
  })

  test('is not given for a method that changes something', async () => {
    expect((await ask(movie(), undefined, 'POST')).status).toBe(405)
  })
})

describe('a part of a file', () => {
  test('is exactly the bytes that were asked for, whatever they are', async () => {
    const file = movie()
    const index = fc.integer({ min: 0, max: bytes.length - 1 })
    await fc.assert(
      fc.asyncProperty(index, index, async (one, other) => {
        const [first, last] = [Math.min(one, other), Math.max(one, other)]
        const { status, headers, body } = await ask(file, `bytes=${first}-${last}`)
        expect(status).toBe(206)
        expect(headers.get('content-range')).toBe(`bytes ${first}-${last}/${bytes.length}`)
        expect(headers.get('content-length')).toBe(String(last - first + 1))
        expect(Buffer.compare(body, bytes.subarray(first, last + 1))).toBe(0)
      }),
      { numRuns: 40 },
    )
  })

  test.each([
    ['bytes=300000-', 'bytes 300000-300000/300001', 1],
    ['bytes=-5', 'bytes 299996-300000/300001', 5],
    ['bytes=-400000', 'bytes 0-300000/300001', 300_001],
    ['bytes=10-900000', 'bytes 10-300000/300001', 299_991],
    [' bytes=0-0 ', 'bytes 0-0/300001', 1],
  ])('%s is %s', async (range, contentRange, length) => {
    const { status, headers, body } = await ask(movie(), range)
    expect([status, headers.get('content-range'), body.length]).toEqual([206, contentRange, length])
  })

  test.each(['bytes=300001-', 'bytes=-0'])('%s lies outside', async (range) => {
    const { status, headers } = await ask(movie(), range)
    expect([status, headers.get('content-range')]).toEqual([416, 'bytes */300001'])
  })

  test.each(['bytes=5-2', 'bytes=-', 'bytes=0-1,4-5', 'frames=0-1', 'bytes=a-b'])(
    '%s is no single range, so the whole comes',
    async (range) => {
      const { status, body } = await ask(movie(), range)
      expect([status, body.length]).toEqual([200, bytes.length])
    },
  )

  test('can be given up in the middle', async () => {
    const headers = new Headers({ Range: 'bytes=1-' })
    const response = await fileResponse(movie(), { method: 'GET', headers }, {})
    const reader = response.body!.getReader()
    const { value } = await reader.read()
    expect(value?.[0]).toBe(bytes[1])
    await reader.cancel()
    expect(await reader.read()).toEqual({ done: true, value: undefined })
  })
})
