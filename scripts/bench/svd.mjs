import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { buildIfStale } from '../build.mjs'
import { root } from '../root.mjs'
import { loadSource } from './load-source.mjs'
import { operationsOfOneRun } from './networks.mjs'
import { inFolder } from './studio.mjs'
import { fastest } from './timing.mjs'

/**
 * @typedef {{ layout: 'tiny' | 'middle', width: number, height: number, frames: number }} Case
 * @typedef {{ name: string, milliseconds: number, torchMilliseconds: number, operations: number, difference: number }} SvdNetwork
 */

/** @type {readonly Case[]} */
const cases = [
  { layout: 'tiny', width: 128, height: 64, frames: 4 },
  { layout: 'middle', width: 320, height: 192, frames: 14 },
]

/**
 * The networks of Stable Video Diffusion with CameraCtrl, installed from files as a user has them, beside PyTorch on the
 * same weights and the same inputs. The weights are random and made on the spot, by the interpreter that
 * `CRANESHOT_PYTHON` names or `python3`; null where it has no PyTorch, diffusers or onnx.
 *
 * @param {{ runs: number, threads: number, quick: boolean }} options
 */
export async function measureSvd({ runs, threads, quick }) {
  const python = process.env['CRANESHOT_PYTHON'] || 'python3'
  const needed = 'import torch, diffusers, transformers, safetensors, onnx'
  if (spawnSync(python, ['-c', needed], { stdio: 'ignore' }).status !== 0) return null
  await buildIfStale(['programs'])
  const measures = []
  for (const one of quick ? cases.slice(0, 1) : cases)
    measures.push(await inFolder((folder) => measureCase(python, folder, one, { runs: Math.min(3, runs), threads })))
  return measures
}

/**
 * @param {string} python
 * @param {string} folder
 * @param {Case} one
 * @param {{ runs: number, threads: number }} options
 */
async function measureCase(python, folder, one, { runs, threads }) {
  const { layout, width, height, frames } = one
  const program = path.join(root, 'scripts', 'bench', 'svd_networks.py')
  const words = [program, folder, layout, ...[width, height, frames, threads, runs].map(String)]
  const result = spawnSync(python, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  if (result.status !== 0) throw new Error(`the PyTorch comparison failed\n${result.stderr}`)
  /** @type {{ version: string, milliseconds: Record<string, number> }} */
  const torch = JSON.parse(result.stdout)
  const pack = await installedPack(folder)
  /** @type {SvdNetwork[]} */
  const networks = []
  for (const [name, torchMilliseconds] of Object.entries(torch.milliseconds)) {
    const measured = await measureNetwork(pack, name, path.join(folder, 'values'), { runs, threads })
    networks.push({ name, torchMilliseconds, ...measured })
  }
  return { ...one, torchVersion: torch.version, networks }
}

/** The pack that the studio makes of the files. @param {string} folder */
async function installedPack(folder) {
  const { addPack } = await loadSource('main/services/models/add-pack.ts')
  const { forkWorker } = await loadSource('main/jobs/worker-process.ts')
  const packs = { embeddedPack: path.join(folder, 'none'), userPacks: path.join(folder, 'models') }
  const chosen = { svd: path.join(folder, 'svd'), cameractrl: path.join(folder, 'cameractrl.ckpt') }
  const input = { family: 'svd-cameractrl', chosen, precision: 'full', copy: false, overwrite: false }
  const startProbe = () => forkWorker(path.join(root, 'out', 'inference-worker.mjs'), { silent: true })
  const tools = { packs, templatesFolder: path.join(folder, 'templates'), startProbe }
  const added = await addPack(input, tools, { signal: new AbortController().signal, report: () => undefined })
  return added.folder
}

/**
 * @param {string} pack
 * @param {string} name
 * @param {string} values folder of the inputs, and of what PyTorch answered
 * @param {{ runs: number, threads: number }} options
 */
async function measureNetwork(pack, name, values, { runs, threads }) {
  const { readNpy } = await loadSource('core/camera/formats/npy.ts')
  const settings = {
    intraOpNumThreads: threads,
    enableMemPattern: false,
    logSeverityLevel: /** @type {const} */ (3),
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  }
  const file = path.join(pack, `${name}.onnx`)
  const session = await InferenceSession.create(file, settings)
  const tensorIn = (/** @type {string} */ word) => {
    const { value } = readNpy(new Uint8Array(fs.readFileSync(path.join(values, `${name}.${word}.npy`))), word)
    return new Tensor('float32', Float32Array.from(value.data), value.shape)
  }
  const inputs = Object.fromEntries(session.inputNames.map((input) => [input, tensorIn(input)]))
  const answer = (await session.run(inputs))[session.outputNames[0] ?? '']?.data
  const milliseconds = await fastest(() => session.run(inputs), { runs })
  await session.release()
  const difference = relativeDifference(/** @type {Float32Array} */ (answer), tensorIn('out').data)
  return { milliseconds, operations: await operationsOfOneRun(file, inputs, settings), difference }
}

/**
 * The root mean square of the difference, as a part of that of the expected values.
 *
 * @param {Float32Array} found
 * @param {Float32Array} expected
 */
function relativeDifference(found, expected) {
  if (found.length !== expected.length) throw new Error('the networks answer in different shapes')
  let [square, size] = [0, 0]
  for (const [index, value] of expected.entries()) {
    square += ((found[index] ?? 0) - value) ** 2
    size += value ** 2
  }
  return Math.sqrt(square / size)
}
