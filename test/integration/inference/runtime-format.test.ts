import { readFileSync } from 'node:fs'
import path from 'node:path'
import { InferenceSession } from 'onnxruntime-node'
import { expect, test } from 'vitest'
import { Network } from '../../../native-models/runtime/network.ts'
import { probeGraph } from '../../../native-models/runtime/probe-graph.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** The probe's graph as ONNX Runtime writes it for itself: no Protocol Buffers, so that nobody has looked through it. */
async function graphOfTheRuntime(): Promise<Uint8Array> {
  const file = path.join(temporaryFolder(), 'probe.ort')
  const extra = { session: { save_model_format: 'ORT' } }
  const session = await InferenceSession.create(probeGraph(1), {
    optimizedModelFilePath: file,
    graphOptimizationLevel: 'disabled',
    extra,
  })
  await session.release()
  return readFileSync(file)
}

test('a graph in the runtime’s own format is refused', async () => {
  const bytes = await graphOfTheRuntime()
  expect(Buffer.from(bytes.subarray(4, 8)).toString()).toBe('ORTM')
  const loaded = Network.load({ file: 'probe', bytes }, { provider: 'cpu', threads: 1 })
  await expect(loaded).rejects.toMatchObject({ code: 'inference.model-unreadable', details: { file: 'probe' } })
})
