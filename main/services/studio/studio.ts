import path from 'node:path'
import { calls, type CallAnswer, type CallHandlers, type CallName } from '../../../core/contract/calls.ts'
import { errorFromFailure, failureFrom, isAbort } from '../../../core/contract/errors.ts'
import type { StudioEvent } from '../../../core/contract/events.ts'
import type { JobSnapshot } from '../../../core/contract/jobs.ts'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import type { Language } from '../../../core/texts/language.ts'
import type { UnfinishedWork } from '../../../core/texts/studio/dialogs.ts'
import { ImportFiles } from '../media/import-files.ts'
import { StudioLog } from '../log.ts'
import type { Precision } from '../models/graph-templates.ts'
import { MediaResolver, type ResolvedMedia } from '../media/media-resolver.ts'
import { PictureCache } from '../media/picture-cache.ts'
import { SettingsFile } from '../settings.ts'
import { StudioDepth } from './studio-depth.ts'
import { obedienceHandlers, StudioObedience } from './studio-obedience.ts'
import { StudioExports } from './studio-exports.ts'
import { recordingHandlers } from './recording-handlers.ts'
import { StudioRecording } from './studio-recording.ts'
import { StudioGeneration } from './studio-generation.ts'
import { importHandlers } from './import-handlers.ts'
import { paintHandlers } from './paint-handlers.ts'
import { modelHandlers, StudioModels } from './studio-models.ts'
import { StudioPaint } from './studio-paint.ts'
import { queueHandlers } from './queue-handlers.ts'
import { studioHandlers } from './studio-handlers.ts'
import type { Desktop, StudioParts, StudioServices } from './studio-parts.ts'
import { StudioProjects } from './studio-projects.ts'
import { safetyHandlers } from './safety-handlers.ts'
import { StudioSafety } from './studio-safety.ts'
import { takeHandlers } from './take-handlers.ts'

/** Everything behind the window, in plain Node: Electron and tests put their own system around it. */
export interface Studio {
  readonly handlers: CallHandlers<undefined>
  /** Of the user's settings, else of the system. */
  readonly language: Language
  /** Parses the input by the table of calls and runs the handler. Never rejects: a bug is an answer too, and is logged. */
  answer(name: string, input: unknown): Promise<CallAnswer>
  /** The file behind a `studio-media:` address; null for everything that is not the open project's. */
  resolveMedia(url: string): Promise<ResolvedMedia>
  /** Files that the user dropped or pasted, by absolute path; the ids name them in an ImportSource. */
  register(paths: readonly string[]): string[]
  /** Looks again at what other programs may have changed, to be called when the window gets the focus. */
  lookAgain(): void
  /** Asks whether what has not ended, takes, exports, a copy, may be lost; true at once when there are none. */
  mayEnd(): Promise<boolean>
  /**
   * Saves and closes the open project, cancels jobs, and ends the processes.
   * @throws AbortError when edits cannot be saved and the user will not lose them: everything goes on then
   */
  close(): Promise<void>
  /** The system ends the program, and may end its processes first: the take that is made goes back to the queue at once. */
  hurry(): void
}

