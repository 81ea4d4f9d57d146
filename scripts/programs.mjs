import { spawnSync } from 'node:child_process'
import { announce, SetupError } from './announce.mjs'

/** Programs that set-up or tests need, and the Debian package each comes in. */
const debianPackages = { unzip: 'unzip', ffprobe: 'ffmpeg', Xvfb: 'xvfb' }

/** @typedef {keyof typeof debianPackages} Program */

/**
 * Installs missing programs where that is possible without asking: as root on a system with apt.
 *
 * @param {readonly Program[]} programs
 * @throws {SetupError} with the line to run, where it is not
 */
export function ensurePrograms(programs) {
  const missing = programs.filter((program) => !isOnPath(program))
  if (missing.length > 0)
    ensurePackages(
      missing,
      missing.map((program) => debianPackages[program]),
    )
}

/**
 * @param {readonly string[]} missing what the packages are for
 * @param {readonly string[]} packages of Debian
 * @throws {SetupError} with the line to run, where they cannot be installed without asking
 */
export function ensurePackages(missing, packages) {
  const canInstall = isOnPath('apt-get')
  const names = canInstall ? packages.map(currentName) : packages
  const install = `apt-get install -y --no-install-recommends ${names.join(' ')}`
  if (process.getuid?.() !== 0 || !canInstall)
    throw new SetupError(`Missing: ${missing.join(', ')}. On Debian or Ubuntu run:\n  sudo ${install}`)
  announce(`installing Debian packages: ${names.join(' ')}`)
  runApt('apt-get update -qq')
  runApt(`${install} -qq`)
}

/**
 * Newer systems count time in 64 bits, and their libraries with an interface that this changes have a new name.
 *
 * @param {string} name
 */
function currentName(name) {
  return spawnSync('apt-cache', ['show', `${name}t64`], { stdio: 'ignore' }).status === 0 ? `${name}t64` : name
}

/** @param {string} line */
function runApt(line) {
  const [command = '', ...commandArguments] = line.split(' ')
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { status } = spawnSync(command, commandArguments, { stdio: ['ignore', 2, 2], env: environment })
  if (status !== 0) throw new SetupError(`failed: ${line}`)
}

/** @param {string} program */
function isOnPath(program) {
  return spawnSync('sh', ['-c', 'command -v "$1"', 'sh', program], { stdio: 'ignore' }).status === 0
}
