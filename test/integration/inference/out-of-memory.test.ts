import { beforeAll, expect, test } from 'vitest'
import { inferenceEnds, ProcessClient } from '../../../main/jobs/process-client.ts'
import { forkWorker } from '../../../main/jobs/worker-process.ts'
import { bundleProgram } from '../../support/kills/bundle-studio.ts'
import { newContext } from './shot.ts'

let program = ''

beforeAll(async () => {
  const bundle = await bundleProgram(new URL('programs/greedy-worker.ts', import.meta.url))
  program = bundle.program
  return bundle.remove
})

test('a worker that takes too much memory in the middle of a run is ended, and its task says why', async () => {
  const client = new ProcessClient({ start: () => forkWorker(program), ...inferenceEnds })
  await expect(client.run('anything', null, newContext())).rejects.toMatchObject({ code: 'inference.out-of-memory' })
})
