import type { GenerationSpec } from '../../../core/contract/generation.ts'
import type { PackSummary, PreparedBoard } from '../../../core/contract/studio.ts'
import type { ShotToCompile } from '../../../core/project/compile-shot.ts'
import { findItem } from '../../../core/project/edits/items.ts'
import { filmWithMove } from '../../../core/project/film-with-move.ts'
import { shotToCompile, startBoard, type ShotPack } from '../../../core/project/shot-to-compile.ts'
import { currentFilm, currentProjectId } from '../film-store.ts'
import { prepareBoard } from './board-pixels.ts'
import type { CompileAnswer, CompileRequest, PluckerPictures } from './compile-messages.ts'
import { importedPoses } from './imported-poses.ts'
import { currentPacks, packOfShot } from './shot-geometry.ts'
import { workerLine } from './worker-line.ts'
import { WorkQueue } from './work-queue.ts'

/** What `generation.start` takes, but for other seeds, and the board it was compiled with. */
export interface CompiledShot {
  readonly shotId: string
  readonly boardId: string
  readonly headFrames: number
  /** The move that stands in for the shot's own camera; null where none does. */
  readonly move: string | null
  readonly spec: GenerationSpec
  readonly prepared: PreparedBoard
}

const queue = new WorkQueue()
const worker = workerLine<CompileRequest, CompileAnswer>(
  () => new Worker(new URL('./compile-worker.ts', import.meta.url), { type: 'module' }),
)

/**
 * A shot of the open film as a spec, compiled off the window's own thread: its board is prepared, its path evaluated, its
 * embedding digested, by the same functions as from the command line.
 * @param options.move takes the place of the shot's own camera, unless null
 * @throws StudioError `edit.unknown`, `shot.*`, `media.*`, `camera.*`; AbortError
 */
export async function compileShotSpec(
  shotId: string,
  { move = null, signal }: { readonly move?: string | null; readonly signal?: AbortSignal } = {},
): Promise<CompiledShot> {
  const film = move === null ? currentFilm() : filmWithMove(currentFilm(), shotId, move)
  const shot = findItem(film.shots, shotId, 'shot')
  const pack = packOfShot(shot, currentPacks())
  if (pack === null) throw new Error('there is no model pack')
  const board = startBoard(film, shot)
  const poses = shot.camera.source === 'file' ? await importedPoses(currentProjectId(), shot.camera.file) : []
  const { prepared } = await prepareBoard(board.id, pack.id, signal)
  const spec = await compile(shotToCompile(film, shot, factsOf(pack), prepared, poses), signal)
  return { shotId, boardId: board.id, headFrames: shot.handles.headFrames, move, spec, prepared }
}

/** Of a pack what a worker needs, which gets a copy. */
function factsOf({ id, version, family, manifestSha256, rayLayout, steps, frames, controls }: PackSummary): ShotPack {
  return { id, version, family, manifestSha256, rayLayout, steps, frames, controls }
}

async function compile(shot: ShotToCompile, signal: AbortSignal | undefined): Promise<GenerationSpec> {
  const answer = await queue.add(() => worker.ask({ kind: 'compile', shot }), { urgency: 'now', signal })
  return answer.kind === 'spec' ? answer.spec : unexpected(answer)
}

/** The spec's Plücker embedding as a .npy file. */
export async function pluckerNpy(spec: GenerationSpec, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await queue.add(() => worker.ask({ kind: 'npy', spec }), { urgency: 'soon', signal })
  return answer.kind === 'npy' ? answer.bytes : unexpected(answer)
}

/** The spec's Plücker embedding as pictures, one pair a model sample. */
export async function pluckerPicturesOf(
  spec: GenerationSpec,
  signal?: AbortSignal,
): Promise<{ readonly samples: readonly PluckerPictures[]; readonly momentRange: number }> {
  const answer = await queue.add(() => worker.ask({ kind: 'pictures', spec }), { urgency: 'soon', signal })
  return answer.kind === 'pictures' ? answer : unexpected(answer)
}

function unexpected({ kind }: CompileAnswer): never {
  throw new Error(`the worker that compiles answered with ${kind}`)
}
