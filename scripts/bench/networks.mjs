import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { countOperations } from './operations.mjs'
import { fastest } from './timing.mjs'

/**
 * @typedef {{ width: number, height: number, frames: number, steps: number }} Clip
 * @typedef {{ name: string, calls: number, milliseconds: number, operations: number }} NetworkMeasure
 */

/**
 * Every network of a pack with random input, and how often a clip calls it (previews left out).
 *
 * @param {string} packFolder
 * @param {Clip} clip
 * @param {{ runs: number, threads: number }} options
 * @returns {Promise<NetworkMeasure[]>}
 */
export async function measureNetworks(packFolder, clip, options) {
  const calls = { encoder: clip.frames + 1, pose_encoder: 1, denoiser: clip.steps, decoder: clip.frames }
  const measures = []
  for (const [name, count] of Object.entries(calls)) {
    const file = path.join(packFolder, `${name}.onnx`)
    measures.push({ name, calls: count, ...(await measureNetwork(file, clip, options)) })
  }
  return measures
}

/**
 * @param {string} file
 * @param {Clip} clip
 * @param {{ runs: number, threads: number }} options
 */
async function measureNetwork(file, clip, { runs, threads }) {
  const settings = { intraOpNumThreads: threads, logSeverityLevel: /** @type {const} */ (3) }
  const session = await InferenceSession.create(file, settings)
  const inputs = randomInputs(session, clip)
  const milliseconds = await fastest(() => session.run(inputs), { runs })
  await session.release()
  return { milliseconds, operations: await operationsOfOneRun(file, inputs, settings) }
}

/**
 * @param {string} file
 * @param {Record<string, Tensor>} inputs
 * @param {InferenceSession.SessionOptions} settings
 */
export async function operationsOfOneRun(file, inputs, settings) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'craneshot-bench-'))
  try {
    const profileFilePrefix = path.join(folder, 'profile')
    const session = await InferenceSession.create(file, { ...settings, enableProfiling: true, profileFilePrefix })
    await session.run(inputs)
    session.endProfiling()
    await session.release()
    const [profile = ''] = fs.readdirSync(folder)
    return countOperations(JSON.parse(fs.readFileSync(path.join(folder, profile), 'utf8')))
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * @param {InferenceSession} session
 * @param {Clip} clip
 */
function randomInputs(session, clip) {
  /** @type {Record<string, number>} */
  const named = {
    count: 1,
    frames: clip.frames,
    height: clip.height,
    width: clip.width,
    latent_height: clip.height / 8,
    latent_width: clip.width / 8,
    height_16: clip.height / 16,
    width_16: clip.width / 16,
    height_32: clip.height / 32,
    width_32: clip.width / 32,
  }
  /** @type {Record<string, Tensor>} */
  const inputs = {}
  for (const value of session.inputMetadata) {
    if (!value.isTensor) throw new Error(`${value.name} is not a tensor`)
    const shape = value.shape.map((extent) => extentOf(extent, named))
    const length = shape.reduce((product, extent) => product * extent, 1)
    const data = new Float32Array(length).map((_, i) => ((i * 37) % 101) / 101)
    inputs[value.name] = new Tensor('float32', data, shape)
  }
  return inputs
}

/**
 * @param {number | string} extent
 * @param {Record<string, number>} named
 */
function extentOf(extent, named) {
  const number = typeof extent === 'number' ? extent : named[extent]
  if (number === undefined) throw new Error(`unknown extent ${extent}`)
  return number
}
