import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { forkWorker } from '../jobs/worker-process.ts'
import { createParts } from '../services/composition.ts'
import { makeSample } from '../services/projects/make-sample.ts'

/** `node make-sample.mjs BOARDS OUT`, with CRANESHOT_HOME in a folder that does not stay: makes the sample project. */
const [boardsFolder = '', outFolder = ''] = process.argv.slice(2)
const bundleFolder = path.dirname(fileURLToPath(import.meta.url))
const startInference = (): ReturnType<typeof forkWorker> => forkWorker(path.join(bundleFolder, 'inference-worker.mjs'))

await makeSample({
  parts: createParts({
    bundleFolder,
    startMedia: () => forkWorker(path.join(bundleFolder, 'media-worker.mjs')),
    startInference,
    startProbe: startInference,
  }),
  boardsFolder,
  outFolder,
  report: (line) => process.stdout.write(`${line}\n`),
})
