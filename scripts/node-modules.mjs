import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { announce, SetupError } from './announce.mjs'
import { withLock } from './lock.mjs'
import { root } from './root.mjs'

/**
 * Installs the packages of package-lock.json with `npm ci` when node_modules is missing or does not match it.
 *
 * @throws {SetupError} when npm fails
 */
export async function ensureNodeModules() {
  if (modulesMatchLock()) return
  await withLock(path.join(root, 'out', 'set-up.lock'), async () => {
    if (modulesMatchLock()) return
    announce('installing the packages of package-lock.json (npm ci)')
    if (!runNpm(['ci', '--no-audit', '--no-fund'])) throw new SetupError('npm ci failed; its own words are above')
  })
}

/**
 * Runs npm in the checkout, its output on stderr: with the npm that started us, or the one on the PATH.
 *
 * @param {readonly string[]} npmArguments
 */
export function runNpm(npmArguments) {
  const script = process.env['npm_execpath']
  const known = script?.endsWith('.js') === true && fs.existsSync(script)
  const [file, first] = known ? [process.execPath, [script]] : ['npm', []]
  const shell = !known && process.platform === 'win32'
  return spawnSync(file, [...first, ...npmArguments], { cwd: root, stdio: ['ignore', 2, 2], shell }).status === 0
}

/**
 * Compares what npm recorded in node_modules with what the lock asks for. Optional packages may be missing: they
 * are other platforms' binaries.
 */
function modulesMatchLock() {
  const wanted = Object.entries(readPackages(path.join(root, 'package-lock.json')))
  const installed = readPackages(path.join(root, 'node_modules', '.package-lock.json'))
  return wanted.every(([folder, entry]) => {
    const found = installed[folder]
    if (folder === '' || (entry.optional === true && found === undefined)) return true
    return found?.version === entry.version
  })
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function readPackages(lockFile) {
  try {
    return JSON.parse(fs.readFileSync(lockFile, 'utf8')).packages
  } catch {
    return {}
  }
}
