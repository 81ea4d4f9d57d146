import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import { rolldown } from 'rolldown'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { digests } from './digests.ts'

const POSE_FILE = fileURLToPath(new URL('../../fixtures/poses/0c9b371cc6225682_svd.txt', import.meta.url))
const SOURCE = fileURLToPath(new URL('digests-program.ts', import.meta.url))

let folder: string
let program: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'craneshot-digests-'))
  program = join(folder, 'digests.mjs')
  const bundle = await rolldown({ input: SOURCE, platform: 'node' })
  await bundle.write({ file: program, format: 'esm' })
  await bundle.close()
})

afterAll(() => rm(folder, { recursive: true, force: true }))

async function inCommand(flags: readonly string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, program, POSE_FILE])
  return JSON.parse(stdout)
}

async function inWorker(): Promise<unknown> {
  const worker = new Worker(program, { workerData: POSE_FILE })
  const [message] = await once(worker, 'message')
  await worker.terminate()
  return message
}

describe('the camera embedding', () => {
  it('has the same bits in a worker, in a command and here', async () => {
    const here = await digests(await readFile(POSE_FILE, 'utf8'))
    expect(here.fromMoves).toMatch(/^[0-9a-f]{64}$/)
    expect(here.fromPoses).not.toBe(here.fromMoves)
    expect(await inWorker()).toEqual(here)
    expect(await inCommand([])).toEqual(here)
  })

  it('has the same bits interpreted and compiled', async () => {
    const compiled = await inCommand(['--always-turbofan'])
    expect(await inCommand(['--jitless'])).toEqual(compiled)
  })

  it('has the bits that every machine must have', async () => {
    // Recorded once: another value on any machine would make it refuse the specs of all others.
    const { fromPoses } = await digests(await readFile(POSE_FILE, 'utf8'))
    expect(fromPoses).toBe('b77e201f8d840ccf76214c623d5d288dec44f25935c32e00e768023387cc8919')
  })
})
