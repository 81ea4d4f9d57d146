import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { isAbort } from '../../../core/contract/errors.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import { forkWorker } from '../../../main/jobs/worker-process.ts'
import { addPack, type AddedPack, type AddPackInput } from '../../../main/services/models/add-pack.ts'
import { checkPack } from '../../../main/services/models/check-pack.ts'
import { findPackById } from '../../../main/services/models/models.ts'
import type { PackUse } from '../../../main/services/models/pack-use.ts'
import { removePack } from '../../../main/services/models/remove-pack.ts'
import { readPack } from '../../../native-models/packs/loader.ts'
import { openNetwork } from '../../../native-models/packs/open-network.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { aNewJob } from '../../unit/queue/a-list.ts'
import { floats, headerAndData } from '../../support/weights/safetensors-file.ts'
import { digestOf, writeTemplates, writeUserFiles, type UserFiles } from '../../support/weights/user-files.ts'

const inferenceProgram = fileURLToPath(new URL('../../../out/inference-worker.mjs', import.meta.url))
const quiet = { signal: new AbortController().signal, report: () => undefined }

const nobody: PackUse = { jobs: () => Promise.resolve([]), generates: () => Promise.resolve(false) }

class Adding {
  readonly root = temporaryFolder()
  readonly templatesFolder = writeTemplates(this.root)
  readonly packs = { embeddedPack: path.join(this.root, 'none'), userPacks: path.join(this.root, 'models') }
  chosen: UserFiles = writeUserFiles(this.root)
  use: PackUse = nobody

  async add(input: Partial<AddPackInput> = {}, context: TaskContext = quiet): Promise<AddedPack> {
    const startProbe = (): ReturnType<typeof forkWorker> => forkWorker(inferenceProgram, { silent: true })
    const { templatesFolder, packs, chosen } = this
    const all = {
      family: 'svd-cameractrl',
      chosen: { ...chosen },
      precision: 'full' as const,
      copy: false,
      overwrite: false,
      ...input,
    }
    return addPack(all, { packs, templatesFolder, startProbe, use: this.use }, context)
  }

  /** The refusal, and what is in the folder of packs after it. */
  async refusal(
    input: Partial<AddPackInput> = {},
  ): Promise<{ code: string; details: Record<string, unknown>; left: string[] }> {
    const thrown = await this.add(input).catch((error: unknown) => error)
    const { code, details } = thrown as { code: string; details: Record<string, unknown> }
    return { code, details, left: this.left() }
  }

  left(): string[] {
    return existsSync(this.packs.userPacks) ? readdirSync(this.packs.userPacks) : []
  }

  unet(): string {
    return path.join(this.chosen.svd, 'unet/diffusion_pytorch_model.safetensors')
  }
}

/** What `x + w` gives for zeros: the weights as the runtime reads them. */
async function weightsIn(folder: string, component: string): Promise<number[]> {
  const pack = await readPack(folder, { 'svd-cameractrl': [component] })
  const network = await openNetwork(pack, component, { provider: 'cpu', threads: 1 })
  const { y } = await network.run({ x: { dims: [4], data: new Float32Array(4) } }, { y: [4] })
  await network.release()
  return [...y.data]
}

