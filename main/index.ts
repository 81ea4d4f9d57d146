import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { runApp } from './electron/run-app.ts'
import { createParts } from './services/composition.ts'
import { plainText, StudioLog } from './services/log.ts'
import { places } from './services/places.ts'
import { createStudio } from './services/studio/studio.ts'

/** The bundle `out/main.mjs`: everything that was built lies beside it. */
const bundleFolder = path.dirname(fileURLToPath(import.meta.url))

const { home, settings, logs } = places()
const studioLog = new StudioLog(logs)

/** To the log, and to whoever started the studio from a terminal. */
function log(line: string): void {
  studioLog.write(line)
  process.stderr.write(`${plainText(line)}\n`)
}

// A terminal that is gone takes no words.
process.stderr.on('error', () => undefined)
// Electron would show its own window with the stack; the studio goes on, and the log has it.
process.on('uncaughtException', (error) => log(`bug in main: ${error.stack ?? error.message}`))
process.on('unhandledRejection', (reason) =>
  log(`bug in main: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`),
)

runApp({
  profileFolder: path.join(home, 'window'),
  placeFile: path.join(settings, 'window.json'),
  logFolder: logs,
  build: {
    icon: path.join(path.dirname(bundleFolder), 'resources', 'icons', '256x256.png'),
    preload: path.join(bundleFolder, 'preload.cjs'),
    page: path.join(bundleFolder, 'renderer'),
    mediaWorker: path.join(bundleFolder, 'media-worker.mjs'),
    inferenceWorker: path.join(bundleFolder, 'inference-worker.mjs'),
  },
  servedFrom: process.env['CRANESHOT_SERVED_FROM'] ?? null,
  log,
  createTarget: (workers, desktop, emit) => createStudio(createParts({ bundleFolder, ...workers }), desktop, emit),
})
