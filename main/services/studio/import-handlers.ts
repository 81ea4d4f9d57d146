import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { PixelSize } from '../../../core/camera/intrinsics.ts'
import type { CallHandlers } from '../../../core/contract/calls.ts'
import { abortError, StudioError } from '../../../core/contract/errors.ts'
import type { importCalls, ImportSource } from '../../../core/contract/import-calls.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import type { Story } from '../../../core/import/story.ts'
import { formatWith } from '../../../core/import/with-story.ts'
import { findItem } from '../../../core/project/edits/items.ts'
import type { Language } from '../../../core/texts/language.ts'
import type { StudioLog } from '../log.ts'
import type { Imported, ImportFiles, TakeFile } from '../media/import-files.ts'
import { importDepth, importSound, type ImportTools } from '../media/import-media.ts'
import { importBlankPicture, importPictures } from '../media/import-pictures.ts'
import { importStory } from '../media/import-story.ts'
import type { PictureCache } from '../media/picture-cache.ts'
import type { FileKind, StudioServices } from './studio-parts.ts'
import type { StudioProjects } from './studio-projects.ts'

interface ImportParts {
  readonly services: StudioServices
  readonly projects: StudioProjects
  readonly imports: ImportFiles
  readonly pictures: PictureCache
  readonly log: StudioLog
}

type ImportHandlers = Pick<CallHandlers<undefined>, keyof typeof importCalls>

/** Files into the open project. */
export function importHandlers(parts: ImportParts): ImportHandlers {
  const { projects, imports } = parts
  const run = new ImportRun(parts)
  return {
    'files.choose': ({ kind }) => imports.choose(kind, languageOf(parts)),
    'files.list': ({ files }) => imports.list(files),
    'files.cancelImport': async () => {
      run.cancel()
      return {}
    },
    'pictures.import': ({ projectId, source }) =>
      run.all(projectId, source, 'pictures', (file, tools, context) =>
        importPictures(file, projects.store(projectId).film.format, tools, context),
      ),
    'pictures.blank': ({ projectId }) =>
      run.one(projectId, (tools, context) => importBlankPicture(projects.store(projectId).film.format, tools, context)),
    'story.import': ({ projectId, file }) =>
      run.one(projectId, async (tools, context) => {
        const { film } = projects.store(projectId)
        const frameOf = (story: Story): PixelSize => formatWith(film, story)
        const importing = importStory(imports.registeredFile(file), frameOf, tools, context)
        const { story, notes } = await importing.catch((thrown: unknown) => {
          throw namedShortly(thrown)
        })
        return { story, notes: notes.map(({ code, details }) => ({ code, details })) }
      }),
    'sounds.import': ({ projectId, source }) =>
      run.all(projectId, source, 'sounds', async (file, tools) => [await importSound(file, tools)]),
    'depth.import': async ({ projectId, boardId, source }) => {
      const { picture } = findItem(projects.store(projectId).film.boards, boardId, 'board')
      return run.all(projectId, source, 'depth', async (file, tools) => [await importDepth(file, picture, tools)])
    },
  }
}

function languageOf({ services }: ImportParts): Language {
  return services.settings().language ?? services.desktop.systemLanguage
}

/** Where the user's files lie is not the window's business. */
function namedShortly(thrown: unknown): unknown {
  if (!(thrown instanceof StudioError)) return thrown
  const file = thrown.details['file']
  if (typeof file !== 'string') return thrown
  return new StudioError(thrown.code, { ...thrown.details, file: path.basename(file) }, { cause: thrown })
}

/** Imports that run; the window hears how far they are and can end them. */
class ImportRun {
  readonly #parts: ImportParts
  readonly #running = new Set<AbortController>()

  constructor(parts: ImportParts) {
    this.#parts = parts
  }

  cancel(): void {
    for (const controller of this.#running) controller.abort(abortError())
  }

  async all<Value>(
    projectId: string,
    source: ImportSource,
    kind: FileKind,
    take: (file: string, tools: ImportTools, context: TaskContext) => ReturnType<TakeFile<Value>>,
  ): Promise<Imported<Value>[]> {
    const { imports, log } = this.#parts
    return this.one(projectId, async (tools, context) => {
      const takeFile: TakeFile<Value> = (file) => take(file, tools, context)
      const results = await imports.importAll(source, kind, languageOf(this.#parts), takeFile)
      for (const result of results)
        if (!result.ok && result.failure.kind === 'bug') log.write(`bug in an import: ${result.failure.stack}`)
      return results
    })
  }

  /** @throws StudioError `project.not-open`, `project.read-only`; whatever `work` throws */
  async one<Output>(
    projectId: string,
    work: (tools: ImportTools, context: TaskContext) => Promise<Output>,
  ): Promise<Output> {
    const { services, projects, pictures } = this.#parts
    const { folder: projectFolder } = projects.writable(projectId)
    const onCreated = (media: string): void => projects.imported(projectId, media)
    const tools = { media: services.media, projectFolder, onCreated, workFolder: services.cacheFolder, pictures }
    await mkdir(tools.workFolder, { recursive: true })
    const controller = new AbortController()
    this.#running.add(controller)
    const report: TaskContext['report'] = ({ step }) => {
      if (step !== undefined) services.emit({ type: 'import', projectId, ...step })
    }
    try {
      return await work(tools, { signal: controller.signal, report })
    } finally {
      this.#running.delete(controller)
    }
  }
}
