import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { addJobs, stopJob } from '../../../core/queue/list-edits.ts'
import { QueueFile } from '../../../main/jobs/queue-file.ts'
import { removePack } from '../../../main/services/models/remove-pack.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { writeTemplates, writeUserFiles, type UserFiles } from '../../support/weights/user-files.ts'
import { aNewJob, idOf } from '../../unit/queue/a-list.ts'
import { TestStudio } from '../project/a-studio.ts'

const family = 'svd-cameractrl'
const id = 'adding-up'

/** A studio with a model of made-up weights, which lie on the same disk. */
async function studioWithModel(home: string): Promise<{ readonly studio: TestStudio; readonly files: UserFiles }> {
  const studio = new TestStudio(home)
  const files = writeUserFiles(path.join(home, 'downloads'))
  writeTemplates(home)
  studio.desktop.folder = files.svd
  studio.desktop.files = [files.cameractrl]
  for (const option of ['svd', 'cameractrl']) await studio.ask('model.choose', { family, option })
  await studio.ask('model.add', { family, precision: 'full', copy: false, overwrite: false })
  return { studio, files }
}

const idsOf = async (studio: TestStudio): Promise<string[]> => (await studio.ask('model.list', {})).map(({ id }) => id)

it('removes a model in the window, says what goes, and leaves the downloads where they are', async () => {
  const home = temporaryFolder()
  const { studio, files } = await studioWithModel(home)
  const unet = path.join(files.svd, 'unet', 'diffusion_pytorch_model.safetensors')
  const before = readFileSync(unet)
  const kept = [unet, path.join(files.svd, 'image_encoder', 'model.safetensors')].map((file) => statSync(file).size)
  const removal = await studio.ask('model.removal', { id })
  expect(removal.keptBytes).toBe(kept[0]! + kept[1]!)
  const own = readdirSync(path.join(home, 'models', id)).filter((name) => !name.startsWith('weights'))
  const ownBytes = own.map((name) => statSync(path.join(home, 'models', id, name)).size)
  expect(removal.freedBytes).toBeGreaterThan(ownBytes.reduce((sum, bytes) => sum + bytes, 0))

  studio.events.length = 0
  expect(await studio.ask('model.remove', { id })).toEqual(removal)
  expect((await studio.event('packs')).packs.map((pack) => pack.id)).not.toContain(id)
  expect(await idsOf(studio)).not.toContain(id)
  expect(readdirSync(path.join(home, 'models'))).toEqual([])
  expect(readFileSync(unet)).toEqual(before)
  expect(statSync(unet).nlink).toBe(1)
})

it('keeps a model while takes that wait need it, and names them', async () => {
  const home = temporaryFolder()
  const { studio } = await studioWithModel(home)
  const { manifestSha256 } = (await studio.event('packs')).packs.find((pack) => pack.id === id)!
  const queue = new QueueFile(path.join(home, 'queue', 'queue.json'))
  const pack = { id, version: '1', manifestSha256 }
  const seeds = [1, 2].map((seed) => ({ ...aNewJob('Crane up', { pack, seed }), id: idOf(`seed ${seed}`) }))
  await queue.change((list) => addJobs(list, seeds))
  const refusal = { code: 'weights.in-use', details: { model: id, takes: 'Harbour – Crane up' } }
  await expect(studio.ask('model.removal', { id })).rejects.toMatchObject(refusal)
  await expect(studio.ask('model.remove', { id })).rejects.toMatchObject(refusal)
  expect(await idsOf(studio)).toContain(id)
  await queue.change((list) => list.jobs.reduce((rest, { id }) => stopJob(rest, id, 'cancel', 1), list))
  expect(await studio.ask('model.remove', { id })).toMatchObject({ keptBytes: expect.any(Number) })
})

it('removes what is left of a damaged model, and never the embedded one', async () => {
  const home = temporaryFolder()
  const studio = new TestStudio(home)
  const broken = path.join(home, 'models', 'broken')
  mkdirSync(broken, { recursive: true })
  writeFileSync(path.join(broken, 'pack.json'), '{')
  const listed = await studio.ask('model.list', {})
  expect(listed.map(({ id, origin, problem }) => [id, origin, problem?.code])).toEqual([
    ['tiny-random', 'embedded', undefined],
    ['broken', 'user', 'inference.pack-manifest'],
  ])
  expect(await studio.ask('model.remove', { id: 'broken' })).toEqual({ freedBytes: 1, keptBytes: 0 })
  const known = { code: 'weights.not-users', details: { known: '-' } }
  await expect(studio.ask('model.remove', { id: 'tiny-random' })).rejects.toMatchObject(known)
})

it('names no more than four takes', async () => {
  const home = temporaryFolder()
  const { studio } = await studioWithModel(home)
  const { manifestSha256 } = (await studio.event('packs')).packs.find((pack) => pack.id === id)!
  const take = (shotName: string): ReturnType<typeof aNewJob> & { readonly state: 'running' } => {
    return { ...aNewJob(shotName, { pack: { id, version: '1', manifestSha256 } }), state: 'running' }
  }
  const packs = { embeddedPack: path.join(home, 'none'), userPacks: path.join(home, 'models') }
  const jobs = (): Promise<ReturnType<typeof take>[]> => Promise.resolve(['1', '2', '3', '4', '5', '6'].map(take))
  const takes = 'Harbour – 1, Harbour – 2, Harbour – 3, Harbour – 4, +2'
  const use = { jobs, generates: () => Promise.resolve(true) }
  await expect(removePack(id, { packs, use })).rejects.toMatchObject({ details: { takes } })
})
