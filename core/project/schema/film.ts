import { z } from 'zod'
import { frameRateSchema } from '../../contract/generation.ts'
import { containsRange, type FrameRange } from '../../timeline/range.ts'
import { allowsDropFrame } from '../../timeline/timecode.ts'
import { boardSchema } from './board.ts'
import { cutSchema, type CutItem } from './cut.ts'
import { sceneSchema, shotSchema, type Shot } from './shot.ts'
import { haveUniqueIds, nameSchema, noteSchema } from './values.ts'

/** The film's lists, each with the schema of its items and its longest length. */
export const filmLists = {
  boards: { item: boardSchema, maxItems: 5000 },
  scenes: { item: sceneSchema, maxItems: 1000 },
  shots: { item: shotSchema, maxItems: 5000 },
} as const

export const filmFieldsSchema = z.strictObject({
  name: nameSchema,
  note: noteSchema,
  format: z.strictObject({
    width: z.number().int().min(16).max(16384),
    height: z.number().int().min(16).max(16384),
  }),
  rate: frameRateSchema,
  /** Width of the picture on the sensor that focal lengths are stated for; lenses are fitted horizontally. */
  sensorWidthMm: z.number().min(1).max(200),
  /** Metres in one subject distance, for display and exports that state metres. */
  metresPerUnit: z.number().min(1e-4).max(1e5),
  boards: z.array(boardSchema).max(filmLists.boards.maxItems).refine(haveUniqueIds, 'has two boards with one id'),
  scenes: z.array(sceneSchema).max(filmLists.scenes.maxItems).refine(haveUniqueIds, 'has two scenes with one id'),
  shots: z.array(shotSchema).max(filmLists.shots.maxItems).refine(haveUniqueIds, 'has two shots with one id'),
  cut: cutSchema,
})

/** The whole document. Immutable: edits make new films that share what they leave alone. */
export type Film = z.infer<typeof filmFieldsSchema>

/** The film of the current version: every field within limits, and everything that is named exists. */
export const filmSchema = filmFieldsSchema.superRefine((film, context) => {
  for (const { path, message } of brokenReferences(film)) context.addIssue({ code: 'custom', path, message })
})

export interface BrokenReference {
  readonly path: (string | number)[]
  readonly message: string
}

/** Every place where the film names something that is not in it, or frames that a shot does not have. */
export function brokenReferences(film: Film): BrokenReference[] {
  const boards = new Set(film.boards.map(({ id }) => id))
  const scenes = new Set(film.scenes.map(({ id }) => id))
  const broken: BrokenReference[] = []
  film.shots.forEach((shot, index) => {
    shot.boards.forEach(({ boardId }, use) => {
      if (!boards.has(boardId))
        broken.push({ path: ['shots', index, 'boards', use, 'boardId'], message: 'names no board of the film' })
    })
    if (shot.sceneId !== null && !scenes.has(shot.sceneId))
      broken.push({ path: ['shots', index, 'sceneId'], message: 'names no scene of the film' })
  })
  film.scenes.forEach((scene, index) => {
    if (scene.placements.some(({ boardId }) => !boards.has(boardId)))
      broken.push({ path: ['scenes', index, 'placements'], message: 'name a board that is not in the film' })
  })
  if (film.cut.dropFrame && !allowsDropFrame(film.rate))
    broken.push({ path: ['cut', 'dropFrame'], message: 'needs a rate of 29.97 or 59.94' })
  return [...broken, ...brokenClips(film)]
}

function brokenClips(film: Film): BrokenReference[] {
  const shots = new Map(film.shots.map((shot) => [shot.id, shot]))
  return film.cut.items.flatMap((item, index, items) => {
    if (item.kind !== 'clip') return []
    const shot = shots.get(item.shotId)
    if (shot === undefined) return [{ path: ['cut', 'items', index, 'shotId'], message: 'names no shot of the film' }]
    if (!containsRange(shotFrames(shot), usedFrames(items, index)))
      return [{ path: ['cut', 'items', index, 'source'], message: 'reaches beyond the shot and its handles' }]
    return []
  })
}

/** All frames of a shot, handles included: what a take of it holds. Frame 0 is the first without the handle. */
export function shotFrames(shot: Shot): FrameRange {
  // Not its negative: of no handle that would be a zero with a sign, which no film keeps.
  return { start: 0 - shot.handles.headFrames, end: shot.durationFrames + shot.handles.tailFrames }
}

/** Frames of the clip's shot that the cut shows, those under dissolves included. */
export function usedFrames(items: readonly CutItem[], index: number): FrameRange {
  const item = items[index]
  if (item?.kind !== 'clip') throw new RangeError(`cut item ${index} is no clip`)
  const before = items[index - 1]
  const after = items[index + 1]
  return {
    start: item.source.start - (before?.kind === 'dissolve' ? before.inFrames : 0),
    end: item.source.end + (after?.kind === 'dissolve' ? after.outFrames : 0),
  }
}

/** Full HD, 24 frames a second, Super 35 sensor, start at 01:00:00:00, nothing in it. */
export function emptyFilm(name: string): Film {
  return {
    name,
    note: '',
    format: { width: 1920, height: 1080 },
    rate: { numerator: 24, denominator: 1 },
    sensorWidthMm: 24.89,
    metresPerUnit: 3,
    boards: [],
    scenes: [],
    shots: [],
    cut: { startFrame: 86_400, dropFrame: false, items: [], markers: [], soundTracks: [] },
  }
}
