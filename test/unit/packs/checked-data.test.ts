import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { packReceiptFile } from '../../../core/contract/pack-receipt.ts'
import type { PackManifest } from '../../../core/contract/pack.ts'
import { checkedData } from '../../../native-models/packs/checked-data.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { addGraph, externalTensor } from '../../support/weights/add-graph.ts'

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const place = { location: 'weights/a.bin', offset: '8', length: '16' }
const content = Uint8Array.from({ length: 24 }, (_, i) => i)
const data = [{ file: 'weights/a.bin', sha256: sha256(content), bytes: 24 }]

/** A pack's folder with one file of numbers. */
function newFolder(): string {
  const folder = path.join(temporaryFolder(), 'pack')
  mkdirSync(path.join(folder, 'weights'), { recursive: true })
  writeFileSync(path.join(folder, 'weights/a.bin'), content)
  return folder
}

/** The folder that the runtime is told, or the code of the refusal and its details. */
async function check(folder: string, graph: Uint8Array, listed: object[] | undefined = data): Promise<unknown> {
  const component = { file: 'one.onnx', ...(listed ? { data: listed } : {}) }
  const manifest = { id: 'p', components: { one: component } } as unknown as PackManifest
  return checkedData({ folder, manifest, manifestSha256: '' }, 'one', graph).catch((thrown: unknown) => thrown)
}

const graphAt = (...places: Record<string, string>[]): Uint8Array => addGraph(externalTensor('w', [4], ...places))

describe('the numbers that a graph reads from other files', () => {
  it('may lie in a file that the manifest lists', async () => {
    const folder = newFolder()
    expect(await check(folder, graphAt(place))).toBe(folder)
  })

  it('are looked for by structure, so that a graph with all its numbers needs no folder', async () => {
    const own = readFileSync(new URL('../../fixtures/tiny-pack/encoder.onnx', import.meta.url))
    expect(await check(newFolder(), own)).toBeNull()
    expect(await check(newFolder(), Uint8Array.of(7, 7, 7))).toMatchObject({ code: 'inference.pack-unreadable' })
  })

  it('are refused where the manifest lists no files', async () => {
    const folder = newFolder()
    const manifest = { id: 'p', components: { one: { file: 'one.onnx' } } } as unknown as PackManifest
    const refused = checkedData({ folder, manifest, manifestSha256: '' }, 'one', graphAt(place))
    await expect(refused).rejects.toMatchObject({ code: 'inference.pack-external-data' })
  })

  it.each([
    ['another file', { ...place, location: 'weights/b.bin' }],
    ['the same file by another name', { ...place, location: './weights/a.bin' }],
    ['a file outside', { ...place, location: '../secret' }],
    ['an absolute file', { ...place, location: '/etc/passwd' }],
    ['memory', { ...place, location: '*/_ORT_MEM_ADDR_/*' }],
    ['no file', { offset: '0', length: '16' }],
  ])('are refused in %s', async (_, where) => {
    expect(await check(newFolder(), graphAt(where))).toMatchObject({ code: 'weights.part-unlisted' })
  })

  it('are refused in two files at once', async () => {
    const twice = graphAt(place, { location: '/etc/passwd' })
    expect(await check(newFolder(), twice)).toMatchObject({ details: { location: '/etc/passwd' } })
  })

  it.each([{ offset: '9' }, { length: '17' }, { length: '-1' }, { offset: 'x' }, { offset: '1e3' }])(
    'are refused at %j, which the file does not have',
    async (where) => {
      expect(await check(newFolder(), graphAt({ ...place, ...where }))).toMatchObject({ code: 'weights.part-outside' })
    },
  )

  it('are refused when their file is missing, outside by a link, of another length or content', async () => {
    const folder = newFolder()
    const file = path.join(folder, 'weights/a.bin')
    renameSync(file, path.join(folder, '../outside'))
    expect(await check(folder, graphAt(place))).toMatchObject({ code: 'inference.pack-file-missing' })
    symlinkSync('../../outside', file)
    expect(await check(folder, graphAt(place))).toMatchObject({ code: 'inference.pack-file-escapes' })
    const other = newFolder()
    writeFileSync(path.join(other, 'weights/a.bin'), content.slice(1))
    expect(await check(other, graphAt(place))).toMatchObject({ code: 'inference.pack-file-changed' })
    writeFileSync(path.join(other, 'weights/a.bin'), content.toReversed())
    expect(await check(other, graphAt(place))).toMatchObject({ code: 'inference.pack-file-changed' })
  })

  it('are read again unless the file is as long and as old as the receipt says', async () => {
    const folder = newFolder()
    const file = path.join(folder, 'weights/a.bin')
    writeFileSync(file, content.toReversed())
    const { mtimeNs } = statSync(file, { bigint: true })
    const receipt = { bytes: 24, sha256: sha256(content), changedAt: String(mtimeNs) }
    const write = (text: string): void => writeFileSync(path.join(folder, packReceiptFile), text)
    // Wrong bytes that the receipt vouches for show that they were not read.
    write(JSON.stringify({ files: { 'weights/a.bin': receipt } }))
    expect(await check(folder, graphAt(place))).toBe(folder)
    write(JSON.stringify({ files: { 'weights/a.bin': { ...receipt, sha256: sha256(content.toReversed()) } } }))
    expect(await check(folder, graphAt(place))).toMatchObject({ code: 'inference.pack-file-changed' })
    write('nonsense')
    expect(await check(folder, graphAt(place))).toMatchObject({ code: 'inference.pack-file-changed' })
    write(JSON.stringify({ files: { 'weights/a.bin': receipt } }))
    utimesSync(file, new Date(), new Date(Date.now() - 60_000))
    expect(await check(folder, graphAt(place))).toMatchObject({ code: 'inference.pack-file-changed' })
  })
})
