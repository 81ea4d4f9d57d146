import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { CameraPath } from '../../../core/camera/path-schema.ts'
import { StudioError } from '../../../core/contract/errors.ts'
import type { GenerationSpec } from '../../../core/contract/generation.ts'
import { takeSchema, type Take } from '../../../core/contract/take.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { findPackById } from '../../../main/services/models/models.ts'
import { makeProjectTake, newTakeId, type ProjectTake } from '../../../main/services/takes/project-take.ts'
import { remakeTake } from '../../../main/services/takes/remake-take.ts'
import { renderShot } from '../../../main/services/takes/render-shot.ts'
import { listTakes, summariseTake } from '../../../main/services/takes/take-index.ts'
import { runCommandLine } from '../../support/command-line.ts'
import { tinyPack } from '../../support/take.ts'
import { aPath } from '../../unit/project/films.ts'
import { decode } from '../media/media-worker.ts'
import { aProject, aSmallShot, context, putMedia, testTools, type TestProject, type TestTools } from './project.ts'

const onCpu = { provider: 'cpu', threads: 2 } as const

async function render(tools: TestTools, { folder, film }: TestProject, shotId = 's1'): Promise<ProjectTake> {
  const pack = await findPackById(null, tools.packs)
  const input = { projectFolder: folder, film, shotId, pack, seed: null, steps: null, run: onCpu, target: null }
  return renderShot(tools)(input, context())
}

function readTake(folder: string): Take {
  return takeSchema.parse(JSON.parse(readFileSync(path.join(folder, 'take.json'), 'utf8')))
}

/** Key frames of an MP4 by its sync sample table, counted from 1; every frame is one when there is no table. */
function keyFrames(file: string): number[] {
  const bytes = readFileSync(file)
  const at = bytes.indexOf('stss', 0, 'latin1')
  return Array.from({ length: bytes.readUInt32BE(at + 8) }, (_, i) => bytes.readUInt32BE(at + 12 + 4 * i))
}

const zoomed: CameraPath = {
  ...aPath(4),
  keys: aPath(4).keys.map((key, i) => ({ ...key, focalLengthMm: 24 + 30 * i })),
}
const pose = (x: number): string => `${x * 1e6} 0.6 1.2 0.5 0.5 0 0 1 0 0 ${-x} 0 1 0 0 0 0 1 0`
const poseFile = `https://example.org\n${[0, 0.1, 0.2, 0.3].map(pose).join('\n')}\n`

function withShot(film: Film, more: Partial<Shot>): Film {
  return { ...film, shots: [aSmallShot('s1', 'b1', more)] }
}

const films: [string, (film: Film, folder: string) => Film][] = [
  ['of a shot with handles', (film) => film],
  [
    'in a wide film, of the lower edge of its board',
    (film) => ({
      ...film,
      format: { width: 2390, height: 1000 },
      boards: film.boards.map((board) => ({ ...board, crop: { x: 0, y: 0.5, width: 1, height: 0.5 } })),
    }),
  ],
  [
    'with a lens that zooms, on another sensor',
    (film) => ({
      ...withShot(film, { camera: { source: 'keys', path: zoomed, layers: [] }, anchorFrame: 2 }),
      sensorWidthMm: 36,
    }),
  ],
  [
    'with the poses of a file',
    (film, folder) => {
      const file = putMedia(folder, Buffer.from(poseFile), 'txt')
      return withShot(film, { camera: { source: 'file', file, unitsPerSubjectDistance: 2, poseSize: null } })
    },
  ],
]

test.each(films)('a take %s obeys one embedding, here, in the worker and on the command line', async (_, change) => {
  const project = aProject(change)
  const made = await render(testTools(), project)
  const { spec } = made.take
  // Handles included: 2 + 5 + 1.
  expect([spec.filmCameras.length, spec.sampleCameras.length]).toEqual([8, 3])
  const words = [
    'render',
    project.folder,
    '--model',
    tinyPack,
    '--provider',
    'cpu',
    '--threads',
    '2',
    '--no-measure',
    '--json',
  ]
  const { exitCode, standardOutput, standardError } = await runCommandLine(words)
  expect(exitCode, standardError).toBe(0)
  const { takes } = JSON.parse(standardOutput) as { takes: [{ embeddingSha256: string; folder: string }] }
  expect(takes[0].embeddingSha256).toBe(spec.pluckerSha256)
  const again = readTake(takes[0].folder)
  // The command line's own bundle, in another process: every number of every camera is the same.
  expect(again.spec).toEqual(spec)
  expect(again.files.frames).toEqual(made.take.files.frames)
  expect((await listTakes(project.folder)).map(({ take }) => take?.shotId)).toEqual(['s1', 's1'])
})

