import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { checkPack } from '../../../main/services/models/check-pack.ts'
import type { AnyPack } from '../../../main/services/models/read-manifest.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const quiet = { signal: new AbortController().signal, report: () => undefined }
const content = Buffer.from('four')

/** A pack of one file, as far as the check looks at it. */
function aPack(): AnyPack & { readonly file: string } {
  const folder = temporaryFolder()
  const component = { file: 'one.onnx', bytes: 4, sha256: createHash('sha256').update(content).digest('hex') }
  const file = path.join(folder, 'one.onnx')
  writeFileSync(file, content)
  return { folder, file, manifest: { components: { one: component } } } as unknown as ReturnType<typeof aPack>
}

test('a file that is longer, shorter or another is not the pack’s', async () => {
  const pack = aPack()
  expect(await checkPack(pack, quiet)).toBe(1)
  for (const other of ['fours', 'fou', 'five']) {
    writeFileSync(pack.file, other)
    await expect(checkPack(pack, quiet)).rejects.toMatchObject({ code: 'inference.pack-file-changed' })
  }
  rmSync(pack.file)
  await expect(checkPack(pack, quiet)).rejects.toMatchObject({ code: 'inference.pack-file-missing' })
})

test.skipIf(process.platform === 'win32')(
  'nobody waits for a pipe (skipped: Windows has none in folders)',
  async () => {
    const pack = aPack()
    rmSync(pack.file)
    expect(spawnSync('mkfifo', [pack.file]).status).toBe(0)
    await expect(checkPack(pack, quiet)).rejects.toMatchObject({ code: 'inference.pack-file-changed' })
  },
)
