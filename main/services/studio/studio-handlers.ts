import path from 'node:path'
import type { CallHandlers } from '../../../core/contract/calls.ts'
import { StudioError } from '../../../core/contract/errors.ts'
import type { importCalls } from '../../../core/contract/import-calls.ts'
import type { modelCalls } from '../../../core/contract/model-calls.ts'
import type { obedienceCalls } from '../../../core/contract/obedience-calls.ts'
import type { queueCalls } from '../../../core/contract/queue-calls.ts'
import type { safetyCalls } from '../../../core/contract/safety-calls.ts'
import type { takeCalls } from '../../../core/contract/take-calls.ts'
import { dismissJob } from '../../../core/queue/list-edits.ts'
import type { Language } from '../../../core/texts/language.ts'
import type { StudioLog } from '../log.ts'
import { sweepFolder } from '../projects/project-sweep.ts'
import { writeWhole } from '../projects/project-write.ts'
import type { SettingsFile } from '../settings.ts'
import type { StudioDepth } from './studio-depth.ts'
import type { StudioExports } from './studio-exports.ts'
import type { StudioGeneration } from './studio-generation.ts'
import type { StudioServices } from './studio-parts.ts'
import type { StudioProjects } from './studio-projects.ts'
import { takeFolder } from '../takes/take-index.ts'

/** The studio's parts, as its handlers put them to work. */
export interface HandlerParts {
  readonly services: StudioServices
  readonly settings: SettingsFile
  readonly projects: StudioProjects
  readonly generation: StudioGeneration
  readonly depth: StudioDepth
  readonly exports: StudioExports
  readonly log: StudioLog
}

type Handlers = CallHandlers<undefined>
type Some<Prefix extends string> = Pick<Handlers, Extract<keyof Handlers, `${Prefix}.${string}`>>

/** Calls that other files of this folder answer. */
type OwnHandlers = Omit<
  Handlers,
  | `paint.${string}`
  | `recording.${string}`
  | keyof typeof importCalls
  | keyof typeof safetyCalls
  | keyof typeof queueCalls
  | keyof typeof obedienceCalls
  | keyof typeof modelCalls
  | keyof typeof takeCalls
>

/** A function for each call of the window. */
export function studioHandlers(parts: HandlerParts): OwnHandlers {
  return {
    ...programHandlers(parts),
    ...projectHandlers(parts),
    ...boardHandlers(parts),
    ...jobHandlers(parts),
    ...fileHandlers(parts),
  }
}

function languageOf({ services }: HandlerParts): Language {
  return services.settings().language ?? services.desktop.systemLanguage
}

function programHandlers(parts: HandlerParts): Some<'app' | 'settings' | 'log'> {
  const { services, settings, generation, log } = parts
  return {
    'app.start': async () => {
      await generation.start()
      void clearUp(parts).catch((thrown: unknown) => log.bug('clearing up', thrown))
      const { installation, desktop, queue } = services
      const packs = await generation.packs()
      const started = await startProject(parts)
      // What events tell of is read last, so that no event falls between.
      return {
        versions: {
          craneshot: installation.craneshot,
          electron: desktop.versions.electron,
          onnxruntime: installation.onnxruntime ?? '',
        },
        platform: process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux',
        systemLanguage: desktop.systemLanguage,
        settings: settings.settings,
        packs,
        providers: generation.providers,
        jobs: [...generation.queue.snapshots, ...queue.snapshots],
        queue: generation.queue.state,
        ...started,
      }
    },
    'settings.change': async (change) => {
      const changed = await settings.change(change)
      generation.settingsChanged()
      return changed
    },
    'log.bug': async ({ message, stack }) => {
      log.write(`bug in the window: ${message}\n${stack}`)
      return {}
    },
  }
}

/** Removes what programs that were killed left outside of projects; those clear up when they are opened. */
async function clearUp({ services, exports }: HandlerParts): Promise<void> {
  await exports.clearUp()
  const { cache, settings } = services.places
  for (const folder of [cache, path.join(cache, 'pictures'), path.join(cache, 'rasters'), settings])
    await sweepFolder(folder)
}

/** A project that cannot be opened again is told in place of it; the studio starts all the same. */
async function startProject({ projects }: HandlerParts): Promise<StartedProject> {
  try {
    return { project: await projects.start(), projectFailure: null }
  } catch (thrown) {
    if (!(thrown instanceof StudioError)) throw thrown
    const { code, details } = thrown
    return { project: null, projectFailure: { kind: 'error', error: { code, details } } }
  }
}
type StartedProject = Pick<Awaited<ReturnType<Handlers['app.start']>>, 'project' | 'projectFailure'>

