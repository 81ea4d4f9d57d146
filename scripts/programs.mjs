import { spawnSync } from 'node:child_process'
import { announce, SetupError } from './announce.mjs'

/** Programs that set-up or tests need, and the Debian package each comes in. */
const debianPackages = { unzip: 'unzip', ffprobe: 'ffmpeg' }

/** @typedef {keyof typeof debianPackages} Program */

/**
 * Installs missing programs where that is possible without asking: as root on a system with apt.
 *
 * @param {readonly Program[]} programs
 * @throws {SetupError} with the line to run, where it is not
 */
export function ensurePrograms(programs) {
  const missing = programs.filter((program) => !isOnPath(program))
  if (missing.length === 0) return
  const names = missing.map((program) => debianPackages[program])
  const install = `apt-get install -y --no-install-recommends ${names.join(' ')}`
  if (process.getuid?.() !== 0 || !isOnPath('apt-get'))
    throw new SetupError(`Missing: ${missing.join(', ')}. On Debian or Ubuntu run:\n  sudo ${install}`)
  announce(`installing Debian packages: ${names.join(' ')}`)
  runApt('apt-get update -qq')
  runApt(`${install} -qq`)
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