describe('adding a model', () => {
  it('reads each kind of file, and the numbers that come out are those that were in it', async () => {
    const adding = new Adding()
    const { folder, files, tried, manifest } = await adding.add()
    expect(adding.left()).toEqual(['adding-up'])
    expect(await weightsIn(folder, 'image_encoder')).toEqual([0, 0.5, 1, 1.5])
    expect(await weightsIn(folder, 'vae_decoder')).toEqual([1, 2, 3, 4])
    expect(await weightsIn(folder, 'pose_encoder')).toEqual([0, 2, 4, 6])
    expect(await weightsIn(folder, 'denoiser')).toEqual([0, 1, 2, 3])
    expect(files.map(({ file, how }) => [file, how])).toEqual([
      ['weights/image_encoder.safetensors', 'linked'],
      ['weights/vae.bin', 'written'],
      ['weights/cameractrl.bin', 'written'],
      ['weights/unet.safetensors', 'linked'],
    ])
    for (const { file, sha256, bytes } of files) {
      const content = readFileSync(path.join(folder, file))
      expect([digestOf(content), content.length]).toEqual([sha256, bytes])
    }
    expect(statSync(path.join(folder, 'weights/unet.safetensors')).ino).toBe(statSync(adding.unet()).ino)
    expect(tried.map(({ component, milliseconds }) => [component, milliseconds !== null])).toEqual(
      Object.keys(manifest.components).map((component) => [component, true]),
    )
    expect(manifest.credits.map(({ licence }) => licence)).toContain('Stable Video Diffusion Community License')
  })

  it('writes bytes of its own when asked to, or when nothing can be linked', async () => {
    const adding = new Adding()
    const { folder, files } = await adding.add({ copy: true })
    expect(files.some(({ how }) => how === 'linked')).toBe(false)
    rmSync(adding.chosen.svd, { recursive: true })
    expect(await weightsIn(folder, 'denoiser')).toEqual([0, 1, 2, 3])
  })

  it('names every tensor that differs, and leaves nothing', async () => {
    const adding = new Adding()
    adding.chosen = writeUserFiles(path.join(adding.root, 'other'), {
      w: floats([5]),
      'transformer_blocks.0.attn2.to_k.weight': floats([1]),
      more: floats([1]),
    })
    const { code, details, left } = await adding.refusal()
    expect([code, left]).toEqual(['weights.differ', []])
    expect(details).toMatchObject({ model: 'Adding up', missing: 0, mismatched: 1, extra: 1 })
    expect(details['list']).toBe('  ≠ unet: w F32 [5] → [4]\n  + unet: more')
  })

  it('names a missing file, a damaged one, a family it does not know', async () => {
    const adding = new Adding()
    truncateSync(adding.unet(), 20)
    expect(await adding.refusal()).toMatchObject({
      code: 'weights.safetensors-damaged',
      details: { file: adding.unet() },
    })
    rmSync(adding.unet())
    const file = 'unet/diffusion_pytorch_model.fp16.safetensors'
    expect(await adding.refusal()).toMatchObject({ code: 'weights.source-missing', details: { file }, left: [] })
    expect(await adding.refusal({ family: 'constructor' })).toMatchObject({ code: 'weights.no-template' })
  })

  it('refuses downloads for clips of different lengths', async () => {
    const adding = new Adding()
    const template = path.join(adding.templatesFolder, 'svd-cameractrl/template.json')
    const text = readFileSync(template, 'utf8')
    writeFileSync(template, text.replace('state_dict.w","shape":[4]', 'state_dict.w","shape":["frames"]'))
    writeFileSync(path.join(adding.chosen.svd, 'unet/config.json'), '{"num_frames":25}')
    expect(await adding.refusal()).toMatchObject({ code: 'weights.clip-length', details: { told: 25, frames: 4 } })
    writeFileSync(path.join(adding.chosen.svd, 'unet/config.json'), '{"num_frames":4}')
    expect((await adding.add()).manifest.id).toBe('adding-up')
  })

  it('takes no weights that give no numbers', async () => {
    const adding = new Adding()
    const bytes = new Uint8Array(Float32Array.of(1, Number.NaN, 0, 0).buffer)
    adding.chosen = writeUserFiles(path.join(adding.root, 'other'), { w: { dtype: 'F32', shape: [4], bytes } })
    const details = { component: 'denoiser', reason: 'y: NaN' }
    expect(await adding.refusal()).toEqual({ code: 'weights.self-test', details, left: [] })
  })

  it('refuses at once what the disk cannot hold', async () => {
    const adding = new Adding()
    // A file with a hole: terabytes that no disk has to hold, in a type that must be written anew.
    const count = 2 ** 40
    const header = JSON.stringify({ w: { dtype: 'BF16', shape: [count], data_offsets: [0, 2 * count] } })
    writeFileSync(adding.unet(), headerAndData(header, []))
    truncateSync(adding.unet(), 8 + header.length + 2 * count)
    const template = path.join(adding.templatesFolder, 'svd-cameractrl/template.json')
    const text = readFileSync(template, 'utf8')
    writeFileSync(template, text.replace('"key":"w","shape":[4]', `"key":"w","shape":[${count}]`))
    const details = {
      folder: adding.packs.userPacks,
      neededMegabytes: Math.ceil((4 * count + 268_435_456 + 64 + 64) / 1e6),
    }
    const { code, details: found, left } = await adding.refusal()
    expect([code, found['folder'], left]).toEqual(['weights.disk-space', details.folder, []])
    expect(Number(found['neededMegabytes'])).toBeCloseTo(details.neededMegabytes, -1)
  })

  it('stops when it is cancelled, and leaves nothing', async () => {
    const adding = new Adding()
    const controller = new AbortController()
    const report = ({ stage }: { stage: string }): void => {
      if (stage === 'models.try') controller.abort()
    }
    const thrown = await adding.add({}, { signal: controller.signal, report }).catch((error: unknown) => error)
    expect(isAbort(thrown)).toBe(true)
    expect(adding.left()).toEqual([])
  })

  it('replaces a model of the same name only when asked to', async () => {
    const adding = new Adding()
    await adding.add()
    await expect(adding.add()).rejects.toMatchObject({ code: 'weights.installed', details: { id: 'adding-up' } })
    const { folder } = await adding.add({ overwrite: true, copy: true })
    expect(adding.left()).toEqual(['adding-up'])
    expect(await weightsIn(folder, 'denoiser')).toEqual([0, 1, 2, 3])
  })
})

