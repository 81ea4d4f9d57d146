import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { withLock } from './lock.mjs'
import { root } from './root.mjs'

/** What a person must do by hand; shown without a stack. */
export class SetupError extends Error {}

/** @param {string} line */
function announce(line) {
  process.stderr.write(`setup: ${line}\n`)
}

/**
 * Installs the packages of package-lock.json with `npm ci` when node_modules is missing or does not match it.
 *
 * @throws {SetupError} when npm fails
 */
export async function ensureNodeModules() {
  if (modulesMatchLock()) return
  await withLock(path.join(root, 'out', 'setup.lock'), async () => {
    if (modulesMatchLock()) return
    announce('installing the packages of package-lock.json (npm ci)')
    const npm = npmCommand()
    const result = spawnSync(npm.file, [...npm.arguments, 'ci', '--no-audit', '--no-fund'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
      shell: npm.shell,
    })
    if (result.status !== 0) throw new SetupError('npm ci failed; its own words are above')
  })
}

/** The npm that started us, or the one on the PATH. */
export function npmCommand() {
  const script = process.env['npm_execpath']
  if (script?.endsWith('.js') === true && fs.existsSync(script))
    return { file: process.execPath, arguments: [script], shell: false }
  return { file: 'npm', arguments: [], shell: process.platform === 'win32' }
}

/**
 * Compares what npm recorded in node_modules with what the lock asks for. Optional packages may be missing: they
 * are other platforms' binaries.
 */
function modulesMatchLock() {
  const wanted = readPackages(path.join(root, 'package-lock.json'))
  const installed = readPackages(path.join(root, 'node_modules', '.package-lock.json'))
  return Object.entries(wanted).every(
    ([folder, entry]) =>
      folder === '' || (entry.optional === true && !(folder in installed)) || installed[folder]?.version === entry.version,
  )
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
