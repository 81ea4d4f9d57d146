import { spawnSync } from 'node:child_process'
import { buildIfStale } from '../build.mjs'
import { hasDisplay, startVirtualDisplay } from '../display.mjs'
import { electronProgram } from '../electron/program.mjs'
import { allParts } from '../entries.mjs'

/** Large enough for the window at its first size. */
const screen = { width: 1600, height: 1000 }

/**
 * Vitest global set-up: everything built, a display to draw on, and a line that says which Electron the tests ran on.
 *
 * @returns {Promise<() => void>} ends the display
 */
export default async function prepareElectronTests() {
  await buildIfStale(allParts)
  console.log(`Electron ${electronVersion()}`)
  if (hasDisplay()) return () => undefined
  const { display, end } = await startVirtualDisplay(screen)
  process.env['DISPLAY'] = display
  return end
}

function electronVersion() {
  const environment = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  const words = ['-p', "process.versions.electron + ' (Chromium ' + process.versions.chrome + ')'"]
  return spawnSync(electronProgram(), words, { env: environment, encoding: 'utf8' }).stdout.trim()
}
