import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'

/** @returns {string} the program that the electron package stands for; it must be installed */
export function electronProgram() {
  return createRequire(import.meta.url)('electron')
}

/** @returns {{ electron: string, chrome: string, node: string }} what that program is, which the package's own version need not be */
export function electronVersions() {
  const environment = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  const words = ['-p', 'JSON.stringify(process.versions)']
  return JSON.parse(spawnSync(electronProgram(), words, { env: environment, encoding: 'utf8' }).stdout)
}
