import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { inferenceEnds, ProcessClient } from '../jobs/process-client.ts'
import { MachineQueue } from '../jobs/machine-queue.ts'
import { JobQueue } from '../jobs/queue.ts'
import type { StartWorker } from '../jobs/worker-process.ts'
import type { Installation } from './installation.ts'
import { places, generationLock, queueFile } from './places.ts'
import type { StudioParts } from './studio/studio-parts.ts'

export interface PartsOptions {
  /** Where the running bundle lies: `out`, beside `package.json`, `native-models/packs` and `resources`. */
  readonly bundleFolder: string
  readonly startMedia: StartWorker
  readonly startInference: StartWorker
  readonly startProbe: StartWorker
}

/** The services' parts, the same for the app and for the command line, which start their processes each in its own way. */
export function createParts({ bundleFolder, startMedia, startInference, startProbe }: PartsOptions): StudioParts {
  const found = places()
  const lockFile = generationLock(found)
  // An installed app lies in an archive. What native code opens lies beside it, at the same place in a folder.
  const root = path.dirname(bundleFolder).replace(/\bapp\.asar$/, 'app.asar.unpacked')
  return {
    installation: readInstallation(root),
    places: found,
    packs: {
      embeddedPack: path.join(root, 'native-models', 'packs', 'embedded'),
      userPacks: found.models,
      measured: found.measured,
      templates: path.join(root, 'native-models', 'templates'),
    },
    media: new ProcessClient({ start: startMedia, diedCode: 'command.media-process-died' }),
    takeMedia: new ProcessClient({ start: startMedia, diedCode: 'command.media-process-died' }),
    exportMedia: new ProcessClient({ start: startMedia, diedCode: 'command.media-process-died' }),
    measureMedia: new ProcessClient({ start: startMedia, diedCode: 'command.media-process-died' }),
    inference: new ProcessClient({ start: startInference, ...inferenceEnds }),
    depthInference: new ProcessClient({ start: startInference, ...inferenceEnds }),
    startProbe,
    sampleFolder: path.join(root, 'resources', 'sample'),
    templatesFolder: path.join(root, 'native-models', 'templates'),
    createQueue: (options) => new JobQueue({ lockFile, ...options }),
    createMachineQueue: (options) => new MachineQueue({ lockFile, file: queueFile(found), ...options }),
  }
}

function readInstallation(root: string): Installation {
  const electron = packageFolder('electron')
  const running = process.versions['electron']
  return {
    craneshot: versionIn(root) ?? '0.0.0',
    onnxruntime: versionOf('onnxruntime-node'),
    electron: running ?? (electron === null ? null : versionIn(electron)),
    electronIsDownloaded: running !== undefined || (electron !== null && existsSync(path.join(electron, 'path.txt'))),
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
