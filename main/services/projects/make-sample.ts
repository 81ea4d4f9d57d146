import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { errorFromFailure } from '../../../core/contract/errors.ts'
import type { JobSnapshot } from '../../../core/contract/jobs.ts'
import type { PackSummary } from '../../../core/contract/studio.ts'
import { deliveryOf } from '../../../core/framing/delivery.ts'
import { compileShot } from '../../../core/project/compile-shot.ts'
import { addBoard, setBoardDepth } from '../../../core/project/edits/boards.ts'
import { findItem } from '../../../core/project/edits/items.ts'
import { chooseTake, starTake } from '../../../core/project/edits/takes.ts'
import { patchBetween } from '../../../core/project/film-patch.ts'
import { writeProject } from '../../../core/project/project-file.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { shotToCompile } from '../../../core/project/shot-to-compile.ts'
import { renameHeld } from '../files/rename-file.ts'
import type { Imported } from '../media/import-files.ts'
import { packSummaries } from '../models/models.ts'
import { copyTrees } from './project-copy.ts'
import { projectFiles } from './project-files.ts'
import { temporaryBeside, writeWhole } from './project-write.ts'
import { sampleBoard, sampleBoards, sampleFilm, sampleShots } from './sample-film.ts'
import { sampleFilmFile } from './sample-project.ts'
import type { Desktop, StudioParts } from '../studio/studio-parts.ts'
import { createStudio, type Studio } from '../studio/studio.ts'

export interface MakeSampleInput {
  /** Their places hold nothing that is to stay. */
  readonly parts: StudioParts
  /** Pictures and depth rasters of the bundled boards. */
  readonly boardsFolder: string
  /** Gets the sample; replaced when there is one. */
  readonly outFolder: string
  readonly report: (line: string) => void
}

/**
 * Makes the bundled sample project as a user would, by the calls of the window: boards from pictures with their depth,
 * moves, takes on the processor, the best take chosen for the cut. The frames are the same each time on one machine.
 */
export async function makeSample({ parts, boardsFolder, outFolder, report }: MakeSampleInput): Promise<void> {
  const maker = new SampleMaker(parts, boardsFolder, report)
  try {
    const { folder, film } = await maker.make()
    await putInPlace(folder, film, outFolder)
  } finally {
    await maker.close()
  }
}

class SampleMaker {
  readonly #studio: Studio
  readonly #projectsFolder: string
  readonly #boardsFolder: string
  readonly #packs: StudioParts['packs']
  readonly #report: MakeSampleInput['report']
  readonly #ended = new Map<string, (job: JobSnapshot) => void>()
  #projectId = ''
  #film: Film | null = null
  #operations = 0

