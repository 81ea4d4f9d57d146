import { expect, test } from 'vitest'
import { expectSuccess } from '../../support/command-line.ts'
import { places } from '../../../main/services/places.ts'

async function json(...words: string[]): Promise<Record<string, never>> {
  return JSON.parse((await expectSuccess([...words, '--json'])).standardOutput)
}

test('doctor tells what works here, found by trying', async () => {
  const report = await json('doctor')
  expect(report).toMatchObject({
    ok: true,
    versions: { craneshot: expect.stringMatching(/^\d+\.\d+\.\d+/), node: process.versions.node },
    processor: { cores: expect.any(Number) },
    memory: { totalBytes: expect.any(Number), freeBytes: expect.any(Number) },
    encoders: { libx264: true, prores_ks: true, 'libvpx-vp9': true },
    places: places(),
  })
  const providers: { provider: string; works: boolean; reason: string; fault: string | null }[] = report['providers']!
  expect(providers.map(({ provider }) => provider).toSorted()).toEqual(['coreml', 'cpu', 'cuda', 'dml', 'webgpu'])
  // Whatever does not work has a cause that is told in words, with what to do.
  for (const { works, fault } of providers) expect(fault === null).toBe(works)
  expect(providers[0]).toMatchObject({ provider: 'cpu', works: true, reason: '' })
  for (const { works, reason } of providers) expect(works || reason.length > 0).toBe(true)
})

test('doctor’s table names the same providers', async () => {
  const { standardOutput, standardError } = await expectSuccess(['doctor'])
  expect(standardOutput).toMatch(/^ {2}cpu +works/m)
  expect(standardOutput).toMatch(/^ {2}webgpu +(works|not here: .+)/m)
  expect(standardError).not.toMatch(/vk|onnxruntime/i)
})

test('models lists the embedded pack, and where others go', async () => {
  const { models, folder } = await json('models')
  expect(folder).toBe(places().models)
  expect(models![0]).toMatchObject({ origin: 'embedded' })
})

test('version is the package’s', async () => {
  const { standardOutput } = await expectSuccess(['version'])
  expect(standardOutput).toMatch(/^\d+\.\d+\.\d+\n$/)
})
