/**
 * `npm start`: installs what is missing, builds what is stale and opens the studio. Words after `--` go to Electron.
 */
import { SetupError } from './announce.mjs'
import { hasDisplay } from './display.mjs'
import { ensureNodeModules } from './node-modules.mjs'

const exitNoDisplay = 1

if (!hasDisplay()) {
  process.stderr.write(
    'The studio needs a display, and there is none here (neither DISPLAY nor WAYLAND_DISPLAY is set).\n' +
      'Without one, `npm run demo` makes two shots with the command line and says where they are.\n',
  )
  process.exit(exitNoDisplay)
}
try {
  await ensureNodeModules()
  const { prepareElectron, runElectron } = await import('./electron/run.mjs')
  await prepareElectron()
  process.exitCode = await runElectron(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
