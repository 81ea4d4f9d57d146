import path from 'node:path'
import { failureFrom, StudioError } from '../../../core/contract/errors.ts'
import { findItem } from '../../../core/project/edits/items.ts'
import { filmsOf } from '../../../core/project/film-history.ts'
import type { Board } from '../../../core/project/schema/board.ts'
import { PaintCopies } from '../boards/paint-copies.ts'
import { openWithProgram } from '../boards/paint-program.ts'
import { PaintWatch, shows } from '../boards/paint-watch.ts'
import { checkedMedia } from '../boards/prepare-board.ts'
import { sha256OfFile } from '../files/sha256.ts'
import { importPicture } from '../media/import-media.ts'
import type { StudioLog } from '../log.ts'
import type { PictureCache } from '../media/picture-cache.ts'
import type { OpenFolder, StudioServices } from './studio-parts.ts'
import type { StudioProjects } from './studio-projects.ts'

interface PaintServices extends Pick<StudioServices, 'media' | 'cacheFolder' | 'desktop' | 'settings' | 'emit'> {
  readonly pictures: PictureCache
  readonly projects: StudioProjects
  readonly log: StudioLog
}

interface Following {
  readonly projectId: string
  readonly copies: PaintCopies
  readonly watch: PaintWatch
}

/** Formats that go to a paint program as they are; every other picture goes as PNG. */
const paintable = new Set(['png', 'psd'])
/** No picture that the studio reads is larger. */
const longestSide = 16_384

/** Boards in the user's paint program: working copies inside the project, whose saves become the boards' pictures. */
export class StudioPaint {
  readonly #services: PaintServices
  #following: Following | null = null

  constructor(services: PaintServices) {
    this.#services = services
  }

  /**
   * To be called whenever another project may be open, or the film may have changed.
   * @param pageBegins the window knows nothing of what it was told before
   */
  follow({ pageBegins = false } = {}): void {
    const project = this.#services.projects.current
    if (project?.id === this.#following?.projectId) {
      this.#following?.watch.settle()
      if (pageBegins) void this.look()
      return
    }
    this.close()
    if (project === null || !project.writable) return
    const copies = new PaintCopies(project.folder)
    const watch = this.#watchOf(project, copies)
    this.#following = { projectId: project.id, copies, watch }
    void watch.start()
  }

  /** Looks again, where the system does not tell of saves. */
  async look(): Promise<void> {
    await this.#following?.watch.look()
  }

  close(): void {
    this.#following?.watch.close()
    this.#following = null
  }

  /**
   * Opens a board's working copy in the chosen paint program, else in the system's own. The copy is made when there is
   * none, and anew when the board has another picture than it; what was painted in it and is nowhere else is never
   * written over.
   * @throws StudioError `edit.unknown`, `paint.*`, `media.*`
   */
  async open(project: OpenFolder, boardId: string): Promise<void> {
    this.follow()
    const following = this.#following
    if (following?.projectId !== project.id) throw new StudioError('project.not-open')
    findItem(project.film.boards, boardId, 'board')
    await following.watch.start({ anew: await following.copies.prepare() })
    await following.watch.look()
    const name = await following.watch.alone(() => this.#workingCopy(project, following.copies, boardId))
    const file = path.join(following.copies.folder, name)
    const program = this.#services.settings().paintProgram
    if (program !== null) return openWithProgram(program, file)
    await this.#services.desktop.openFile(file).catch((cause: unknown) => {
      throw new StudioError('paint.no-program', { file: name }, { cause })
    })
  }

  async #workingCopy(project: OpenFolder, copies: PaintCopies, boardId: string): Promise<string> {
    const board = findItem(project.film.boards, boardId, 'board')
    const { media } = board.picture
    const extension = extensionFor(media)
    const records = await copies.records()
    const known = [...records].find(([name, record]) => record.boardId === boardId && name.endsWith(`.${extension}`))
    const present = known === undefined ? null : await copies.factsOf(known[0])
    if (known !== undefined && present !== null) {
      // What it has that the film has not would be lost; so would be what comes in at this moment.
      const isTaken = (await sha256OfFile(path.join(copies.folder, known[0]))) === known[1].sha256
      if (known[1].media === media || !isTaken) return known[0]
    }
    const films = filmsOf(this.#services.projects.store(project.id).history)
    const mayReplace = known !== undefined && present !== null && films.some(shows(boardId, known[1].media))
    const name = mayReplace ? known[0] : await copies.freeName(board.name, extension)
    await copies.put(name, await this.#maker(project, copies, board))
    const sha256 = await sha256OfFile(path.join(copies.folder, name))
    records.delete(name)
    // The one to be opened from now on comes first; saves of the others come in as well.
    await copies.remember(new Map([[name, { boardId, sha256, media }], ...records]))
    return name
  }

  /** @throws StudioError `media.changed` when the board's file is not what it was */
  async #maker(
    { folder }: OpenFolder,
    copies: PaintCopies,
    { picture }: Board,
  ): Promise<(file: string) => Promise<void>> {
    const file = await checkedMedia(folder, picture.media)
    if (paintable.has(path.extname(picture.media).slice(1))) return copies.copyOf(picture.media)
    return async (outFile) => {
      const sides = { maxWidth: longestSide, maxHeight: longestSide }
      await this.#services.media.run('make-picture', { file, ...sides, format: 'png', outFile }, quiet)
    }
  }

  #watchOf({ id: projectId, folder: projectFolder }: OpenFolder, copies: PaintCopies): PaintWatch {
    const { media, cacheFolder: workFolder, pictures, emit, log, projects } = this.#services
    const tools = { media, projectFolder, workFolder, pictures }
    return new PaintWatch({
      copies,
      history: () => (projects.current?.id === projectId ? projects.current.history : null),
      isSafe: () => projects.current?.isSafe === true,
      take: (file) => importPicture(file, tools),
      onPainted: (boardId, name, { media, width, height }) => {
        const picture = { media, width, height }
        emit({ type: 'board-painted', projectId, boardId, outcome: { ok: true, name, picture } })
      },
      onFailed: (boardId, name, thrown) => {
        const failure = failureFrom(toldOf(path.join(copies.folder, name), name, thrown))
        emit({ type: 'board-painted', projectId, boardId, outcome: { ok: false, failure } })
      },
      onBug: (thrown) => log.bug('watching the paint program', thrown),
    })
  }
}

const quiet = { signal: new AbortController().signal, report: () => undefined }

/** Where the project lies is not the window's business. */
function toldOf(file: string, name: string, thrown: unknown): unknown {
  if (!(thrown instanceof StudioError) || thrown.details['file'] !== file) return thrown
  return new StudioError(thrown.code, { ...thrown.details, file: name }, { cause: thrown })
}

function extensionFor(media: string): string {
  const extension = path.extname(media).slice(1)
  return paintable.has(extension) ? extension : 'png'
}
