import path from 'node:path'
import type { GenerationSpec } from '../../../core/contract/generation.ts'
import type { LongTask, TaskContext } from '../../../core/contract/tasks.ts'
import { compileShot } from '../../../core/project/compile-shot.ts'
import { findItem } from '../../../core/project/edits/items.ts'
import { filmWithMove } from '../../../core/project/film-with-move.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { shotToCompile, startBoard } from '../../../core/project/shot-to-compile.ts'
import { readPoses } from './pose-file.ts'
import { prepareBoard } from '../boards/prepare-board.ts'
import { partOf } from '../progress-part.ts'
import { makeProjectTake, type ProjectTake, type ProjectTakeTools } from './project-take.ts'
import type { InstalledPack } from '../models/read-manifest.ts'
import type { RunWish } from './run-generation.ts'
import type { TakeRequest } from './take-queue.ts'
import { ownFile } from '../files/own-file.ts'

export interface RenderShotInput {
  /** Absolute. */
  readonly projectFolder: string
  readonly film: Film
  readonly shotId: string
  readonly pack: InstalledPack
  /** What is to be other than the shot says; null keeps it. */
  readonly seed: number | null
  readonly steps: number | null
  readonly run: RunWish
  /** A folder for the take, absolute; null puts it into the project. */
  readonly target: string | null
}

/** Part of the whole task's progress that compiling takes. */
const compiledPart = 0.04

/**
 * A take of a shot of the film, compiled by the functions that the window compiles with.
 * @throws StudioError of a shot that cannot be compiled, and of {@link makeProjectTake}; AbortError
 */
export function renderShot(tools: ProjectTakeTools): LongTask<RenderShotInput, ProjectTake> {
  return async (input, context) => {
    const { projectFolder, film, pack, run, target } = input
    const request = await compileTake(tools)(input, partOf(context, 0, compiledPart))
    const take = { projectFolder, film, ...request, pack, run, target }
    return makeProjectTake(tools)(take, partOf(context, compiledPart, 1))
  }
}

interface CompileTakeInput extends Omit<RenderShotInput, 'run' | 'target'> {
  /** Takes the place of the shot's own camera; null or left out for none. */
  readonly move?: string | null
}

/** A take of a shot of the film, not made yet. @throws StudioError of a shot that cannot be compiled; AbortError */
export function compileTake(tools: ProjectTakeTools): LongTask<CompileTakeInput, TakeRequest> {
  return async (input, context) => {
    const { shotId, move = null } = input
    const film = move === null ? input.film : filmWithMove(input.film, shotId, move)
    const shot = findItem(film.shots, shotId, 'shot')
    const spec = await compile({ ...input, film }, shot, tools, context)
    const { headFrames } = shot.handles
    return { shotId, boardId: startBoard(film, shot).id, headFrames, ...(move === null ? {} : { move }), spec }
  }
}

async function compile(
  { projectFolder, film, pack, seed, steps }: Omit<RenderShotInput, 'run' | 'target'>,
  shot: Shot,
  tools: ProjectTakeTools,
  context: TaskContext,
): Promise<GenerationSpec> {
  const { id, version, family, rayLayout, sizes, steps: packSteps, frames, controls } = pack.manifest
  const facts = {
    id,
    version,
    family,
    manifestSha256: pack.manifestSha256,
    rayLayout,
    steps: packSteps,
    frames,
    controls,
  }
  const prepare = prepareBoard({ ...tools, version: tools.installation.craneshot })
  const board = await prepare({ projectFolder, film, boardId: startBoard(film, shot).id, sizes }, context)
  const { camera, generation } = shot
  const poses =
    camera.source === 'file'
      ? (await readPoses(await ownFile(projectFolder, path.join(projectFolder, camera.file)))).rows
      : []
  const wanted = {
    ...shot,
    generation: { ...generation, seed: seed ?? generation.seed, steps: steps ?? generation.steps },
  }
  return compileShot(shotToCompile(film, wanted, facts, board, poses))
}
