import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { forkWorker } from '../../../main/jobs/worker-process.ts'
import { addPack, type AddedPack } from '../../../main/services/models/add-pack.ts'
import type { Precision } from '../../../main/services/models/graph-templates.ts'

const fixture = fileURLToPath(new URL('../../fixtures/tiny-svd', import.meta.url))
const inferenceProgram = fileURLToPath(new URL('../../../out/inference-worker.mjs', import.meta.url))

/**
 * Adds the tiny model of random weights as a user adds a real one.
 * @param root a folder of the test's own; the pack lies in `models` in it
 */
export async function addTinySvd(root: string, precision: Precision = 'full'): Promise<AddedPack> {
  const templatesFolder = path.join(root, 'templates')
  mkdirSync(templatesFolder, { recursive: true })
  const isHalf = precision === 'half'
  const template = path.join(templatesFolder, isHalf ? 'svd-cameractrl-half' : 'svd-cameractrl')
  if (!existsSync(template)) symlinkSync(path.join(fixture, isHalf ? 'template-half' : 'template'), template)
  const chosen = { svd: path.join(fixture, 'svd'), cameractrl: path.join(fixture, 'cameractrl.ckpt') }
  const input = { family: 'svd-cameractrl', chosen, precision, copy: false, overwrite: false }
  const packs = { embeddedPack: path.join(root, 'none'), userPacks: path.join(root, 'models') }
  const startProbe = (): ReturnType<typeof forkWorker> => forkWorker(inferenceProgram, { silent: true })
  const quiet = { signal: new AbortController().signal, report: () => undefined }
  const use = { jobs: () => Promise.resolve([]), generates: () => Promise.resolve(false) }
  return addPack(input, { packs, templatesFolder, startProbe, use }, quiet)
}
