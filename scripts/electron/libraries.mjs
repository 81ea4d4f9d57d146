import { spawnSync } from 'node:child_process'
import { ensurePackages } from '../programs.mjs'

/**
 * The Debian package of each library that Electron is linked with and that does not come with another one here. GTK
 * brings most of the rest.
 */
const debianPackages = /** @type {Readonly<Record<string, string>>} */ ({
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libsmime3.so': 'libnss3',
  'libnspr4.so': 'libnspr4',
  'libasound.so.2': 'libasound2',
  'libgbm.so.1': 'libgbm1',
  'libdrm.so.2': 'libdrm2',
  'libcups.so.2': 'libcups2',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libxkbcommon.so.0': 'libxkbcommon0',
  'libudev.so.1': 'libudev1',
})

const everythingElse = 'libgtk-3-0'

/**
 * Installs the system's libraries that Electron needs on Linux, where that is possible without asking.
 *
 * @param {string} program Electron's
 * @throws {import('../announce.mjs').SetupError} with the line to run, where it is not
 */
export function ensureElectronLibraries(program) {
  if (process.platform !== 'linux') return
  const missing = missingLibraries(program)
  if (missing.length === 0) return
  ensurePackages(missing, [...new Set(missing.map((library) => debianPackages[library] ?? everythingElse))])
}

/**
 * @param {string} program
 * @returns {string[]} names of libraries that the loader does not find
 */
function missingLibraries(program) {
  const { stdout } = spawnSync('ldd', [program], { encoding: 'utf8' })
  return [...(stdout ?? '').matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1] ?? '')
}
