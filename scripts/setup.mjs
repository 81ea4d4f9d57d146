import { spawnSync } from 'node:child_process'
import { announce, SetupError } from './announce.mjs'
import { ensureElectron } from './ensure-electron.mjs'
import { ensureNodeModules } from './node-modules.mjs'

/** Programs that some suites need, and the Debian package each comes in. */
const debianPackages = { unzip: 'unzip', ffprobe: 'ffmpeg' }

/** @typedef {keyof typeof debianPackages} Program */
/** @typedef {Program | 'electron'} Need */

/**
 * Installs what is missing: always node_modules, and what `needs` names. Says what it installs.
 *
 * @param {readonly Need[]} needs
 * @throws {SetupError} when something is missing that only the person can install
 */
export async function setUp(needs) {
  await ensureNodeModules()
  const programs = [...new Set(needs)].filter((need) => need !== 'electron')
  ensurePrograms(programs)
  if (needs.includes('electron')) await ensureElectron()
}

/** @param {readonly Program[]} programs */
function ensurePrograms(programs) {
  const missing = programs.filter((program) => !isOnPath(program))
  if (missing.length === 0) return
  const names = missing.map((program) => debianPackages[program])
  const install = `apt-get install -y --no-install-recommends ${names.join(' ')}`
  if (process.getuid?.() !== 0 || !isOnPath('apt-get'))
    throw new SetupError(`Missing: ${missing.join(', ')}. On Debian or Ubuntu run:\n  sudo ${install}`)
  announce(`installing Debian packages: ${names.join(' ')}`)
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const line of ['apt-get update -qq', `${install} -qq`]) {
    const [command = '', ...commandArguments] = line.split(' ')
    const { status } = spawnSync(command, commandArguments, { stdio: ['ignore', 2, 2], env: environment })
    if (status !== 0) throw new SetupError(`failed: ${line}`)
  }
}

/** @param {string} program */
function isOnPath(program) {
  return spawnSync('sh', ['-c', 'command -v "$1"', 'sh', program], { stdio: 'ignore' }).status === 0
}
