/**
 * `npm run package -- …`: installers by electron-builder, whose words follow, e.g. `--dir` for the unpacked app only.
 * For this machine's own platform it takes the Electron that is installed here.
 */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { announce, SetupError } from './announce.mjs'
import { ensureNodeModules } from './node-modules.mjs'
import { root } from './root.mjs'

const foreignWords = { linux: ['--linux', '-l'], darwin: ['--mac', '-m'], win32: ['--win', '-w', '--windows'] }

/** @param {readonly string[]} words */
function namesAnotherPlatform(words) {
  return Object.entries(foreignWords).some(
    ([platform, names]) => platform !== process.platform && names.some((name) => words.includes(name)),
  )
}

/** @returns {Promise<string[]>} words that name the Electron of this machine */
async function installedElectron() {
  const { ensureElectron } = await import('./ensure-electron.mjs')
  const { electronProgram, electronVersions } = await import('./electron/program.mjs')
  await ensureElectron()
  const { electron } = electronVersions()
  announce(`packaging with Electron ${electron}`)
  return [`--config.electronDist=${path.dirname(electronProgram())}`, `--config.electronVersion=${electron}`]
}

try {
  const words = process.argv.slice(2)
  await ensureNodeModules()
  const { buildIfStale } = await import('./build.mjs')
  const { allParts } = await import('./entries.mjs')
  const { makeSampleIfStale } = await import('./make-sample.mjs')
  const { commandScript } = await import('./suites/tools.mjs')
  await buildIfStale(allParts)
  await makeSampleIfStale()
  const electron = namesAnotherPlatform(words) ? [] : await installedElectron()
  const builder = commandScript('electron-builder', 'electron-builder')
  const all = [builder, '--config', 'electron.builder.yml', '--publish', 'never', ...electron, ...words]
  process.exitCode = spawnSync(process.execPath, all, { cwd: root, stdio: 'inherit' }).status ?? 1
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
