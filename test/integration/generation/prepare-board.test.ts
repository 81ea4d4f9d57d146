import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { writeNpyFloat32 } from '../../../core/camera/formats/npy.ts'
import { preparedBoardSchema, type PreparedBoard } from '../../../core/contract/studio.ts'
import type { Board } from '../../../core/project/schema/board.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import { ProcessClient } from '../../../main/jobs/process-client.ts'
import { prepareBoard } from '../../../main/services/boards/prepare-board.ts'
import { writeBoard } from '../../support/board.ts'
import { decode } from '../media/media-worker.ts'
import { aProject, context, putBoard, putMedia, testTools, type TestProject, type TestTools } from './project.ts'

const sizes = [
  { width: 128, height: 64 },
  { width: 64, height: 64 },
]

function prepare(tools: TestTools, { folder, film }: TestProject, boardId = 'b1'): Promise<PreparedBoard> {
  return prepareBoard({ ...tools, version: '1' })({ projectFolder: folder, film, boardId, sizes }, context())
}

async function picture(tools: TestTools, { picture }: PreparedBoard): Promise<Buffer> {
  return readFileSync((await tools.rasters.fileOf('picture', picture.sha256))!)
}

/** Depth as [height][width]. */
async function depthRows(tools: TestTools, { depth }: PreparedBoard): Promise<Float32Array[]> {
  const bytes = readFileSync((await tools.rasters.fileOf('depth', depth.sha256))!)
  const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
  return Array.from({ length: depth.height }, (_, row) => values.slice(row * depth.width, (row + 1) * depth.width))
}

function withBoard(project: TestProject, change: Partial<Board>): TestProject {
  return { ...project, film: { ...project.film, boards: [{ ...project.film.boards[0]!, ...change }] } }
}

test('a board is framed for the model and decoded as the model gets it', async () => {
  const tools = testTools()
  const project = aProject()
  const board = await prepare(tools, project)
  expect(preparedBoardSchema.parse(board)).toEqual(board)
  // 16:9 wastes less of 2:1 than of a square; its delivered part is 64 · 16 / 9 columns in the middle.
  expect(board.size).toEqual({ width: 128, height: 64 })
  const width = (64 * 16) / 9
  expect(board.deliveryBox).toEqual({ x: (128 - width) / 2, y: 0, width, height: 64 })
  // The board is 300 × 200: its film frame is 300 × 168.75, and a 2:1 frame of that height would not fit; 300 × 150 does.
  const crop = { x: 0, y: 25 / 200, width: 1, height: 150 / 200 }
  const file = path.join(project.folder, project.film.boards[0]!.picture.media)
  // As many pixels as the board has there: fewer than the film could show.
  expect(board.picture).toMatchObject({ width: 300, height: 150 })
  expect((await picture(tools, board)).equals(await decode(file, 300, 150, crop))).toBe(true)
  for (const row of await depthRows(tools, board)) expect(row).toEqual(new Float32Array(128).fill(1))
})

test('a board that was prepared is there at once, without any process', async () => {
  const tools = testTools()
  const project = aProject()
  const first = await prepare(tools, project)
  const start = (): never => expect.unreachable('a process was started')
  const media = new ProcessClient({ start, diedCode: 'command.media-process-died' })
  expect(await prepare({ ...tools, media }, project)).toEqual(first)
})

test('a raster of depth keeps the board’s own length, however the board is framed', async () => {
  const tools = testTools()
  // 3 units near in the left half, 12 far in the right: the median of either half is not the board's.
  const values = Float32Array.from({ length: 30 * 20 }, (_, i) => (i % 30 < 15 ? 3 : 12))
  const project = aProject((film, folder) => ({
    ...film,
    format: { width: 64, height: 64 },
    boards: [
      putBoard(folder, 'b1', 300, 200, {
        depth: { origin: 'file', raster: putMedia(folder, writeNpyFloat32([20, 30], values), 'npy') },
        subjectDistance: 6,
      }),
    ],
  }))
  const left = withBoard(project, { crop: { x: 0, y: 0.1, width: 0.4, height: 0.6 } })
  const right = withBoard(project, { crop: { x: 0.6, y: 0.1, width: 0.4, height: 0.6 } })
  const depths = async (which: TestProject): Promise<number[]> => [
    ...new Set((await depthRows(tools, await prepare(tools, which))).flatMap((row) => [...row])),
  ]
  expect(await depths(left)).toEqual([0.5])
  expect(await depths(right)).toEqual([2])
  // Without a length of its own the board's unit is its median.
  expect(await depths(withBoard(left, { subjectDistance: null }))).toEqual([1])
})