describe('a folder that has the name of the model already', () => {
  it('is replaced only when asked to, even if it is no model that can be read', async () => {
    const adding = new Adding()
    const place = path.join(adding.packs.userPacks, 'adding-up')
    mkdirSync(place, { recursive: true })
    writeFileSync(path.join(place, 'unet.safetensors'), 'the only copy')
    expect(await adding.refusal()).toMatchObject({ code: 'weights.installed', details: { folder: place } })
    expect(readdirSync(place)).toEqual(['unet.safetensors'])
    expect((await adding.add({ overwrite: true })).folder).toBe(place)
    expect(adding.left()).toEqual(['adding-up'])
  })
})

describe('a model that is to be replaced', () => {
  it('stays while a take needs it, or a command generates with nobody knows which', async () => {
    const adding = new Adding()
    await adding.add()
    const { manifestSha256 } = await findPackById('adding-up', adding.packs)
    const job = aNewJob('Crane up', { pack: { id: 'adding-up', version: '1', manifestSha256 } })
    const use = (state: 'waiting' | 'running' | 'done', generates: boolean): PackUse => ({
      jobs: () => Promise.resolve([{ ...job, state }]),
      generates: () => Promise.resolve(generates),
    })
    const replacing = async (by: PackUse): Promise<unknown> => {
      adding.use = by
      return adding.add({ overwrite: true }).then(
        () => 'replaced',
        (thrown: { code: string }) => thrown.code,
      )
    }
    expect(await replacing(use('waiting', false))).toBe('weights.in-use')
    expect(await replacing(use('running', true))).toBe('weights.in-use')
    expect(await replacing(use('done', true))).toBe('weights.generating')
    expect(await replacing(use('done', false))).toBe('replaced')
  })
})

describe('an added model', () => {
  it('is refused when a file of it was changed, and found whole again when it was only touched', async () => {
    const adding = new Adding()
    const { folder } = await adding.add()
    const pack = await findPackById('adding-up', adding.packs)
    utimesSync(adding.unet(), new Date(), new Date(Date.now() - 60_000))
    expect(await weightsIn(folder, 'denoiser')).toEqual([0, 1, 2, 3])
    expect(await checkPack(pack, quiet)).toBe(9)
    const bytes = readFileSync(adding.unet())
    bytes.writeFloatLE(9, bytes.length - 4)
    writeFileSync(adding.unet(), bytes)
    const details = { file: 'weights/unet.safetensors' }
    await expect(checkPack(pack, quiet)).rejects.toMatchObject({ code: 'inference.pack-file-changed', details })
    await expect(weightsIn(folder, 'denoiser')).rejects.toMatchObject({ code: 'inference.pack-file-changed', details })
  })

  it('can be removed, and the downloads stay', async () => {
    const adding = new Adding()
    await adding.add()
    const { packs } = adding
    const removing = { packs, use: nobody }
    await expect(removePack('other', removing)).rejects.toMatchObject({ details: { known: 'adding-up' } })
    await removePack('adding-up', removing)
    expect(adding.left()).toEqual([])
    expect(readFileSync(adding.unet()).length).toBeGreaterThan(0)
  })
})
