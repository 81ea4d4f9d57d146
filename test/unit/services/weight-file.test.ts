import { spawnSync } from 'node:child_process'
import { appendFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { WeightFile } from '../../../main/services/models/weight-file.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** A file of eight bytes, open for reading. */
async function openFile(): Promise<WeightFile> {
  const place = path.join(temporaryFolder(), 'unet.safetensors')
  writeFileSync(place, 'eight by')
  return (await WeightFile.open(place, 'unet'))!
}

test('parts of a file are read, and one that is not there is none', async () => {
  const file = await openFile()
  expect(Buffer.from(await file.read(6, 2)).toString()).toBe('by')
  await file.checkUnchanged()
  await file.close()
  expect(await WeightFile.open(path.join(temporaryFolder(), 'none'), 'unet')).toBeNull()
})

test('a file that grew, was cut off or was put in its place meanwhile is told', async () => {
  const changed = { code: 'weights.changed' }
  const grown = await openFile()
  appendFileSync(grown.path, 'tes')
  await expect(grown.checkUnchanged()).rejects.toMatchObject(changed)
  const cut = await openFile()
  await expect(cut.read(7, 2)).rejects.toMatchObject(changed)
  const replaced = await openFile()
  const other = await openFile()
  renameSync(other.path, replaced.path)
  await expect(replaced.checkUnchanged()).rejects.toMatchObject(changed)
  for (const file of [grown, cut, replaced, other]) await file.close()
})

test('a part that no memory holds, and a disk that is gone, are named', async () => {
  const file = await openFile()
  const unreadable = { code: 'weights.unreadable', details: { file: file.name } }
  await expect(file.read(0, 2 ** 53)).rejects.toMatchObject(unreadable)
  await file.close()
  await expect(file.read(0, 2)).rejects.toMatchObject(unreadable)
})

test.skipIf(process.platform === 'win32')(
  'a pipe is refused at once (skipped: Windows has none in folders)',
  async () => {
    const place = path.join(temporaryFolder(), 'pipe.safetensors')
    expect(spawnSync('mkfifo', [place]).status).toBe(0)
    await expect(WeightFile.open(place, 'unet')).rejects.toMatchObject({ code: 'weights.unreadable' })
  },
)
