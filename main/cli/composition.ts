import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { JobSnapshot } from '../../core/contract/jobs.ts'
import { ProcessClient } from '../jobs/process-client.ts'
import { JobQueue } from '../jobs/queue.ts'
import { forkWorker, type StartWorker } from '../jobs/worker-process.ts'
import type { Installation } from '../services/installation.ts'
import type { PackPlaces } from '../services/models.ts'
import { places, type Places } from '../services/places.ts'

/** The services' parts, put together for the command line. Processes start when they are first needed. */
export interface Composition {
  readonly installation: Installation
  readonly places: Places
  readonly packs: PackPlaces
  readonly media: ProcessClient
  readonly inference: ProcessClient
  /** Starts an inference process that only tries a provider; what drivers print is dropped. */
  readonly startProbe: StartWorker
  readonly queue: JobQueue
  /** Ends the processes. */
  close(): void
}

/** The bundle `out/cli.mjs`: workers lie beside it, everything else relative to the folder above. */
const bundleFolder = path.dirname(fileURLToPath(import.meta.url))
const root = path.dirname(bundleFolder)

export function compose(onJobChange: (job: JobSnapshot) => void): Composition {
  const found = places()
  const startMedia: StartWorker = () => forkWorker(path.join(bundleFolder, 'media-worker.mjs'))
  const inferenceWorker = path.join(bundleFolder, 'inference-worker.mjs')
  const startInference: StartWorker = () => forkWorker(inferenceWorker)
  const media = new ProcessClient({ start: startMedia, diedCode: 'command.media-process-died' })
  const inference = new ProcessClient({ start: startInference, diedCode: 'inference.process-died' })
  return {
    installation: installation(),
    places: found,
    packs: { embeddedPack: path.join(root, 'native-models', 'packs', 'embedded'), userPacks: found.models },
    media,
    inference,
    startProbe: () => forkWorker(inferenceWorker, { silent: true }),
    queue: new JobQueue({ lockFile: path.join(found.queue, 'generation.lock'), onChange: onJobChange }),
    close: () => {
      media.close()
      inference.close()
    },
  }
}

function installation(): Installation {
  const electron = packageFolder('electron')
  return {
    craneshot: versionIn(root) ?? '0.0.0',
    onnxruntime: versionOf('onnxruntime-node'),
    electron: electron === null ? null : versionIn(electron),
    electronIsDownloaded: electron !== null && existsSync(path.join(electron, 'path.txt')),
  }
}

function versionOf(name: string): string | null {
  const folder = packageFolder(name)
  return folder === null ? null : versionIn(folder)
}

/** Where npm put a package, wherever this one is installed. */
function packageFolder(name: string): string | null {
  const folders = createRequire(import.meta.url).resolve.paths(name) ?? []
  return (
    folders.map((folder) => path.join(folder, name)).find((folder) => existsSync(path.join(folder, 'package.json'))) ??
    null
  )
}

function versionIn(folder: string): string | null {
  try {
    const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version?: unknown }
    return typeof version === 'string' ? version : null
  } catch {
    return null
  }
}