function projectHandlers(parts: HandlerParts): Some<'project' | 'workspace'> {
  const { services, projects, log } = parts
  const { desktop, places } = services
  return {
    'project.recent': () => projects.recent.list(),
    'project.create': ({ name }) => projects.create(name),
    'project.open': async (source) => {
      if (source.from === 'sample') return projects.openSample()
      if (source.from === 'recent') {
        const folder = await projects.recent.folderOf(source.id)
        if (folder === null) throw new StudioError('project.not-open')
        return projects.open(folder)
      }
      const folder = await desktop.chooseFolder('open-project', languageOf(parts), places.projects)
      return folder === null ? null : projects.open(folder)
    },
    'project.close': async ({ projectId }) => {
      await projects.close(projectId)
      return {}
    },
    'project.operate': async ({ projectId, first, operations }) => {
      try {
        return await projects.store(projectId).operate(first, operations)
      } catch (thrown) {
        // The window did the same edit over the same film: the two have come apart.
        if (thrown instanceof StudioError && thrown.code.startsWith('edit.')) log.bug('project.operate', thrown)
        throw thrown
      }
    },
    'project.save': async ({ projectId }) => projects.store(projectId).save(),
    'project.saveCopy': async ({ projectId }) => {
      projects.store(projectId)
      const folder = await desktop.chooseFolder('copy-project', languageOf(parts), places.projects)
      return folder === null ? null : projects.copy(projectId, folder)
    },
    'project.cancelCopy': async () => {
      projects.cancelCopy()
      return {}
    },
    'project.reveal': async ({ projectId }) => {
      await desktop.reveal(projects.store(projectId).folder)
      return {}
    },
    'workspace.save': async ({ projectId, workspace }) => {
      await projects.saveWorkspace(projectId, workspace)
      return {}
    },
  }
}

function boardHandlers({
  projects,
  depth,
  generation,
}: HandlerParts): Pick<Handlers, 'depth.estimate' | 'board.prepare'> {
  return {
    'depth.estimate': ({ projectId, boardIds, packId }) =>
      depth.estimate(projects.writable(projectId), boardIds, packId),
    'board.prepare': ({ projectId, boardId, packId }) =>
      generation.prepareBoard(projects.store(projectId), boardId, packId),
  }
}

function jobHandlers(parts: HandlerParts): Some<'generation' | 'job' | 'export'> {
  const { services, projects, generation, exports } = parts
  const { desktop, queue } = services
  return {
    'generation.start': async ({ projectId, requests }) => {
      const project = projects.writable(projectId)
      const shots = new Set(requests.map(({ shotId }) => shotId))
      if (shots.size > 1) await projects.store(projectId).keepSnapshot('generate')
      return generation.generate(project, requests)
    },
    // A job is in one of the two queues; the other does nothing.
    'job.cancel': async ({ id }) => {
      queue.cancel(id)
      if (generation.queue.has(id)) await generation.queue.cancel(id)
      return {}
    },
    'job.dismiss': async ({ id }) => {
      queue.dismiss(id)
      if (generation.queue.has(id)) await generation.queue.change((list) => dismissJob(list, id))
      return {}
    },
    'job.reveal': async ({ id }) => {
      const folder = exports.folderOf(id)
      if (folder !== null) await desktop.reveal(folder)
      return {}
    },
    'export.start': async ({ projectId, options }) => {
      projects.store(projectId)
      const chosen = await desktop.chooseFolder('export', languageOf(parts), path.dirname(services.places.projects))
      return chosen === null ? null : exports.start(projects.store(projectId), options, chosen)
    },
    'export.storyboard': async ({ projectId, options }) => {
      projects.store(projectId)
      const language = languageOf(parts)
      const chosen = await desktop.chooseFolder('export', language, path.dirname(services.places.projects))
      return chosen === null ? null : exports.startStoryboard(projects.store(projectId), options, language, chosen)
    },
  }
}

function fileHandlers(parts: HandlerParts): Pick<Handlers, 'take.remove' | 'take.reveal' | 'file.save'> {
  const { services, projects } = parts
  const { desktop } = services
  const folderOf = (projectFolder: string, takeId: string): string => {
    const folder = takeFolder(projectFolder, takeId)
    if (folder === null) throw new RangeError(`no take is named ${takeId}`)
    return folder
  }
  return {
    'take.remove': async ({ projectId, takeId }) => {
      const folder = folderOf(projects.writable(projectId).folder, takeId)
      await desktop.trash(folder).catch((cause: unknown) => {
        const reason = cause instanceof Error ? cause.message : String(cause)
        throw new StudioError('take.remove', { folder, reason }, { cause })
      })
      projects.takes.removed(projectId, takeId)
      return {}
    },
    'take.reveal': async ({ projectId, takeId }) => {
      await desktop.reveal(folderOf(projects.store(projectId).folder, takeId))
      return {}
    },
    'file.save': async ({ suggestedName, kind, bytes }) => {
      const file = await desktop.chooseSaveFile(suggestedName, kind, languageOf(parts))
      if (file === null) return false
      await writeWhole(file, bytes).catch((cause: unknown) => {
        const reason = (cause as NodeJS.ErrnoException).code
        throw reason === undefined ? cause : new StudioError('media.write', { file, reason }, { cause })
      })
      return true
    },
  }
}
