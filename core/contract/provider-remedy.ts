import type { ProbeOutput, Provider } from './inference.ts'

/** Why a provider does not work, as far as a user can do something about it; `unknown` is everything else. */
export type ProviderFault =
  | 'elsewhere'
  | 'cuda-not-installed'
  | 'cuda-libraries'
  | 'driver-missing'
  | 'no-adapter'
  | 'crashes'
  | 'hangs'
  | 'wrong-numbers'
  | 'out-of-memory'
  | 'unknown'

/** Systems on which ONNX Runtime's Node package has a provider. */
const systems: Readonly<Record<Provider, readonly string[]>> = {
  cpu: ['linux', 'win32', 'darwin'],
  webgpu: ['linux', 'win32', 'darwin'],
  cuda: ['linux'],
  dml: ['win32'],
  coreml: ['darwin'],
}

/** Whether ONNX Runtime could have a provider on a system at all. */
export function isProviderOf(provider: Provider, platform: string): boolean {
  return systems[provider].includes(platform)
}

const words: readonly (readonly [RegExp, ProviderFault])[] = [
  [/the process ended/, 'crashes'],
  [/no answer/, 'hangs'],
  [/numbers differ/, 'wrong-numbers'],
  [/driver version is insufficient|no CUDA-capable device|CUDA failure (35|100)\b/i, 'driver-missing'],
  [/failed to get a webgpu adapter|no (supported )?adapter|vkCreateInstance|no suitable device/i, 'no-adapter'],
  [/out of memory|failed to allocate/i, 'out-of-memory'],
  [/libonnxruntime_providers_cuda\.so is not there/, 'cuda-not-installed'],
  [/libonnxruntime_providers_cuda\.so needs|failed to load shared library/i, 'cuda-libraries'],
]

/**
 * Why a probe failed; null for one that worked.
 * @param platform of Node
 */
export function providerFault(
  provider: Provider,
  { works, reason }: Pick<ProbeOutput, 'works' | 'reason'>,
  platform: string,
): ProviderFault | null {
  if (works) return null
  if (!isProviderOf(provider, platform)) return 'elsewhere'
  return words.find(([pattern]) => pattern.test(reason))?.[1] ?? 'unknown'
}
