import { expect, test } from 'vitest'

/** Another language to TypeScript; its own check is that of scripts. */
const script = new URL('../../../scripts/gpu-cuda.mjs', import.meta.url).href
const { refusal } = (await import(script)) as {
  refusal(facts: {
    platform: string
    architecture: string
    package: string
    version: string | null
    offered: readonly string[]
  }): string | null
}

const here = {
  platform: 'linux',
  architecture: 'x64',
  package: 'onnxruntime-node',
  version: '1.30.0',
  offered: ['1.30.0'],
}

test('the libraries are fetched where they are of the runtime’s own version', () => {
  expect(refusal(here)).toBeNull()
})

test('other systems are told what works there, and nothing is fetched', () => {
  expect(refusal({ ...here, platform: 'win32' })).toMatch(/DirectML and WebGPU/)
  expect(refusal({ ...here, platform: 'darwin', architecture: 'arm64' })).toMatch(/Linux x64 only/)
  expect(refusal({ ...here, architecture: 'arm64' })).toMatch(/Linux x64 only/)
})

test('libraries of another version are not fetched: they would not load', () => {
  expect(refusal({ ...here, offered: ['1.29.1'] })).toMatch(/1\.30\.0.*1\.29\.1/)
  expect(refusal({ ...here, version: null })).toMatch(/npm ci/)
})
