import { hasDisplay } from './display.mjs'
import { ensureElectronLibraries } from './electron/libraries.mjs'
import { electronProgram } from './electron/program.mjs'
import { ensureElectron } from './ensure-electron.mjs'
import { ensureJudgesPython } from './judges-python.mjs'
import { ensureNodeModules } from './node-modules.mjs'
import { ensurePrograms } from './programs.mjs'

/** @typedef {'ffprobe' | 'electron' | 'display' | 'judges-python'} Need */

/**
 * Installs what is missing: always node_modules, and what `needs` names. Says what it installs.
 *
 * @param {readonly Need[]} needs
 * @throws {import('./announce.mjs').SetupError} when something is missing that only the person can install
 */
export async function setUp(needs) {
  await ensureNodeModules()
  if (needs.includes('ffprobe')) ensurePrograms(['ffprobe'])
  if (needs.includes('electron')) await ensureElectron()
  if (needs.includes('display')) {
    ensureElectronLibraries(electronProgram())
    if (!hasDisplay()) ensurePrograms(['Xvfb'])
  }
  if (needs.includes('judges-python')) process.env['CRANESHOT_JUDGES_PYTHON'] = await ensureJudgesPython()
}
