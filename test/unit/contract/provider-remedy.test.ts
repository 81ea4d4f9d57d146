import { expect, test } from 'vitest'
import { providerSchema } from '../../../core/contract/inference.ts'
import { isProviderOf, providerFault } from '../../../core/contract/provider-remedy.ts'
import { candidateProviders } from '../../../main/services/models/providers.ts'

const failed = (reason: string) => ({ works: false, reason })

test.for([
  ['cuda', 'libonnxruntime_providers_cuda.so is not there (… Failed to load shared library)', 'cuda-not-installed'],
  ['cuda', 'libonnxruntime_providers_cuda.so needs libcudnn.so.9 (… Failed to load shared library)', 'cuda-libraries'],
  ['cuda', 'CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version', 'driver-missing'],
  ['cuda', 'CUDA failure 2: out of memory', 'out-of-memory'],
  [
    'webgpu',
    'RequestAdapterStatus::Success was false. Failed to get a WebGPU adapter: No supported adapters',
    'no-adapter',
  ],
  ['webgpu', 'the process ended: SIGSEGV', 'crashes'],
  ['webgpu', 'no answer', 'hangs'],
  ['webgpu', 'numbers differ by 0.25', 'wrong-numbers'],
  ['webgpu', 'something nobody has seen', 'unknown'],
  ['dml', 'backend not found.', 'elsewhere'],
] as const)('on Linux %s with “%s” is %s', ([provider, reason, fault]) => {
  expect(providerFault(provider, failed(reason), 'linux')).toBe(fault)
})

test('what works has no fault', () => {
  expect(providerFault('cuda', { works: true, reason: '' }, 'linux')).toBeNull()
})

test('every system tries what it may have, and nothing else', () => {
  for (const platform of ['linux', 'win32', 'darwin'] as const) {
    const tried = ['cpu', ...candidateProviders(platform)].toSorted()
    expect(providerSchema.options.filter((provider) => isProviderOf(provider, platform)).toSorted()).toEqual(tried)
  }
})