/** @param emit sends an event to the window */
export function createStudio(parts: StudioParts, desktop: Desktop, emit: (event: StudioEvent) => void): Studio {
  const { places, media } = parts
  const settings = new SettingsFile(places.settings)
  const log = new StudioLog(places.logs)
  const services: StudioServices = {
    ...parts,
    desktop,
    queue: createQueue(parts, log, emit),
    cacheFolder: places.cache,
    settings: () => settings.settings,
    emit,
  }
  const onBug = log.bug.bind(log)
  const projects = new StudioProjects({ services, onBug })
  const { generation, obedience, models } = createGeneration(services, projects, onBug)
  const depth = new StudioDepth(services, async (context) => (await generation.runNow(context)).provider)
  const exports = new StudioExports(services, (context) => generation.runNow(context))
  const imports = new ImportFiles(desktop, places.cache)
  const pictures = new PictureCache(media, path.join(places.cache, 'pictures'))
  const languageNow = (): Language => services.settings().language ?? desktop.systemLanguage
  const paint = new StudioPaint({ ...services, pictures, projects, log })
  const safety = new StudioSafety(services, projects)
  const recording = new StudioRecording(desktop)
  const handlers: CallHandlers<undefined> = {
    ...studioHandlers({ services, settings, projects, generation, depth, exports, log }),
    ...importHandlers({ services, projects, imports, pictures, log }),
    ...paintHandlers({ services, settings, projects, paint }),
    ...safetyHandlers({ services, projects, safety }),
    ...queueHandlers(generation.queue),
    ...obedienceHandlers(obedience),
    ...recordingHandlers(projects, recording),
    ...modelHandlers(models),
    ...takeHandlers({ services, projects, generation, safety }),
  }
  const resolver = createResolver(projects, pictures, generation)
  return {
    handlers,
    answer: async (name, input) => {
      // A page that begins again records nothing any more.
      if (name === 'app.start') await recording.discard()
      const answered = await answer(handlers, log, name, input)
      // Any call may have opened or closed a project.
      paint.follow({ pageBegins: name === 'app.start' })
      obedience.follow()
      recording.follow(projects.current?.id ?? null)
      return answered
    },
    resolveMedia: (url) => resolver.resolve(url),
    get language() {
      return languageNow()
    },
    register: (paths) => imports.register(paths),
    lookAgain: () => {
      void projects.takes.look()
      void generation.queue.lookAgain()
      void paint.look()
    },
    mayEnd: async () => {
      const jobs = [...generation.queue.snapshots, ...services.queue.snapshots]
      const work = { ...unfinishedJobs(jobs), copying: projects.isCopying || safety.isRunning }
      if (work.takes + work.exports === 0 && !work.copying) return true
      return desktop.mayStopWork(work, languageNow())
    },
    close: async () => {
      for (const task of [safety, models]) task.cancel()
      await projects.end().catch((thrown: unknown) => {
        if (isAbort(thrown)) throw thrown
        log.bug('closing', thrown)
      })
      paint.close()
      obedience.stop()
      await recording.discard()
      await generation.close()
      await services.queue.cancelAll()
      endProcesses(parts)
    },
    hurry: () => void generation.close(),
  }
}

/** Takes that it makes are told to the window, and measured; models are added for what it runs on. */
function createGeneration(
  services: StudioServices,
  projects: StudioProjects,
  onBug: (where: string, thrown: unknown) => void,
): { readonly generation: StudioGeneration; readonly obedience: StudioObedience; readonly models: StudioModels } {
  const obedience = new StudioObedience({ ...services, projects, onBug })
  const onTake = (folder: string, take: TakeSummary): void => {
    projects.takes.appeared(folder, take)
    obedience.takeMade(folder, take.id)
  }
  const generation = new StudioGeneration({ ...services, onTake, onBug })
  const precision = (): Precision => (generation.providers.chosen === 'cpu' ? 'full' : 'half')
  return { generation, obedience, models: new StudioModels(services, precision) }
}

function createResolver(projects: StudioProjects, pictures: PictureCache, generation: StudioGeneration): MediaResolver {
  return new MediaResolver({
    project: () => projects.current,
    pictures,
    rasterFile: (kind, sha256) => generation.rasterFile(kind, sha256),
  })
}

function endProcesses({ media, takeMedia, exportMedia, measureMedia, inference, depthInference }: StudioParts): void {
  for (const process of [media, takeMedia, exportMedia, measureMedia, inference, depthInference]) process.close()
}

function createQueue(parts: StudioParts, log: StudioLog, emit: (event: StudioEvent) => void): StudioServices['queue'] {
  return parts.createQueue({
    onChange: (job) => {
      if (job.failure?.kind === 'bug') log.bug(`job ${job.subject.kind}`, errorFromFailure(job.failure))
      emit({ type: 'job', job })
    },
    onDismiss: (id) => emit({ type: 'job-dismissed', id }),
  })
}

/** Takes that wait are kept, and depth that is still estimated costs a second to estimate again. */
function unfinishedJobs(jobs: readonly JobSnapshot[]): Pick<UnfinishedWork, 'takes' | 'exports'> {
  const takes = jobs.filter(({ state, subject }) => state === 'running' && subject.kind === 'generate')
  const exports = jobs.filter(
    ({ state, subject }) => (state === 'queued' || state === 'running') && subject.kind === 'export',
  )
  return { takes: takes.length, exports: exports.length }
}

async function answer(
  handlers: CallHandlers<undefined>,
  log: StudioLog,
  name: string,
  input: unknown,
): Promise<CallAnswer> {
  try {
    if (!isCall(name)) throw new Error(`there is no call ${JSON.stringify(name.slice(0, 100))}`)
    // The table pairs each handler with its input; TypeScript cannot follow a name that it does not know.
    const handler = handlers[name] as (input: unknown, sender: undefined) => Promise<unknown>
    return { ok: true, value: await handler(calls[name].input.parse(input), undefined) }
  } catch (thrown) {
    const failure = failureFrom(thrown)
    if (failure.kind === 'bug') log.bug(`call ${name.slice(0, 100)}`, thrown)
    return { ok: false, failure }
  }
}

function isCall(name: string): name is CallName {
  return Object.hasOwn(calls, name)
}
