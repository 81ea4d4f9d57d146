import { cpSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import {
  findAnyPack,
  findPack,
  findPackOfTake,
  listPacks,
  type PackPlaces,
} from '../../../main/services/models/models.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const tinyPack = fileURLToPath(new URL('../../fixtures/tiny-pack', import.meta.url))
const manifestSha256 = createHash('sha256')
  .update(readFileSync(path.join(tinyPack, 'pack.json')))
  .digest('hex')

/** The tiny pack as the embedded one, and copies of it in a folder of packs. */
function packPlaces(...copies: readonly string[]): PackPlaces {
  const userPacks = temporaryFolder()
  for (const copy of copies) cpSync(tinyPack, path.join(userPacks, copy), { recursive: true })
  return { embeddedPack: tinyPack, userPacks }
}

test('the embedded pack is listed first, then the user’s; files that are no folders are passed over', async () => {
  const places = packPlaces('나의 팩')
  writeFileSync(path.join(places.userPacks, 'readme.txt'), '')
  const packs = await listPacks(places)
  expect(packs.map(({ origin, pack }) => [origin, pack?.manifest.id, pack?.manifestSha256])).toEqual([
    ['embedded', 'tiny-random', manifestSha256],
    ['user', 'tiny-random', manifestSha256],
  ])
})

test('damaged packs are listed with what is wrong', async () => {
  const places = packPlaces('a', 'b', 'c', 'd')
  const inPack = (pack: string, file: string): string => path.join(places.userPacks, pack, file)
  truncateSync(inPack('a', 'denoiser.onnx'), 100)
  renameSync(inPack('b', 'encoder.onnx'), inPack('b', 'other.onnx'))
  writeFileSync(inPack('c', 'pack.json'), '{ "format": ')
  const newer = JSON.parse(readFileSync(inPack('d', 'pack.json'), 'utf8'))
  writeFileSync(inPack('d', 'pack.json'), JSON.stringify({ ...newer, formatVersion: 9, more: true }))
  const [, ...user] = await listPacks(places)
  expect(user.map(({ problem }) => problem?.code)).toEqual([
    'inference.pack-file-changed',
    'inference.pack-file-missing',
    'inference.pack-manifest',
    'inference.pack-newer',
  ])
})

test('a missing models folder is an empty one', async () => {
  const places = { embeddedPack: tinyPack, userPacks: path.join(temporaryFolder(), 'none') }
  expect(await listPacks(places)).toHaveLength(1)
})

test('a model is named by the word embedded, by a pack’s id or by a folder', async () => {
  const places = { ...packPlaces('mine'), embeddedPack: path.join(temporaryFolder(), 'not built') }
  const mine = path.join(places.userPacks, 'mine')
  expect((await findPack('tiny-random', places)).folder).toBe(mine)
  expect((await findPack(mine, places)).folder).toBe(mine)
  await expect(findPack('embedded', places)).rejects.toMatchObject({ code: 'inference.pack-missing' })
  await expect(findPack('tiny-randon', places)).rejects.toMatchObject({
    code: 'command.model',
    details: { model: 'tiny-randon', known: 'tiny-random' },
  })
})

test('a take’s pack is found by its hash alone', async () => {
  const places = packPlaces()
  const wanted = { id: 'tiny-random', version: '0.1.0', manifestSha256 }
  expect((await findPackOfTake(wanted, places)).folder).toBe(tinyPack)
  await expect(findPackOfTake({ ...wanted, manifestSha256: '0'.repeat(64) }, places)).rejects.toMatchObject({
    code: 'command.recipe.pack',
    details: { id: 'tiny-random', version: '0.1.0' },
  })
})

test('a damaged model is told by what is wrong with it, however it is asked for; a sound one of that name goes before', async () => {
  const places = { ...packPlaces('copy'), embeddedPack: path.join(temporaryFolder(), 'not built') }
  const wanted = { id: 'tiny-random', version: '0.1.0', manifestSha256 }
  truncateSync(path.join(places.userPacks, 'copy', 'denoiser.onnx'), 100)
  const asking = [findPack, findAnyPack].map((find) => () => find('tiny-random', places))
  for (const ask of [...asking, () => findPackOfTake(wanted, places)])
    await expect(ask()).rejects.toMatchObject({
      code: 'inference.pack-file-changed',
      details: { file: 'denoiser.onnx' },
    })
  cpSync(tinyPack, path.join(places.userPacks, 'whole'), { recursive: true })
  expect((await findPack('tiny-random', places)).folder).toBe(path.join(places.userPacks, 'whole'))
})
