import { availableParallelism } from 'node:os'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { npyFrom, pngFrom } from '../encode.mjs'
import { Integrator } from '../tracer/integrator.mjs'
import { developed, renderDepth, renderRows } from '../tracer/render.mjs'
import { harbourCamera, harbourScene } from './scene.mjs'

const pictureSize = { width: 1280, height: 720 }
const depthSize = { width: 320, height: 180 }
/** Rays a pixel, squared. */
const samples = 6
const exposure = 0.8
/** Depth of the sky in metres: finite, behind the last hill. */
const farMetres = 1000

/** The harbour as PNG and its z-depth in metres as .npy; many minutes of work, on all cores. */
export async function drawHarbour() {
  const threads = availableParallelism()
  const parts = await Promise.all(Array.from({ length: threads }, (_, first) => renderedPart({ first, step: threads })))
  const stride = pictureSize.width * 3
  const light = new Float32Array(stride * pictureSize.height)
  parts.forEach((part, first) => {
    for (let row = 0; row * stride < part.length; row += 1) {
      light.set(part.subarray(row * stride, (row + 1) * stride), (first + row * threads) * stride)
    }
  })
  const depth = renderDepth(new Integrator(harbourScene()), harbourCamera, depthSize, farMetres)
  return { png: pngFrom(developed(light, exposure), pictureSize), npy: npyFrom(depth, depthSize) }
}

/** @param {{ first: number, step: number }} rows @returns {Promise<Float32Array>} */
function renderedPart(rows) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: rows })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

if (!isMainThread) {
  const rows = /** @type {{ first: number, step: number }} */ (workerData)
  const light = renderRows(new Integrator(harbourScene()), harbourCamera, pictureSize, { ...rows, samples })
  parentPort?.postMessage(light, [light.buffer])
}
