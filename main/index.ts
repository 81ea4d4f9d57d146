import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { runApp } from './electron/run-app.ts'
import { createParts } from './services/composition.ts'
import { places } from './services/places.ts'
import { createStudio } from './services/studio.ts'
import { startingStudio } from './starting-studio.ts'

/** The bundle `out/main.mjs`: everything that was built lies beside it. */
const bundleFolder = path.dirname(fileURLToPath(import.meta.url))
const root = path.dirname(bundleFolder)

const { home, settings, logs } = places()

runApp({
  profileFolder: path.join(home, 'window'),
  placeFile: path.join(settings, 'window.json'),
  logFolder: logs,
  build: {
    preload: path.join(bundleFolder, 'preload.cjs'),
    page: path.join(bundleFolder, 'renderer'),
    mediaWorker: path.join(bundleFolder, 'media-worker.mjs'),
    inferenceWorker: path.join(bundleFolder, 'inference-worker.mjs'),
  },
  servedFrom: process.env['CRANESHOT_SERVED_FROM'] ?? null,
  log: (line) => process.stderr.write(`${line}\n`),
  createTarget: (workers, desktop, emit) => {
    const parts = createParts({ root, ...workers })
    try {
      return createStudio(parts, desktop, emit)
    } catch {
      return startingStudio(parts, desktop)
    }
  },
})
