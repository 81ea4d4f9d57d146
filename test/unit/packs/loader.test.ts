import { createHash } from 'node:crypto'
import { mkdirSync, renameSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkedBytes, readPack } from '../../../native-models/packs/loader.ts'

const FAMILIES = { 'craneshot-embedded': ['encoder'] }
const CONTENT = 'some bytes'
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

let root: string
let folder: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'craneshot-pack-'))
  folder = join(root, 'pack')
  mkdirSync(folder)
  writeFileSync(join(folder, 'encoder.onnx'), CONTENT)
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function manifest(changes: Record<string, unknown> = {}, file = 'encoder.onnx'): Record<string, unknown> {
  const tensor = { name: 'x', dtype: 'float32', shape: [1, 'height'] }
  const encoder = { file, sha256: sha256(CONTENT), bytes: CONTENT.length, inputs: [tensor], outputs: [tensor] }
  return {
    format: 'craneshot-pack',
    formatVersion: 1,
    id: 'some-pack',
    version: '1.0.0',
    family: 'craneshot-embedded',
    name: 'Some pack',
    components: { encoder },
    rayLayout: 'moment-direction',
    latent: { channels: 8, downscale: 8 },
    scheduler: { kind: 'anchored-flow', shift: 1.6 },
    steps: { draft: 3, standard: 8, fine: 12 },
    sizes: [{ width: 64, height: 64 }],
    sizeMultiple: 64,
    frames: { min: 1, max: 32, default: 16 },
    trainedRange: { maxRotationDegrees: 45, maxTranslation: 1, minFovXDegrees: 38, maxFovXDegrees: 90 },
    memory: { baseBytes: 1, perPixelFrameBytes: 1 },
    licence: 'GPL-3.0-or-later',
    credits: [],
    ...changes,
  }
}

function write(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  writeFileSync(join(folder, 'pack.json'), text)
  return text
}

const refusal = (): Promise<unknown> => readPack(folder, FAMILIES).catch((thrown: unknown) => thrown)

describe('readPack', () => {
  it('reads a manifest and names it by the hash of its bytes', async () => {
    const text = write(manifest())
    const pack = await readPack(folder, FAMILIES)
    expect(pack.manifest.id).toBe('some-pack')
    expect(pack.manifestSha256).toBe(sha256(text))
  })

  it('names a missing folder and a folder without pack.json', async () => {
    expect(await refusal()).toMatchObject({ code: 'inference.pack-missing', details: { folder } })
    expect(await readPack(join(root, 'none'), FAMILIES).catch((e: unknown) => e)).toMatchObject({
      code: 'inference.pack-missing',
    })
  })

  it('tells a pack.json that cannot be read from one that is missing, and reads no huge one', async () => {
    mkdirSync(join(folder, 'pack.json'))
    expect(await refusal()).toMatchObject({ code: 'inference.pack-unreadable', details: { folder, file: 'pack.json' } })
    rmSync(join(folder, 'pack.json'), { recursive: true })
    write(manifest())
    truncateSync(join(folder, 'pack.json'), 2 ** 40)
    const code = 'inference.pack-unreadable'
    expect(await refusal()).toMatchObject({ code, details: { reason: 'more than 1000000 bytes' } })
  })

  it.each([
    ['text that is no JSON', '{ "format":', /JSON|Unexpected/],
    ['JSON that is no object', 'null', /expected object/],
    ['a missing field', manifest({ rayLayout: undefined }), /^rayLayout: /],
    ['an unknown field', manifest({ surprise: 1 }), /surprise/],
    ['a wrong type deep inside', manifest({ frames: { min: 1, max: '32', default: 16 } }), /^frames\.max: /],
    ['a file outside the pack', manifest({}, '../encoder.onnx'), /^components\.encoder\.file: /],
    ['an absolute file', manifest({}, '/etc/passwd'), /^components\.encoder\.file: /],
    ['a file with a backslash', manifest({}, '..\\encoder.onnx'), /^components\.encoder\.file: /],
  ])('says what is wrong with %s', async (_, value, reason) => {
    write(value)
    const error = (await refusal()) as { code: string; details: { reason: string } }
    expect(error.code).toBe('inference.pack-manifest')
    expect(error.details.reason).toMatch(reason)
  })

  it('tells a newer format from damage', async () => {
    write(manifest({ formatVersion: 2, surprise: 1 }))
    expect(await refusal()).toMatchObject({ code: 'inference.pack-newer', details: { found: 2, known: 1 } })
  })

  it('names a family it does not know, whatever the name', async () => {
    for (const family of ['svd-cameractrl', 'constructor', '__proto__']) {
      write(manifest({ family }))
      expect(await refusal()).toMatchObject({ code: 'inference.pack-family', details: { family } })
    }
  })

  it('names a component that the family needs', async () => {
    write(manifest({ components: {} }))
    expect(await refusal()).toMatchObject({ code: 'inference.pack-component', details: { component: 'encoder' } })
  })
})

describe('checkedBytes', () => {
  const opened = async (file?: string): Promise<unknown> => {
    write(manifest({}, file))
    const pack = await readPack(folder, FAMILIES)
    return checkedBytes(pack, 'encoder').then(String, (thrown: unknown) => thrown)
  }

  it('gives the content of a file when it is right, also in a folder of the pack', async () => {
    expect(await opened()).toBe(CONTENT)
    mkdirSync(join(folder, 'onnx'))
    writeFileSync(join(folder, 'onnx', 'encoder.onnx'), CONTENT)
    expect(await opened('onnx/encoder.onnx')).toBe(CONTENT)
  })

  it('names a missing file', async () => {
    expect(await opened('decoder.onnx')).toMatchObject({ code: 'inference.pack-file-missing' })
  })

  it('names a file whose whole folder has gone since the pack was read', async () => {
    write(manifest())
    const pack = await readPack(folder, FAMILIES)
    renameSync(folder, `${folder}-away`)
    await expect(checkedBytes(pack, 'encoder')).rejects.toMatchObject({ code: 'inference.pack-file-missing' })
  })

  it('finds one changed byte, and another length', async () => {
    writeFileSync(join(folder, 'encoder.onnx'), 'some bytez')
    expect(await opened()).toMatchObject({ code: 'inference.pack-file-changed', details: { file: 'encoder.onnx' } })
    writeFileSync(join(folder, 'encoder.onnx'), `${CONTENT}!`)
    expect(await opened()).toMatchObject({ code: 'inference.pack-file-changed' })
  })

  it('follows links inside the pack and refuses those that leave it, in files and in folders', async () => {
    symlinkSync('encoder.onnx', join(folder, 'alias.onnx'))
    expect(await opened('alias.onnx')).toBe(CONTENT)
    writeFileSync(join(root, 'outside.onnx'), CONTENT)
    symlinkSync('../outside.onnx', join(folder, 'link.onnx'))
    expect(await opened('link.onnx')).toMatchObject({ code: 'inference.pack-file-escapes' })
    symlinkSync('..', join(folder, 'up'))
    expect(await opened('up/outside.onnx')).toMatchObject({ code: 'inference.pack-file-escapes' })
  })

  it('names what is no file, and links in a circle', async () => {
    mkdirSync(join(folder, 'decoder.onnx'))
    expect(await opened('decoder.onnx')).toMatchObject({ code: 'inference.pack-unreadable' })
    symlinkSync('b.onnx', join(folder, 'a.onnx'))
    symlinkSync('a.onnx', join(folder, 'b.onnx'))
    const details = { file: 'a.onnx', reason: 'ELOOP' }
    expect(await opened('a.onnx')).toMatchObject({ code: 'inference.pack-unreadable', details })
  })
})
