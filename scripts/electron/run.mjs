import { spawn } from 'node:child_process'
import { announce } from '../announce.mjs'
import { buildIfStale } from '../build.mjs'
import { ensureElectron } from '../ensure-electron.mjs'
import { allParts } from '../entries.mjs'
import { makeSampleIfStale } from '../make-sample.mjs'
import { root } from '../root.mjs'
import { ensureElectronLibraries } from './libraries.mjs'
import { electronProgram } from './program.mjs'
import { checkSandbox } from './sandbox.mjs'

/**
 * Makes Electron, the build and the sample project ready.
 *
 * @param {readonly import('../entries.mjs').PartName[]} partNames
 * @throws {import('../announce.mjs').SetupError} when something is missing that only the person can install
 */
export async function prepareElectron(partNames = allParts) {
  checkSandbox()
  await ensureElectron()
  // Now its helper is there, which may be the remedy.
  checkSandbox()
  ensureElectronLibraries(electronProgram())
  const built = await buildIfStale(partNames)
  if (built.length > 0) announce(`built ${built.join(', ')}`)
  await makeSampleIfStale()
}

/**
 * Runs the app of this checkout until it ends. Interrupts end it, and it saves first.
 *
 * @param {readonly string[]} words for Electron
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<number>} its exit code
 */
export async function runElectron(words, environment = process.env) {
  const child = spawn(electronProgram(), [...sandboxWords(), ...words, root], {
    cwd: root,
    stdio: 'inherit',
    // Set by some terminals and editors; with it Electron would be plain Node.
    env: { ...environment, ELECTRON_RUN_AS_NODE: undefined },
  })
  // A terminal sends its interrupt to the app as well; this process only waits for it.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => void (signal === 'SIGINT' ? undefined : child.kill(signal)))
  process.once('exit', () => void child.kill())
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(signal === null ? (code ?? 1) : 1))
  })
}

/** Chromium refuses to run its sandbox for root. */
function sandboxWords() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return []
  announce('running as root, so Chromium’s sandbox is off; use an ordinary account for real work')
  return ['--no-sandbox']
}
