import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { announce, SetupError } from './announce.mjs'
import { root } from './root.mjs'

const packageName = 'onnxruntime-node'

/** What CUDA in ONNX Runtime needs beside the runtime itself. */
export const cudaLibraries = ['libonnxruntime_providers_shared.so', 'libonnxruntime_providers_cuda.so']

/**
 * Why the CUDA libraries cannot be had here; null where they can.
 *
 * @param {{ platform: string, architecture: string, package: string, version: string | null, offered: readonly string[] }} facts
 *   `version` of the installed runtime, and the versions of the libraries that its own installer offers
 */
export function refusal({ platform, architecture, package: name, version, offered }) {
  if (platform === 'win32')
    return 'ONNX Runtime has no CUDA for Node on Windows. DirectML and WebGPU work there with any card; nothing is to be installed.'
  if (platform !== 'linux' || architecture !== 'x64')
    return `ONNX Runtime has CUDA for Node on Linux x64 only, and this is ${platform} ${architecture}. Nothing was changed.`
  if (version === null) return `${name} is not installed. Run npm ci first.`
  if (!offered.includes(version))
    return `${name} is ${version}, but its installer offers the libraries of ${offered.join(', ') || 'no version'}. Libraries of another version do not load. Run npm ci, which brings the version that belongs here.`
  return null
}

/** @param {string} folder of the installed package */
function factsOf(folder) {
  const version = versionIn(folder)
  const offered = [
    ...readText(path.join(folder, 'script', 'install-metadata-versions.js')).matchAll(/version: '([^']+)'/g),
  ]
  const { platform, arch: architecture } = process
  return { platform, architecture, package: packageName, version, offered: offered.map(([, found]) => found ?? '') }
}

/** @param {string} folder */
function versionIn(folder) {
  const text = readText(path.join(folder, 'package.json'))
  if (text === '') return null
  const { version } = /** @type {{ version?: unknown }} */ (JSON.parse(text))
  return typeof version === 'string' ? version : null
}

/** @param {string} file */
function readText(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : ''
}

/** Installs the libraries by the package's own installer. @throws {SetupError} */
export function installCudaLibraries() {
  const folder = path.join(root, 'node_modules', packageName)
  const facts = factsOf(folder)
  const refused = refusal(facts)
  if (refused !== null) throw new SetupError(refused)
  const target = path.join(folder, 'bin', 'napi-v6', 'linux', 'x64')
  announce(
    `downloading the CUDA libraries of ONNX Runtime ${facts.version} from NuGet (some hundred MB) with ${packageName}’s own installer, into ${path.relative(root, target)}`,
  )
  // By the variable, which goes before the "skip" of .npmrc that npm hands on; and not "cuda12", which this installer
  // takes for nothing said: "true" installs what it has for this system, and that is CUDA.
  const environment = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'true' }
  const words = [path.join(folder, 'script', 'install.js')]
  const { status } = spawnSync(process.execPath, words, { stdio: 'inherit', cwd: folder, env: environment })
  const missing = cudaLibraries.filter((file) => !fs.existsSync(path.join(target, file)))
  if (status !== 0 || missing.length > 0) {
    const what = missing.length > 0 ? `, and ${missing.join(' and ')} did not come` : ''
    throw new SetupError(
      `The installer ended with ${status}${what}. It needs the network (api.nuget.org). Craneshot works without the libraries, by WebGPU or on the CPU.`,
    )
  }
  announce(
    'installed. They also need NVIDIA’s driver, the CUDA 12 runtime and cuDNN 9: craneshot doctor tells what is missing',
  )
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    installCudaLibraries()
  } catch (thrown) {
    if (!(thrown instanceof SetupError)) throw thrown
    process.stderr.write(`${thrown.message}\n`)
    process.exitCode = 1
  }
}
