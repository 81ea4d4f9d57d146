import type { Provider } from '../../core/contract/inference.ts'

/** Providers besides `cpu` that ONNX Runtime may have on a platform; only a probe tells whether one works. */
export function candidateProviders(platform: NodeJS.Platform): readonly Provider[] {
  if (platform === 'win32') return ['dml', 'webgpu']
  if (platform === 'darwin') return ['coreml', 'webgpu']
  return ['cuda', 'webgpu']
}
