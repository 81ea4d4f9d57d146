import { z } from 'zod'
import { StudioError } from '../contract/errors.ts'
import type { FrameRate } from '../contract/generation.ts'
import type { Result } from '../contract/result.ts'
import { radiansFromDegrees } from '../camera/intrinsics.ts'
import { filmLists } from '../project/schema/film.ts'
import { reduceRate } from '../timeline/rational.ts'
import { longestName, longestNote, plainText, type Story, type StoryPicture, type StoryShot } from './story.ts'

/** Numbers that some versions wrote as texts. */
const numberSchema = z.union([z.number(), z.string().trim().min(1).pipe(z.coerce.number())])
const textSchema = z.string().catch('')

const layerSchema = z.object({ url: z.string().catch(''), opacity: numberSchema.optional().catch(undefined) })

const boardSchema = z.object({
  uid: textSchema,
  url: textSchema,
  newShot: z.boolean().catch(false),
  shot: z.union([z.string(), z.number().transform(String)]).catch(''),
  duration: numberSchema.nullish().catch(null),
  dialogue: textSchema,
  action: textSchema,
  notes: textSchema,
  layers: z.record(z.string(), layerSchema.catch({ url: '', opacity: undefined })).catch({}),
  audio: z
    .object({ filename: z.string().min(1) })
    .nullish()
    .catch(null),
  sg: z
    .object({ data: z.object({ activeCamera: z.string(), sceneObjects: z.record(z.string(), z.unknown()) }) })
    .nullish()
    .catch(null),
})
type StoryboarderBoard = z.infer<typeof boardSchema>

const fileSchema = z.object({
  aspectRatio: numberSchema.nullish().catch(null),
  fps: numberSchema.nullish().catch(null),
  defaultBoardTiming: numberSchema.nullish().catch(null),
  boards: z.array(boardSchema),
})

/** Layers from the lowest up; the picture of older versions, which had no ink layer, lies where the ink does. */
const layerOrder = ['shot-generator', 'reference', 'fill', 'tone', 'pencil', 'ink', 'main', 'notes']

const defaultMilliseconds = 2000
const longestMilliseconds = 3_600_000

/**
 * Reads a `.storyboarder` project. Every board becomes a shot: each has its own picture, dialogue, action and note, which
 * one shot of several boards could not keep apart. Boards of one shot there share a group, named by that shot's number.
 * What is wrong with a single field is left out; the file is refused only where it is no project.
 * @param name of the file for messages and, without its extension, for the scene
 */
export function readStoryboarder(text: string, name: string): Result<Story> {
  const json = parseJson(text, name)
  if (!json.ok) return json
  if (isScriptProject(json.value)) return refused('import.storyboarder.script', { file: name })
  const parsed = fileSchema.safeParse(json.value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const place = issue?.path.map(String).join('.') || 'file'
    return refused('import.storyboarder.invalid', { file: name, place, problem: issue?.message ?? '' })
  }
  const { aspectRatio, fps, defaultBoardTiming, boards } = parsed.data
  const { maxItems } = filmLists.shots
  if (boards.length > maxItems) return refused('import.too-large', { file: name, count: boards.length, most: maxItems })
  const title = plainText(name.replace(/\.[^.]+$/, ''), longestName)
  const otherwise = between(defaultBoardTiming, 1, longestMilliseconds) ?? defaultMilliseconds
  const groups = groupsOf(boards)
  const shots = boards.map((board, index) => shotOf(board, groups[index] ?? '', otherwise))
  return {
    ok: true,
    value: {
      title,
      rate: rateOf(fps),
      aspect: between(aspectRatio, 0.2, 5),
      scenes: shots.length === 0 ? [] : [{ name: title, note: '', shots }],
      sounds: boards.filter(({ audio }) => audio !== null && audio !== undefined).length,
    },
  }
}

function refused(code: StudioError['code'], details: StudioError['details']): Result<never> {
  return { ok: false, error: new StudioError(code, details) }
}

function parseJson(text: string, file: string): Result<unknown> {
  try {
    return { ok: true, value: JSON.parse(text.replace(/^\uFEFF/, '')) }
  } catch (thrown) {
    return refused('import.storyboarder.not-json', { file, reason: thrown instanceof Error ? thrown.message : '' })
  }
}

/** A project that was made from a script names it, and keeps the boards of each scene in files of their own. */
function isScriptProject(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'scriptPath' in json && !('boards' in json)
}

function shotOf(board: StoryboarderBoard, group: string, otherwise: number): StoryShot {
  return {
    name: plainText(board.shot, longestName),
    group,
    dialogue: plainText(board.dialogue, longestNote),
    action: plainText(board.action, longestNote),
    note: plainText(board.notes, longestNote),
    seconds: (between(board.duration, 1, longestMilliseconds) ?? otherwise) / 1000,
    fovYRadians: fovOf(board),
    picture: pictureOf(board),
  }
}

/** The number of each board's shot where the shot has several boards, else nothing. */
function groupsOf(boards: readonly StoryboarderBoard[]): string[] {
  const numbers: number[] = []
  let number = 0
  for (const [index, { newShot }] of boards.entries()) {
    if (newShot || index === 0) number += 1
    numbers.push(number)
  }
  const isShared = (index: number): boolean => [index - 1, index + 1].some((other) => numbers[other] === numbers[index])
  return boards.map(({ shot }, index) => {
    if (!isShared(index)) return ''
    // `12C` is the third board of shot 12.
    return /^\d+/.exec(shot)?.[0] ?? String(numbers[index])
  })
}

function pictureOf({ url, layers }: StoryboarderBoard): StoryPicture {
  const named = Object.entries({ main: { url, opacity: undefined }, ...layers }).filter(([, layer]) => layer.url !== '')
  const height = (layer: string): number => {
    const at = layerOrder.indexOf(layer)
    return at < 0 ? layerOrder.indexOf('reference') : at
  }
  const base = url.replace(/\.[^.]+$/, '')
  return {
    layers: named
      .toSorted(([a], [b]) => height(a) - height(b))
      .map(([, layer]) => ({ file: layer.url, opacity: between(layer.opacity, 0, 1) ?? 1 })),
    whole: base === '' ? [] : [`${base}-posterframe.jpg`, `${base}-thumbnail.png`],
  }
}

const cameraSchema = z.object({ type: z.literal('camera'), fov: z.number().gt(1).lt(170) })

/** Vertical field of view of the shot generator's camera. */
function fovOf({ sg }: StoryboarderBoard): number | null {
  if (sg === null || sg === undefined) return null
  const { activeCamera, sceneObjects } = sg.data
  const camera = cameraSchema.safeParse(Object.hasOwn(sceneObjects, activeCamera) ? sceneObjects[activeCamera] : null)
  return camera.success ? radiansFromDegrees(camera.data.fov) : null
}

/** Rates that are written with decimals and mean a multiple of 1000/1001. */
const ntscRates = [24, 30, 48, 60, 120]

function rateOf(fps: number | null | undefined): FrameRate | null {
  const rate = between(fps, 1, 240)
  if (rate === null) return null
  const ntsc = ntscRates.find((whole) => !Number.isInteger(rate) && Math.abs(rate - whole / 1.001) < 0.006)
  if (ntsc !== undefined) return { numerator: ntsc * 1000, denominator: 1001 }
  return reduceRate({ numerator: Math.round(rate * 1000), denominator: 1000 })
}

function between(value: number | null | undefined, least: number, most: number): number | null {
  return value !== null && value !== undefined && value >= least && value <= most ? value : null
}
