/**
 * `npm run build`, or `node scripts/build.mjs PART…` with parts of entries.mjs. Other scripts use {@link buildIfStale}.
 */
import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { bundle } from './build/bundle.mjs'
import { licencesOf } from './build/licences.mjs'
import { buildWindow } from './build/window.mjs'
import { allParts, buildFiles, parts, sourceFile } from './entries.mjs'
import { withLock } from './lock.mjs'
import { root } from './root.mjs'

/** @typedef {import('./entries.mjs').PartName} PartName */

const outFolder = path.join(root, 'out')
const temporaryPrefix = 'unfinished-'

/**
 * Builds those parts into out/ that are missing or older than what they are made from; compares contents, not times.
 * Safe to call from several processes at once: one builds, the others wait, and a running program never sees a
 * half-written file.
 *
 * @param {readonly PartName[]} names
 * @returns {Promise<PartName[]>} what was built
 */
export async function buildIfStale(names) {
  if ((await staleParts(names)).length === 0) return []
  return withLock(path.join(outFolder, 'bundles.lock'), async () => {
    const stale = await staleParts(names)
    await removeLeftovers()
    for (const { name, digest } of stale) await buildPart(name, digest)
    return stale.map(({ name }) => name)
  })
}

/** @param {readonly PartName[]} names */
async function staleParts(names) {
  const digests = await Promise.all(names.map(async (name) => ({ name, digest: await sourceDigest(name) })))
  const stamps = await Promise.all(names.map(readStamp))
  return digests.filter(({ digest }, index) => digest !== stamps[index])
}

/**
 * @param {PartName} name
 * @param {string} digest of the sources that this build is made from
 */
async function buildPart(name, digest) {
  const temporaryFolder = await fs.mkdtemp(path.join(outFolder, temporaryPrefix))
  /** @type {import('./entries.mjs').Part} */
  const part = parts[name]
  try {
    if (name === 'window') await buildWindow(temporaryFolder)
    const bundled = await Promise.all(part.entries.map((entry) => bundle(entry, temporaryFolder)))
    if (part.outputs.includes('licences.md'))
      await fs.writeFile(path.join(temporaryFolder, 'licences.md'), await licencesOf(bundled.flat()))
    for (const { file, folder } of part.copies ?? []) {
      await fs.mkdir(path.join(temporaryFolder, folder), { recursive: true })
      await fs.copyFile(path.join(root, file), path.join(temporaryFolder, folder, path.basename(file)))
    }
    await fs.rm(stampFile(name), { force: true })
    for (const output of await fs.readdir(temporaryFolder)) await replace(temporaryFolder, output)
    await fs.writeFile(stampFile(name), digest)
  } finally {
    await fs.rm(temporaryFolder, { recursive: true, force: true })
  }
}

/**
 * A file is replaced in one step; a folder has to move away first.
 *
 * @param {string} temporaryFolder
 * @param {string} output
 */
async function replace(temporaryFolder, output) {
  const target = path.join(outFolder, output)
  const finished = path.join(temporaryFolder, output)
  const old = path.join(temporaryFolder, `${output}-old`)
  if ((await fs.stat(finished)).isDirectory() && (await exists(target))) await fs.rename(target, old)
  await fs.rename(finished, target)
}

/** Builds that were killed leave their folder behind; under the lock there is no other build. */
async function removeLeftovers() {
  for (const name of await fs.readdir(outFolder))
    if (name.startsWith(temporaryPrefix)) await fs.rm(path.join(outFolder, name), { recursive: true, force: true })
}

/** @param {PartName} name */
function stampFile(name) {
  return path.join(outFolder, `${name}.stamp`)
}

/**
 * The digest that a part was built from, or '' when any of its outputs is missing.
 *
 * @param {PartName} name
 */
async function readStamp(name) {
  try {
    for (const output of parts[name].outputs) await fs.access(path.join(outFolder, output))
    return await fs.readFile(stampFile(name), 'utf8')
  } catch {
    return ''
  }
}

/**
 * SHA-256 over names and contents of everything that goes into a part.
 *
 * @param {PartName} name
 */
async function sourceDigest(name) {
  const hash = createHash('sha256')
  const files = [...buildFiles, ...(await sourceFiles(parts[name].sourceFolders))].toSorted()
  for (const file of files) {
    const bytes = await fs.readFile(path.join(root, file))
    hash.update(`${file}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex')
}

/** @param {readonly string[]} folders */
async function sourceFiles(folders) {
  const found = []
  for (const folder of folders) {
    for (const file of await fs.readdir(path.join(root, folder), { recursive: true }))
      if (sourceFile.test(file)) found.push(path.join(folder, file))
  }
  return found
}

/** @param {string} file */
async function exists(file) {
  return fs.access(file).then(
    () => true,
    () => false,
  )
}

/** @param {readonly string[]} words @returns {readonly PartName[]} */
function namedParts(words) {
  const chosen = allParts.filter((name) => words.includes(name))
  return words.length === 0 ? allParts : chosen
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const built = await buildIfStale(namedParts(process.argv.slice(2)))
  const outputs = built.flatMap((name) => parts[name].outputs.map((output) => `out/${output}`))
  console.log(outputs.length > 0 ? `built ${outputs.join(', ')}` : 'out/ is current')
}
