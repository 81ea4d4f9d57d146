/**
 * `npm run make-sample`: makes the bundled sample project in resources/sample, unless it is current. Its takes are the
 * work of the bundled model, about ten seconds of two cores each, so that they need no place in the repository.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { announce, SetupError } from './announce.mjs'
import { bundle } from './build/bundle.mjs'
import { buildIfStale } from './build.mjs'
import { withLock } from './lock.mjs'
import { root } from './root.mjs'

const sampleFolder = path.join(root, 'resources', 'sample')
const boardsFolder = path.join(root, 'resources', 'boards')
const outFolder = path.join(root, 'out')
const stampFile = path.join(outFolder, 'sample.stamp')
const program = 'make-sample.mjs'

/** What decides how the sample looks; it is not made anew for every change of the code. */
const sources = [
  'main/services/projects/sample-film.ts',
  'native-models/packs/embedded/pack.json',
  'resources/boards/alley.depth.npy',
  'resources/boards/alley.png',
  'resources/boards/harbour.depth.npy',
  'resources/boards/harbour.png',
]

/**
 * Makes the sample when it is missing or older than what it is made from. Safe to call from several processes at once.
 *
 * @returns {Promise<boolean>} whether it was made
 * @throws {SetupError} when it could not be
 */
export async function makeSampleIfStale() {
  const digest = await sourceDigest()
  if (await isCurrent(digest)) return false
  await fs.mkdir(outFolder, { recursive: true })
  return withLock(path.join(outFolder, 'sample.lock'), async () => {
    if (await isCurrent(digest)) return false
    announce('making the sample project, once: about a minute')
    await buildIfStale(['programs'])
    await bundle({ source: 'main/cli/make-sample.ts', bundle: program, format: 'esm' }, outFolder)
    const home = await fs.mkdtemp(path.join(os.tmpdir(), 'craneshot-sample-'))
    try {
      const environment = { ...process.env, CRANESHOT_HOME: home }
      const words = [path.join(outFolder, program), boardsFolder, sampleFolder]
      const { status } = spawnSync(process.execPath, words, { stdio: ['ignore', 2, 2], env: environment })
      if (status !== 0) throw new SetupError('The sample project could not be made; the lines above say why.')
    } finally {
      await fs.rm(home, { recursive: true, force: true })
    }
    await fs.writeFile(stampFile, digest)
    return true
  })
}

/** @param {string} digest */
async function isCurrent(digest) {
  try {
    await fs.access(path.join(sampleFolder, 'project.en.json'))
    return (await fs.readFile(stampFile, 'utf8')) === digest
  } catch {
    return false
  }
}

async function sourceDigest() {
  const hash = createHash('sha256')
  for (const file of sources) {
    const bytes = await fs.readFile(path.join(root, file))
    hash.update(`${file}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex')
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  console.log((await makeSampleIfStale()) ? 'made resources/sample' : 'resources/sample is current')
