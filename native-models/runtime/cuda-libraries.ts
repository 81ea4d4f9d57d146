import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const library = 'libonnxruntime_providers_cuda.so'

/**
 * Why ONNX Runtime's library for CUDA does not load, in more words than its own: the library itself is not there, or
 * libraries that it needs are not. Only Linux has it.
 * @param folder where the runtime's own libraries lie
 * @returns null where nothing is missing
 */
export function missingCudaLibraries(folder = runtimeFolder()): string | null {
  if (folder === null) return null
  const file = path.join(folder, library)
  if (!existsSync(file)) return `${library} is not there`
  const { stdout } = spawnSync('ldd', [file], { encoding: 'utf8', timeout: 10_000 })
  const missing = [...(stdout ?? '').matchAll(/^\s*(\S+) => not found$/gm)].map(([, name]) => name)
  return missing.length === 0 ? null : `${library} needs ${missing.join(', ')}`
}

function runtimeFolder(): string | null {
  if (process.platform !== 'linux') return null
  const manifest = createRequire(import.meta.url).resolve('onnxruntime-node/package.json')
  return path.join(path.dirname(manifest), 'bin', 'napi-v6', process.platform, process.arch)
}
