import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { announce, SetupError } from './announce.mjs'
import { withLock } from './lock.mjs'
import { root } from './root.mjs'

const requirementsFile = path.join(root, 'test', 'judges', 'requirements.txt')

/**
 * A Python of its own, in the user's cache folder, with the packages that judge our files.
 *
 * @returns {Promise<string>} the interpreter, or '' on a machine without Python
 * @throws {SetupError} when Python is there but its packages cannot be installed
 */
export async function ensureJudgesPython() {
  if (spawnSync('python3', ['-c', 'import venv, ensurepip']).status !== 0) return ''
  const digest = createHash('sha256').update(fs.readFileSync(requirementsFile)).digest('hex').slice(0, 12)
  const cacheFolder = process.env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache')
  const environment = path.join(cacheFolder, 'craneshot', `judges-${digest}`)
  const python = path.join(environment, 'bin', 'python')
  const ready = path.join(environment, 'ready')
  await withLock(`${environment}.lock`, async () => {
    if (fs.existsSync(ready)) return
    announce(`making a Python environment for the judges in ${environment}`)
    fs.rmSync(environment, { recursive: true, force: true })
    run('python3', ['-m', 'venv', environment])
    run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirementsFile])
    fs.writeFileSync(ready, '')
  })
  return python
}

/**
 * @param {string} command
 * @param {readonly string[]} commandArguments
 */
function run(command, commandArguments) {
  const { status } = spawnSync(command, commandArguments, { stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new SetupError(`failed: ${command} ${commandArguments.join(' ')}`)
}