test('a take holds all that it was made of, and what shot it is of', async () => {
  const tools = testTools()
  const project = aProject((film) => ({ ...film, format: { width: 2390, height: 1000 } }))
  const before = Date.now()
  const { id, folder, take } = await render(tools, project)
  expect(folder).toBe(path.join(project.folder, 'takes', id))
  const frames = Array.from({ length: 8 }, (_, index) => `frame_000${index}.png`)
  expect(readdirSync(folder).toSorted()).toEqual(
    ['clip.mp4', 'cut.otio', 'depth.npy', ...frames, 'picture.png', 'take.json'].toSorted(),
  )
  expect(readdirSync(path.join(project.folder, 'takes'))).toEqual([id])
  const shot = project.film.shots[0]!
  expect(readTake(folder)).toEqual(take)
  expect(take).toMatchObject({
    shot: { id: 's1', name: shot.name, headFrames: 2 },
    spec: { delivery: { size: { width: 128, height: 54 }, box: { x: 0, width: 128, height: 128 / 2.39 } } },
    source: {
      camera: { kind: 'shot', camera: { source: 'keys', path: aPath(4), anchorFrame: 0, boardFocalLengthMm: 24 } },
      depth: { kind: 'flat' },
      picture: { width: 300, height: 200, file: { name: project.film.boards[0]!.picture.media.slice(6) } },
    },
    run: { provider: 'cpu', threads: 2 },
  })
  // A draft's frames have the model's pixels, and all of them are delivered.
  expect(take.deliveryBox).toBeUndefined()
  expect(await decode(path.join(folder, 'frame_0003.png'), 128, 54)).toHaveLength(128 * 54 * 3)
  expect(take.madeAt).toBeGreaterThanOrEqual(before)
  const { width, height, sha256 } = take.spec.picture
  const picture = readFileSync((await tools.rasters.fileOf('picture', sha256))!)
  expect(Buffer.from(await decode(path.join(folder, 'picture.png'), width, height)).equals(picture)).toBe(true)
  expect((await listTakes(project.folder))[0]!.take).toEqual(summariseTake(id, take, 0))
})

test('its movie can be entered every few frames', async () => {
  const { folder } = await render(
    testTools(),
    aProject((film) => withShot(film, { durationFrames: 17 })),
  )
  const entries = keyFrames(path.join(folder, 'clip.mp4'))
  expect(entries[0]).toBe(1)
  // 20 frames; the encoder may put further ones where the picture changes.
  const gaps = [...entries.slice(1), 21].map((frame, index) => frame - entries[index]!)
  expect(Math.max(...gaps)).toBeLessThanOrEqual(6)
})

test('a take is made again to the same frames, and keeps its shot', async () => {
  const tools = testTools()
  const project = aProject((film) => withShot(film, { generation: { ...film.shots[0]!.generation, steps: 8 } }))
  const first = await render(tools, project)
  // More steps than a draft's: frames for the edit.
  expect(await decode(path.join(first.folder, 'frame_0007.png'), 1280, 720)).toHaveLength(1280 * 720 * 3)
  expect((await listTakes(project.folder))[0]!.take).toMatchObject({ size: { width: 1280, height: 720 } })
  const target = path.join(project.folder, 'again')
  const output = { target, overwrite: false, movie: 'none' } as const
  const wish = { recipe: first.folder, model: null, output, run: { provider: null, threads: null } }
  const again = await remakeTake(tools)(wish, context())
  expect(again.differentFrames).toEqual([])
  expect(readTake(target)).toMatchObject({ shot: first.take.shot!, spec: first.take.spec })
})

test('a spec of a board that has changed since is refused by name, and nothing is written', async () => {
  const tools = testTools()
  const project = aProject()
  const { take } = await render(tools, project)
  const pack = await findPackById(null, tools.packs)
  const makes = (film: Film, spec: GenerationSpec = take.spec): Promise<unknown> => {
    const shot = { projectFolder: project.folder, film, shotId: 's1', boardId: 'b1', headFrames: 2 }
    return makeProjectTake(tools)({ ...shot, spec, pack, run: onCpu }, context()).catch((thrown: unknown) => thrown)
  }
  const [board] = project.film.boards
  const changes = [
    { crop: { x: 0, y: 0, width: 0.5, height: 0.5 } },
    { depth: { origin: 'ground', horizon: 0.4 } as const },
  ]
  for (const change of changes) {
    const refused = await makes({ ...project.film, boards: [{ ...board!, ...change }] })
    expect(refused).toMatchObject({ code: 'inference.shot-stale', details: { shot: 'Shot s1' } })
  }
  const otherPack = { ...take.spec, pack: { ...take.spec.pack, manifestSha256: '0'.repeat(64) } }
  expect(await makes(project.film, otherPack)).toMatchObject({ code: 'inference.pack-differs' })
  const forged = { ...take.spec, pluckerSha256: '0'.repeat(64) }
  expect(await makes(project.film, forged)).toMatchObject({ code: 'inference.embedding-differs' })
  expect(await makes({ ...project.film, shots: [] })).toBeInstanceOf(StudioError)
  expect(readdirSync(path.join(project.folder, 'takes'))).toHaveLength(1)
})

test('a raster that is gone from the cache is made again', async () => {
  const tools = testTools()
  const project = aProject()
  const first = await render(tools, project)
  for (const name of readdirSync(path.join(tools.cacheFolder, 'rasters')))
    writeFileSync(path.join(tools.cacheFolder, 'rasters', name), '')
  const again = await render(tools, project)
  expect(again.take.files.frames).toEqual(first.take.files.frames)
})

test('ids of takes sort by time and never meet', () => {
  const times = [0, 1, 999, 1000, 60_000, 86_400_000, 1_800_000_000_000, 1_800_000_000_001]
  const ids = times.map((time) => newTakeId(new Date(time)))
  expect(ids.toSorted()).toEqual(ids)
  expect(ids[0]).toMatch(/^19700101-000000-000-[0-9a-f]{6}$/)
  expect(new Set(Array.from({ length: 50 }, () => newTakeId(new Date(0)))).size).toBe(50)
})
