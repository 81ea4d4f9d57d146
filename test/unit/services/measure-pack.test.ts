import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { WorkerReply } from '../../../core/contract/inference.ts'
import { parsePackManifest } from '../../../core/contract/pack-text.ts'
import { takeMachineLock } from '../../../main/jobs/machine-lock.ts'
import { JobQueue } from '../../../main/jobs/queue.ts'
import type { WorkerProcess } from '../../../main/jobs/worker-process.ts'
import { measurePack } from '../../../main/services/models/measure-pack.ts'
import { writeMeasured } from '../../../main/services/models/measured-packs.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { tinyPack } from '../../support/take.ts'

const manifestSha256 = '0'.repeat(64)
const manifest = parsePackManifest(readFileSync(path.join(tinyPack, 'pack.json'), 'utf8'), tinyPack)
const pack = { folder: tinyPack, manifest, manifestSha256 }
const quiet = { signal: new AbortController().signal, report: () => undefined }

/** An inference process that says of its first step that it took a thousand seconds. */
function compilingWorker(): WorkerProcess {
  let tell = (_reply: WorkerReply): void => undefined
  const nothing = (): void => undefined
  const post = (message: unknown): void => {
    const { id } = message as { id: number }
    for (const done of [0, 1, 2]) {
      const progress = { stage: 'inference.denoise', fraction: 0, step: { done, total: 2 } }
      tell({ id, type: 'progress', progress })
    }
    const stageMilliseconds = { 'inference.denoise': 1e6 }
    tell({ id, type: 'done', output: { frames: [], coverage: [], stageMilliseconds, peakMemoryBytes: 1e8 } })
  }
  const onMessage = (listener: (message: unknown) => void): void => void (tell = listener)
  return { post, onMessage, onExit: nothing, kill: nothing, holdParent: nothing }
}

test('a model’s pace is that of a step after the first', async () => {
  const queue = new JobQueue({ lockFile: path.join(temporaryFolder(), 'generation.lock') })
  const measure = measurePack({ startInference: compilingWorker, cacheFolder: temporaryFolder(), queue })
  const { table } = await measure({ pack, provider: 'cpu', threads: 1, earlier: null }, quiet)
  expect(table.runs.length).toBeGreaterThan(1)
  for (const { stepMilliseconds } of table.runs) expect(stepMilliseconds).toBeLessThan(1e5)
})

test('measuring waits while another program generates', async () => {
  const lockFile = path.join(temporaryFolder(), 'generation.lock')
  const release = await takeMachineLock(lockFile, { signal: quiet.signal })
  let started = 0
  const startInference = (): WorkerProcess => {
    started++
    return compilingWorker()
  }
  const measure = measurePack({ startInference, cacheFolder: temporaryFolder(), queue: new JobQueue({ lockFile }) })
  const measured = measure({ pack, provider: 'cpu', threads: 1, earlier: null }, quiet)
  await expect.poll(() => existsSync(`${lockFile}.waiting`)).toBe(true)
  expect(started).toBe(0)
  await release()
  expect((await measured).table.runs).toHaveLength(started)
})

test('a place that cannot be written is named', async () => {
  const folder = path.join(temporaryFolder(), 'measured')
  writeFileSync(folder, 'no folder')
  const table = { format: 'craneshot-measured', version: 1, manifestSha256, at: 1, runs: [] } as const
  const refused = writeMeasured(folder, { ...table, runs: [] })
  await expect(refused).rejects.toMatchObject({ code: 'weights.unwritable', details: { folder, reason: 'EEXIST' } })
})