  constructor(parts: StudioParts, boardsFolder: string, report: MakeSampleInput['report']) {
    this.#boardsFolder = boardsFolder
    this.#packs = parts.packs
    this.#projectsFolder = parts.places.projects
    this.#report = report
    this.#studio = createStudio(parts, noDesktop, (event) => {
      if (event.type !== 'job' || !['done', 'failed', 'canceled'].includes(event.job.state)) return
      this.#ended.get(event.job.id)?.(event.job)
    })
  }

  async make(): Promise<{ folder: string; film: Film }> {
    const { handlers } = this.#studio
    await handlers['settings.change']({ provider: 'cpu' }, undefined)
    const project = await handlers['project.create']({ name: 'sample' }, undefined)
    this.#projectId = project.id
    this.#film = project.film
    for (const name of sampleBoards) await this.#addBoard(name)
    await this.#edit((film) => sampleFilm(film, 'en'))
    const [pack] = await packSummaries(this.#packs)
    if (pack === undefined) throw new Error('the embedded pack is not there')
    for (const { id } of sampleShots.filter(({ hasTake }) => hasTake))
      await this.#makeTake(findItem(this.film.shots, id, 'shot'), pack)
    const takeIds = this.film.shots.flatMap(({ chosenTakeId }) => chosenTakeId ?? [])
    await handlers['obedience.measure']({ projectId: this.#projectId, takeIds }, undefined)
    await handlers['project.save']({ projectId: this.#projectId }, undefined)
    return { folder: path.join(this.#projectsFolder, 'sample'), film: this.film }
  }

  get film(): Film {
    if (this.#film === null) throw new Error('no project is open')
    return this.#film
  }

  close(): Promise<void> {
    return this.#studio.close()
  }

  async #addBoard(name: (typeof sampleBoards)[number]): Promise<void> {
    const { handlers } = this.#studio
    const projectId = this.#projectId
    const picture = await handlers['pictures.import']({ projectId, source: this.#file(`${name}.png`) }, undefined)
    await this.#edit((film) => addBoard(film, sampleBoard(name, taken(picture))))
    const source = this.#file(`${name}.depth.npy`)
    const { media, medianDepth } = taken(
      await handlers['depth.import']({ projectId, boardId: name, source }, undefined),
    )
    await this.#edit((film) => setBoardDepth(film, name, { origin: 'file', raster: media }, medianDepth))
  }

  #file(name: string): { from: 'dropped'; files: string[] } {
    return { from: 'dropped', files: this.#studio.register([path.join(this.#boardsFolder, name)]) }
  }

  async #edit(change: (film: Film) => Film): Promise<void> {
    const film = change(this.film)
    const operation = {
      kind: 'edit',
      label: { key: 'sample', details: {} },
      patch: patchBetween(this.film, film),
    } as const
    const input = { projectId: this.#projectId, first: this.#operations, operations: [operation] }
    await this.#studio.handlers['project.operate'](input, undefined)
    this.#film = film
    this.#operations += 1
  }

  async #makeTake(shot: Shot, pack: PackSummary): Promise<void> {
    this.#report(`sample: ${shot.id}`)
    const { handlers } = this.#studio
    const projectId = this.#projectId
    const boardId = shot.boards[0]!.boardId
    const board = await handlers['board.prepare']({ projectId, boardId, packId: pack.id }, undefined)
    // The package carries these takes: at the size of the edit they would be seven times as large.
    const delivery = deliveryOf(this.film.format, board, 'draft')
    const spec = await compileShot({ ...shotToCompile(this.film, shot, pack, board), delivery })
    const request = { shotId: shot.id, boardId, headFrames: shot.handles.headFrames, spec }
    const [jobId] = await handlers['generation.start']({ projectId, requests: [request] }, undefined)
    const job = await new Promise<JobSnapshot>((resolve) => this.#ended.set(jobId!, resolve))
    const { takeId, failure } = job
    if (takeId === null) throw failure === null ? new Error(`the job ended as ${job.state}`) : errorFromFailure(failure)
    await this.#edit((film) => starTake(chooseTake(film, shot.id, takeId), shot.id, takeId, 4))
  }
}

/** What became of the only file of an import. */
function taken<Value>([result]: readonly Imported<Value>[]): Extract<Imported<Value>, { ok: true }> {
  if (result?.ok === true) return result
  throw result === undefined ? new Error('nothing was imported') : errorFromFailure(result.failure)
}

/** The project without what belongs to a running program, its film in both languages. */
async function putInPlace(folder: string, film: Film, outFolder: string): Promise<void> {
  const unfinished = temporaryBeside(outFolder)
  await mkdir(unfinished, { recursive: true })
  try {
    await copyTrees(folder, unfinished, [projectFiles.media, projectFiles.takes])
    for (const language of ['en', 'ko'] as const) {
      const file = path.join(unfinished, sampleFilmFile(language))
      await writeWhole(file, writeProject(sampleFilm(film, language)))
    }
    await rm(outFolder, { recursive: true, force: true })
    await renameHeld(unfinished, outFolder)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

/** Nobody is there to answer. */
export const noDesktop: Desktop = {
  systemLanguage: 'en',
  versions: { electron: '' },
  chooseFiles: async () => [],
  chooseFolder: async () => null,
  chooseSaveFile: async () => null,
  readClipboardPicture: async () => null,
  mayLoseEdits: async () => true,
  mayStopWork: async () => true,
  trash: async () => undefined,
  reveal: async () => undefined,
  openFile: async () => undefined,
  allowMicrophone: async () => false,
}