test('a ground meets its horizon on the film’s frame, not on the model’s', async () => {
  const tools = testTools()
  const ground = { origin: 'ground', horizon: 0.25 } as const
  const wide = aProject((film, folder) => ({
    ...film,
    format: { width: 2390, height: 1000 },
    boards: [putBoard(folder, 'b1', 300, 200, { depth: ground })],
  }))
  const board = await prepare(tools, wide)
  expect(board.size).toEqual({ width: 128, height: 64 })
  const { deliveryBox } = board
  expect(deliveryBox.height).toBeCloseTo(128 / 2.39, 9)
  const rows = (await depthRows(tools, board)).map(([first]) => first!)
  // On a plane the depth is inverse to the distance from the horizon, in rows: two rows tell where the horizon is.
  const [a, b] = [50, 60]
  const horizon = (rows[a]! * (a + 0.5) - rows[b]! * (b + 0.5)) / (rows[a]! - rows[b]!)
  expect(horizon).toBeCloseTo(deliveryBox.y + 0.25 * deliveryBox.height, 3)
})

test('each kind of depth and each crop is a raster of its own', async () => {
  const tools = testTools()
  const project = aProject()
  const variants = [
    {},
    { depth: { origin: 'ground', horizon: 0.4 } as const },
    { depth: { origin: 'ground', horizon: 0.5 } as const },
    { depth: { origin: 'ground', horizon: 0.4 } as const, lens: { focalLengthMm: 50, origin: 'chosen' } as const },
  ]
  const boards = await Promise.all(variants.map((change) => prepare(tools, withBoard(project, change))))
  expect(new Set(boards.map(({ depth }) => depth.sha256)).size).toBe(4)
  expect(new Set(boards.map(({ picture }) => picture.sha256)).size).toBe(1)
  const cropped = await prepare(tools, withBoard(project, { crop: { x: 0.5, y: 0.5, width: 0.4, height: 0.4 } }))
  expect(cropped.picture.sha256).not.toBe(boards[0]!.picture.sha256)
})

test('two programs may prepare the same boards at the same time', async () => {
  const one = testTools()
  const other = testTools(one.cacheFolder)
  const project = aProject()
  const boards = await Promise.all([one, other, one, other].map((tools) => prepare(tools, project)))
  for (const board of boards) expect(board).toEqual(boards[0])
})

test.each<[string, (film: Film, folder: string) => Film, string]>([
  [
    'the picture is gone',
    (film) => ({ ...film, boards: [{ ...film.boards[0]!, picture: { ...film.boards[0]!.picture, media: missing } }] }),
    'media.missing',
  ],
  [
    'the depth is of another picture',
    (film, folder) => withDepth(film, putMedia(folder, writeNpyFloat32([2, 2], Float32Array.of(1, 1, 1, 1)), 'npy')),
    'command.depth.shape',
  ],
  [
    'the depth has nothing in the frame',
    (film, folder) => withDepth(film, putMedia(folder, writeNpyFloat32([20, 30], new Float32Array(600)), 'npy')),
    'command.depth.empty',
  ],
  [
    'the picture is none',
    (film, folder) => {
      const media = putMedia(folder, Buffer.from('no picture'), 'png')
      return { ...film, boards: [{ ...film.boards[0]!, picture: { ...film.boards[0]!.picture, media } }] }
    },
    'media.picture.unknown',
  ],
])('when %s, the error says so and names the file', async (_, change, code) => {
  const project = aProject(change)
  const refused = await prepare(testTools(), project).catch((thrown: unknown) => thrown)
  expect(refused).toMatchObject({
    code,
    details: { file: expect.stringContaining(path.join(project.folder, 'media')) },
  })
})

test('a cache that cannot be written is a named error', async () => {
  const tools = testTools()
  writeFileSync(path.join(tools.cacheFolder, 'rasters'), 'a file in the folder’s place')
  await expect(prepare(tools, aProject())).rejects.toMatchObject({ code: 'media.write' })
})

test('a file of another content than its name says stands for nothing, in this project or another', async () => {
  const tools = testTools()
  const [honest, hostile] = [aProject(), aProject()]
  const file = path.join(hostile.folder, hostile.film.boards[0]!.picture.media)
  expect(path.basename(file)).toBe(path.basename(honest.film.boards[0]!.picture.media))
  writeBoard(file, 96, 54)
  await expect(prepare(tools, hostile)).rejects.toMatchObject({ code: 'media.changed', details: { file } })
  const alone = await prepare(testTools(), honest)
  expect(await prepare(tools, honest)).toEqual(alone)
})

const missing = `media/${'0'.repeat(64)}.png`

function withDepth(film: Film, raster: string): Film {
  return { ...film, boards: [{ ...film.boards[0]!, depth: { origin: 'file', raster } }] }
}
