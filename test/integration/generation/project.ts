import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import { writeProject } from '../../../core/project/project-file.ts'
import type { Board } from '../../../core/project/schema/board.ts'
import { emptyFilm, type Film } from '../../../core/project/schema/film.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { ProcessClient } from '../../../main/jobs/process-client.ts'
import { forkWorker, type WorkerProcess } from '../../../main/jobs/worker-process.ts'
import type { ProjectTakeTools } from '../../../main/services/takes/project-take.ts'
import { RasterCache } from '../../../main/services/media/raster-cache.ts'
import { writeBoard } from '../../support/board.ts'
import { tinyPack } from '../../support/take.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { aBoard, aPath, aShot } from '../../unit/project/films.ts'

const program = (name: string): string => fileURLToPath(new URL(`../../../out/${name}.mjs`, import.meta.url))

export function startInference(): WorkerProcess {
  return forkWorker(program('inference-worker'))
}

export interface TestProject {
  readonly folder: string
  film: Film
}

/** Puts bytes into the project's media. @returns the path that a film names */
export function putMedia(folder: string, bytes: Uint8Array, extension: string): string {
  const media = `media/${createHash('sha256').update(bytes).digest('hex')}.${extension}`
  mkdirSync(path.join(folder, 'media'), { recursive: true })
  writeFileSync(path.join(folder, media), bytes)
  return media
}

/** A board of soft colours in the project's media. */
export function putBoard(folder: string, id: string, width: number, height: number, more: Partial<Board> = {}): Board {
  const file = path.join(temporaryFolder(), 'board.png')
  writeBoard(file, width, height)
  return aBoard(id, { picture: { media: putMedia(folder, readFileSync(file), 'png'), width, height }, ...more })
}

/** A shot of a few frames that the tiny pack makes in moments. */
export function aSmallShot(id: string, boardId: string, more: Partial<Shot> = {}): Shot {
  return aShot(id, boardId, {
    durationFrames: 5,
    handles: { headFrames: 2, tailFrames: 1 },
    camera: { source: 'keys', path: aPath(4), layers: [] },
    generation: { packId: null, seed: 1, steps: 2, sampleFrames: 3, cache: 'on' },
    ...more,
  })
}

/** A project of one board and one shot, as saved. */
export function aProject(change: (film: Film, folder: string) => Film = (film) => film): TestProject {
  const folder = temporaryFolder()
  const board = putBoard(folder, 'b1', 300, 200)
  const film = { ...emptyFilm('Harbour'), boards: [board], shots: [aSmallShot('s1', 'b1')] }
  const project = { folder, film: change(film, folder) }
  writeFileSync(path.join(folder, 'project.json'), writeProject(project.film))
  return project
}

export interface TestTools extends ProjectTakeTools {
  /** Of takes in the queue. */
  readonly takeMedia: ProcessClient
  /** Inference processes that were started, the last one last. */
  readonly started: WorkerProcess[]
  readonly probes: { count: number }
  readonly cacheFolder: string
}

/** Real media and inference processes over the tiny pack; they end with the test. */
export function testTools(cacheFolder = temporaryFolder()): TestTools {
  const started: WorkerProcess[] = []
  const probes = { count: 0 }
  const start = (): WorkerProcess => {
    const process = startInference()
    started.push(process)
    return process
  }
  const startMedia = (): WorkerProcess => forkWorker(program('media-worker'))
  const media = new ProcessClient({ start: startMedia, diedCode: 'command.media-process-died' })
  const takeMedia = new ProcessClient({ start: startMedia, diedCode: 'command.media-process-died' })
  const inference = new ProcessClient({ start, diedCode: 'inference.process-died', graceMilliseconds: 60_000 })
  onTestFinished(() => {
    media.close()
    takeMedia.close()
    inference.close()
  })
  return {
    installation: { craneshot: '0.0.0-test', onnxruntime: null, electron: null, electronIsDownloaded: false },
    packs: { embeddedPack: tinyPack, userPacks: path.join(cacheFolder, 'no-packs') },
    media,
    takeMedia,
    inference,
    startProbe: () => {
      probes.count++
      return forkWorker(program('inference-worker'), { silent: true })
    },
    queue: null,
    rasters: new RasterCache(cacheFolder),
    cacheFolder,
    started,
    probes,
  }
}

export function context(): TaskContext {
  return { signal: new AbortController().signal, report: () => undefined }
}
