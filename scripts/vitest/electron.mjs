import { buildIfStale } from '../build.mjs'
import { hasDisplay, startVirtualDisplay } from '../display.mjs'
import { electronVersions } from '../electron/program.mjs'
import { allParts } from '../entries.mjs'
import { makeSampleIfStale } from '../make-sample.mjs'

/** Large enough for the window at its first size. */
const screen = { width: 1600, height: 1000 }

/**
 * Vitest global set-up: everything built, the sample made, a display to draw on, and a line that says which Electron the tests ran on.
 *
 * @returns {Promise<() => void>} ends the display
 */
export default async function prepareElectronTests() {
  await buildIfStale(allParts)
  await makeSampleIfStale()
  const { electron, chrome } = electronVersions()
  console.log(`Electron ${electron} (Chromium ${chrome})`)
  if (hasDisplay()) return () => undefined
  const { display, end } = await startVirtualDisplay(screen)
  process.env['DISPLAY'] = display
  return end
}
