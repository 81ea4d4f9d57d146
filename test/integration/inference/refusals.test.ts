import { createHash } from 'node:crypto'
import { cpSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { GenerateInput } from '../../../core/contract/inference.ts'
import type { PackManifest } from '../../../core/contract/pack.ts'
import type { ErrorCode } from '../../../core/texts/errors.ts'
import { errorText } from '../../../core/texts/language.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { copyGraph } from '../../support/weights/add-graph.ts'
import { generateShot, newClient, tinyPack, writeShot } from './shot.ts'

const client = newClient()
afterAll(() => client.close())

/** A copy of the tiny pack to damage; golden tensors are left behind. */
function packCopy(): string {
  const folder = join(temporaryFolder(), 'pack')
  cpSync(tinyPack, folder, { recursive: true, filter: (source) => !source.includes('golden') })
  return folder
}

function editManifest(folder: string, edit: (manifest: PackManifest) => unknown): void {
  const file = join(folder, 'pack.json')
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as PackManifest
  writeFileSync(file, JSON.stringify(edit(manifest) ?? manifest))
}

/** The named error of a job, after which the same process makes a good take. */
async function refusal(input: GenerateInput): Promise<{ code: string; details: Record<string, unknown> }> {
  const thrown = await generateShot(client, input).catch((error: unknown) => error)
  const good = await writeShot(temporaryFolder())
  expect((await generateShot(client, good)).frames).toHaveLength(3)
  return thrown as { code: string; details: Record<string, unknown> }
}

describe('a damaged pack is refused by name, and the next job works', () => {
  it('no pack there', async () => {
    const input = await writeShot(temporaryFolder())
    expect(await refusal({ ...input, packFolder: '/nowhere' })).toMatchObject({ code: 'inference.pack-missing' })
  })

  it('a model file is gone', async () => {
    const packFolder = packCopy()
    rmSync(join(packFolder, 'decoder.onnx'))
    const error = await refusal(await writeShot(temporaryFolder(), { packFolder }))
    expect(error).toMatchObject({ code: 'inference.pack-file-missing', details: { file: 'decoder.onnx' } })
  })

  it('a model file is cut off', async () => {
    const packFolder = packCopy()
    truncateSync(join(packFolder, 'denoiser.onnx'), 5000)
    const error = await refusal(await writeShot(temporaryFolder(), { packFolder }))
    expect(error).toMatchObject({ code: 'inference.pack-file-changed', details: { file: 'denoiser.onnx' } })
  })

  it('a model file is a link out of the pack', async () => {
    const packFolder = packCopy()
    rmSync(join(packFolder, 'encoder.onnx'))
    symlinkSync(join(tinyPack, 'encoder.onnx'), join(packFolder, 'encoder.onnx'))
    const error = await refusal(await writeShot(temporaryFolder(), { packFolder }))
    expect(error).toMatchObject({ code: 'inference.pack-file-escapes', details: { file: 'encoder.onnx' } })
  })

  it.each([
    ['is no model', Buffer.from('not a graph'), 'inference.pack-unreadable'],
    // Field 1, the version of the format, and nothing else.
    ['is a model without a graph', Buffer.of(0x08, 0x08), 'inference.model-unreadable'],
  ])('a file %s although its hash is right', async (_, content, code) => {
    const packFolder = packCopy()
    writeFileSync(join(packFolder, 'encoder.onnx'), content)
    editManifest(packFolder, ({ components }) => {
      components['encoder']!.bytes = content.length
      components['encoder']!.sha256 = createHash('sha256').update(content).digest('hex')
    })
    const error = await refusal(await writeShot(temporaryFolder(), { packFolder }))
    expect(error).toMatchObject({ code, details: { file: 'encoder.onnx' } })
  })

  it('a graph has other inputs than the manifest says', async () => {
    const packFolder = packCopy()
    editManifest(packFolder, ({ components }) => {
      components['decoder']!.inputs[1]!.shape = ['count', 5, 'height', 'width']
    })
    const error = await refusal(await writeShot(temporaryFolder(), { packFolder }))
    expect(error).toMatchObject({ code: 'inference.pack-interface', details: { file: 'decoder.onnx' } })
    expect(error.details['reason']).toContain('input reference is float32 [count, 4, height, width]')
  })

  it.each([
    ['other names', 'latens', 'the graph gives no tensor latent'],
    ['other shapes', 'latent', 'output latent is float32 [1, 3, 64, 64], not float32 [1, 8, 8, 8]'],
  ])('a graph and its manifest have %s than the family', async (_, output, reason) => {
    const packFolder = packCopy()
    const graph = copyGraph('image', output)
    writeFileSync(join(packFolder, 'encoder.onnx'), graph)
    editManifest(packFolder, ({ components }) => {
      const { inputs } = components['encoder']!
      const sha256 = createHash('sha256').update(graph).digest('hex')
      const outputs = [{ ...inputs[0]!, name: output }]
      components['encoder'] = { file: 'encoder.onnx', sha256, bytes: graph.length, inputs, outputs }
    })
    const error = await refusal(await writeShot(temporaryFolder(), { packFolder }))
    expect(error).toMatchObject({ code: 'inference.pack-interface', details: { file: 'encoder.onnx', reason } })
  })

  it('a manifest has the scheduler of another family', async () => {
    const packFolder = packCopy()
    editManifest(packFolder, (manifest) => ({ ...manifest, scheduler: { kind: 'flow-euler', shift: 1 } }))
    const error = await refusal(await writeShot(temporaryFolder(), { packFolder }))
    expect(error).toMatchObject({ code: 'inference.pack-manifest', details: { folder: packFolder } })
  })
})

describe('a spec that cannot be made is refused by name, and the next job works', () => {
  it('the camera embedding differs from the one the shot was made with', async () => {
    const input = await writeShot(temporaryFolder())
    const cameras = input.spec.sampleCameras.map((camera) => ({ ...camera, intrinsics: [65, 65, 32, 32] }))
    const spec = { ...input.spec, sampleCameras: cameras }
    expect(await refusal({ ...input, spec })).toMatchObject({ code: 'inference.embedding-differs' })
  })

  it('the pack is not the one of the spec', async () => {
    const input = await writeShot(temporaryFolder())
    const packFolder = packCopy()
    editManifest(packFolder, (manifest) => ({ ...manifest, version: '0.1.1' }))
    expect(await refusal({ ...input, packFolder })).toMatchObject({ code: 'inference.pack-differs' })
  })

  it('the picture or the depth changed', async () => {
    const input = await writeShot(temporaryFolder())
    writeFileSync(input.depthFile, new Uint8Array(64 * 64 * 4))
    expect(await refusal(input)).toMatchObject({ code: 'inference.raster-changed', details: { file: input.depthFile } })
    rmSync(input.pictureFile)
    expect(await refusal(input)).toMatchObject({ code: 'inference.raster-missing' })
  })

  it('the size does not suit the model', async () => {
    const input = await writeShot(temporaryFolder())
    const spec = { ...input.spec, size: { width: 96, height: 64 } }
    expect(await refusal({ ...input, spec })).toMatchObject({ code: 'inference.size', details: { multiple: 64 } })
  })

  it('there is too little memory, and what it proposes then runs', async () => {
    const input = await writeShot(temporaryFolder(), { samples: 32, width: 128 })
    const memoryLimitBytes = 190e6
    const error = await refusal({ ...input, memoryLimitBytes })
    expect(error.code).toBe('inference.memory')
    expect(errorText('inference.memory', error.details as Record<string, number>, 'en')).not.toContain('{{')
    const { width, height, frames } = error.details as { width: number; height: number; frames: number }
    const smaller = await writeShot(temporaryFolder(), { width, height, samples: frames })
    expect((await generateShot(client, { ...smaller, memoryLimitBytes })).frames).toHaveLength(frames)
    expect(await refusal({ ...input, memoryLimitBytes: 1e6 })).toMatchObject({ code: 'inference.memory-none' })
  })

  it('there is too little memory on the card, and the same model in half precision would fit', async () => {
    const input = await writeShot(temporaryFolder(), { samples: 32, width: 128 })
    const cost = { baseBytes: 100e6, perPixelFrameBytes: 100, perPixelChunkBytes: 0, source: 'estimate' } as const
    const halfPrecision = { id: 'some-half', name: 'Some, half precision', installed: false, cost }
    const short = { ...input, deviceMemoryBytes: 190e6, halfPrecision }
    const error = await refusal(short)
    expect(error.code).toBe('inference.memory-half-add')
    const there = await refusal({ ...short, halfPrecision: { ...halfPrecision, installed: true } })
    expect(there).toMatchObject({ code: 'inference.memory-half', details: { id: 'some-half' } })
    for (const { code, details } of [error, there])
      for (const language of ['en', 'ko'] as const) {
        const words = errorText(code as ErrorCode, details as Record<string, number>, language)
        expect(words).not.toContain('{{')
        expect(words).toContain(`${details['neededMegabytes'] as number} MB`)
        expect(words).toContain(`${details['halfMegabytes'] as number} MB`)
      }
  })

  it('frames cannot be written', async () => {
    const input = await writeShot(temporaryFolder())
    rmSync(input.framesFolder, { recursive: true })
    const error = await refusal(input)
    expect(error).toMatchObject({ code: 'inference.frame-write', details: { reason: 'ENOENT' } })
  })

  it('the provider does not work here', async () => {
    const input = await writeShot(temporaryFolder())
    const error = await refusal({ ...input, provider: 'coreml' })
    expect(error).toMatchObject({ code: 'inference.model-unreadable', details: { provider: 'coreml' } })
  })
})
