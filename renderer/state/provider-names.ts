import type { Provider } from '../../core/contract/inference.ts'

/** Execution providers as their makers write them, the same in every language. */
export const providerNames: Readonly<Record<Provider, string>> = {
  cpu: 'CPU',
  webgpu: 'WebGPU',
  cuda: 'CUDA',
  dml: 'DirectML',
  coreml: 'Core ML',
}
