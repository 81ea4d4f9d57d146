import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildFiles, entries, sourceFolders } from './entries.mjs'
import { withLock } from './lock.mjs'
import { root } from './root.mjs'

const outFolder = path.join(root, 'out')
const stampFile = path.join(outFolder, 'bundles.stamp')
const temporaryPrefix = 'unfinished-'

/** Whether any bundle is missing or older than what it is made from. Compares contents, not times. */
export async function isStale() {
  return (await readStamp()) !== (await sourceDigest())
}

/**
 * Builds the bundles of {@link entries} into out/ unless they are current. Safe to call from several processes at
 * once: one builds, the others wait, and a running program never sees a half-written file.
 *
 * @returns {Promise<boolean>} whether anything was built
 */
export async function buildIfStale() {
  if (!(await isStale())) return false
  return withLock(path.join(outFolder, 'bundles.lock'), async () => {
    const digest = await sourceDigest()
    if ((await readStamp()) === digest) return false
    await buildAll(digest)
    return true
  })
}

/** @param {string} digest of the sources that this build is made from */
async function buildAll(digest) {
  await removeLeftovers()
  const temporaryFolder = await fs.mkdtemp(path.join(outFolder, temporaryPrefix))
  try {
    await Promise.all(entries.map((entry) => bundle(entry, temporaryFolder)))
    await fs.rm(stampFile, { force: true })
    for (const name of await fs.readdir(temporaryFolder))
      await fs.rename(path.join(temporaryFolder, name), path.join(outFolder, name))
    await fs.writeFile(stampFile, digest)
  } finally {
    await fs.rm(temporaryFolder, { recursive: true, force: true })
  }
}

/** Builds that were killed leave their folder behind; under the lock there is no other build. */
async function removeLeftovers() {
  for (const name of await fs.readdir(outFolder))
    if (name.startsWith(temporaryPrefix)) await fs.rm(path.join(outFolder, name), { recursive: true, force: true })
}

/**
 * One file per entry: no shared chunks, so a bundle is replaced whole.
 *
 * @param {{ source: string, bundle: string }} entry
 * @param {string} folder
 */
async function bundle(entry, folder) {
  const { build } = await import('rolldown')
  await build({
    input: path.join(root, entry.source),
    cwd: root,
    platform: 'node',
    external: await externalPackages(),
    transform: { target: 'node20.18' },
    logLevel: 'warn',
    output: {
      file: path.join(folder, entry.bundle),
      format: 'esm',
      sourcemap: true,
      codeSplitting: false,
    },
  })
}

/** Packages that users install stay outside the bundles; native addons cannot be bundled at all. */
async function externalPackages() {
  const manifest = JSON.parse(await fs.readFile(path.join(root, 'package.json'), 'utf8'))
  return Object.keys(manifest.dependencies).map((name) => new RegExp(`^${name}($|/)`))
}

/** The digest that the bundles were built from, or '' when any bundle is missing. */
async function readStamp() {
  try {
    for (const entry of entries) await fs.access(path.join(outFolder, entry.bundle))
    return await fs.readFile(stampFile, 'utf8')
  } catch {
    return ''
  }
}

/** SHA-256 over names and contents of everything that goes into the bundles. */
async function sourceDigest() {
  const hash = createHash('sha256')
  const files = [...buildFiles, ...(await sourceFiles())].toSorted()
  for (const file of files) {
    const bytes = await fs.readFile(path.join(root, file))
    hash.update(`${file}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex')
}

async function sourceFiles() {
  const found = []
  for (const folder of sourceFolders) {
    for (const file of await fs.readdir(path.join(root, folder), { recursive: true }))
      if (file.endsWith('.ts')) found.push(path.join(folder, file))
  }
  return found
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const built = await buildIfStale()
  console.log(built ? `built ${entries.map((entry) => `out/${entry.bundle}`).join(', ')}` : 'out/ is current')
}
