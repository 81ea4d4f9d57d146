import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { GenerateInput } from '../../../core/contract/inference.ts'
import { LoadedNetworks } from '../../../native-models/packs/loaded-networks.ts'
import { readPack, type Pack } from '../../../native-models/packs/loader.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { framesOf, generateShot, newClient, newContext, tinyPack, writeShot } from './shot.ts'

describe('the inference process from take to take', () => {
  const client = newClient()
  afterAll(() => client.close())

  async function loads(change: Partial<GenerateInput> = {}): Promise<number> {
    const input = await writeShot(temporaryFolder(), change.packFolder ? { packFolder: change.packFolder } : {})
    return (await generateShot(client, { ...input, ...change })).networksLoaded
  }

  it('loads a pack once, again for another thread count or folder, and never keeps two', async () => {
    const copy = join(temporaryFolder(), 'pack')
    cpSync(tinyPack, copy, { recursive: true })
    expect([await loads(), await loads()]).toEqual([4, 0])
    expect([await loads({ threads: 1 }), await loads({ threads: 1 })]).toEqual([4, 0])
    expect([await loads({ packFolder: copy }), await loads()]).toEqual([4, 4])
  })

  it('makes the same bits warm as cold', async () => {
    const fresh = newClient()
    const inputs = [await writeShot(temporaryFolder()), await writeShot(temporaryFolder())] as const
    await loads()
    const warm = await generateShot(client, inputs[0])
    const cold = await generateShot(fresh, inputs[1])
    fresh.close()
    expect([warm.networksLoaded, cold.networksLoaded]).toEqual([0, 4])
    expect(framesOf(inputs[0], warm)).toEqual(framesOf(inputs[1], cold))
  })

  it('keeps the pack through a cancel, and loads it anew after a failure', async () => {
    await loads()
    const context = newContext()
    const canceled = generateShot(client, await writeShot(temporaryFolder(), { steps: 200 }), {
      ...context,
      report: ({ stage }) => stage === 'inference.denoise' && context.controller.abort(),
    })
    await expect(canceled).rejects.toMatchObject({ name: 'AbortError' })
    expect(await loads()).toBe(0)
    const failed = generateShot(client, { ...(await writeShot(temporaryFolder())), framesFolder: '/nowhere' })
    await expect(failed).rejects.toMatchObject({ code: 'inference.frame-write' })
    expect(await loads()).toBe(4)
  })
})

describe('LoadedNetworks', () => {
  const cpu = { provider: 'cpu', threads: 1 } as const
  let pack: Pack
  beforeAll(async () => {
    pack = await readPack(tinyPack, { 'craneshot-embedded': [] })
  })

  it('frees the networks when nothing was made for a while', async () => {
    const networks = new LoadedNetworks(0)
    expect(await networks.use(pack, cpu, async (of) => (await of.open('encoder'), of.loaded))).toBe(1)
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(await networks.use(pack, cpu, async (of) => of.kept)).toBe(0)
  })

  it('never frees them under work that is going on, however long it takes', async () => {
    const networks = new LoadedNetworks(0)
    await networks.use(pack, cpu, (of) => of.open('decoder'))
    const dims = [1, 8, 1, 1]
    const image = await networks.use(pack, cpu, async (of) => {
      const decoder = await of.open('decoder')
      await new Promise((resolve) => setTimeout(resolve, 20))
      const latent = { dims, data: new Float32Array(8) }
      const reference = { dims: [1, 4, 8, 8], data: new Float32Array(256) }
      return (await decoder.run({ latent, reference }, { image: null })).image
    })
    expect(image.dims).toEqual([1, 3, 8, 8])
  })

  it('keeps nothing beside the network in use where they lie in memory one by one, whatever was before', async () => {
    const networks = new LoadedNetworks(60_000)
    await networks.use(pack, cpu, async (of) => (await of.open('denoiser'), of.open('decoder')))
    const canceled = networks.use(pack, cpu, async (of) => {
      await of.arrange('one-by-one')
      await of.open('encoder')
      expect(of.loaded).toBe(1)
      throw Object.assign(new Error('canceled'), { name: 'AbortError' })
    })
    await expect(canceled).rejects.toThrow('canceled')
    expect(await networks.use(pack, cpu, async (of) => of.kept)).toBe(0)
    await networks.use(pack, cpu, (of) => of.open('denoiser'))
    await networks.use(pack, cpu, async (of) => {
      await of.arrange('one-by-one')
      await of.open('encoder')
      await of.done('encoder')
    })
    expect(await networks.use(pack, cpu, async (of) => of.kept)).toBe(0)
  })

  it('lets one work after another, so that none loses its networks to another pack', async () => {
    const networks = new LoadedNetworks(60_000)
    const order: string[] = []
    const work = (name: string, threads: number): Promise<number> =>
      networks.use(pack, { ...cpu, threads }, async (of) => {
        order.push(`${name} starts`)
        await of.open('encoder')
        order.push(`${name} ends`)
        return of.kept
      })
    expect(await Promise.all([work('a', 1), work('b', 2), work('c', 2)])).toEqual([0, 0, 1])
    expect(order).toEqual(['a starts', 'a ends', 'b starts', 'b ends', 'c starts', 'c ends'])
  })
})
