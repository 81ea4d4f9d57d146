import { randomUUID } from 'node:crypto'
import { totalmem } from 'node:os'
import type { CallOutput } from '../core/contract/calls.ts'
import type { Desktop, StudioParts } from './services/studio-parts.ts'
import type { Studio } from './services/studio.ts'

/** Opens an empty window until the services behind it are put together. */
export function startingStudio(
  parts: StudioParts,
  desktop: Desktop,
): Pick<Studio, 'answer' | 'resolveMedia' | 'register' | 'close'> {
  const start: CallOutput<'app.start'> = {
    versions: {
      craneshot: parts.installation.craneshot,
      electron: desktop.versions.electron,
      onnxruntime: parts.installation.onnxruntime ?? '',
    },
    platform: 'linux',
    systemLanguage: desktop.systemLanguage,
    settings: { language: null, provider: null, reducedMotion: false },
    packs: [],
    providers: { state: 'pending', chosen: null, tried: [], memoryBytes: totalmem() },
    jobs: [],
    project: null,
    projectFailure: null,
  }
  return {
    answer: async (name) =>
      name === 'app.start'
        ? { ok: true, value: start }
        : name === 'project.recent'
          ? { ok: true, value: [] }
          : { ok: false, failure: { kind: 'bug', message: `${name} is not there yet`, stack: '' } },
    resolveMedia: async () => null,
    register: (paths) => paths.map(() => randomUUID()),
    close: async () => undefined,
  }
}
