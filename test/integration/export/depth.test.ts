import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { presetOptions } from '../../../core/export/presets.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import { planExport } from '../../../main/services/exports/export-plan.ts'
import { takeSchema } from '../../../core/contract/take.ts'
import { expectSuccess, runCommandLine } from '../../support/command-line.ts'
import { filmOnDisk } from '../../support/project-on-disk.ts'
import { tinyPack } from '../../support/take.ts'
import { readDepthExr } from '../../unit/media/exr-reader.ts'
import { makeProject, makeTake, takeFrames } from './film-project.ts'

const folder = mkdtempSync(join(tmpdir(), 'craneshot-test-'))
const home = join(folder, 'home')
const rate = { numerator: 24, denominator: 1 }
const nothingElse = ['--no-cut', '--no-shots', '--no-timelines', '--no-cameras']
let made = ''
let project = ''
beforeAll(async () => {
  made = await makeTake(folder, rate)
  project = makeProject(folder, made, rate)
  // As if a machine with a graphics card had made it.
  const recipe = join(project, 'takes', 't2', 'take.json')
  const take = takeSchema.parse(JSON.parse(readFileSync(recipe, 'utf8')))
  writeFileSync(recipe, JSON.stringify({ ...take, run: { ...take.run, provider: 'webgpu' } }))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function exported(out: string) {
  const words = ['export', project, '--out', join(folder, out), '--depth-exr', ...nothingElse, '--json']
  const environment = { CRANESHOT_HOME: home }
  const { exitCode, standardOutput } = await runCommandLine(words, { folder, environment })
  return { exitCode, json: JSON.parse(standardOutput) }
}

test('without the model that made a take the export says which one, and writes nothing', async () => {
  const { exitCode, json } = await exported('never')
  const { spec } = takeSchema.parse(JSON.parse(readFileSync(join(made, 'take.json'), 'utf8')))
  expect(exitCode).toBe(1)
  expect(json.error).toMatchObject({ code: 'command.recipe.pack', details: { id: spec.pack.id } })
  expect(existsSync(join(folder, 'never'))).toBe(false)
})

test('what would fail when its turn comes is found before anything is made', async () => {
  const film = filmOnDisk(project)
  const options = { ...presetOptions('generic'), depthExr: true }
  const input = { projectFolder: project, film, options, outFolder: join(folder, 'never'), overwrite: false }
  const none = { embeddedPack: tinyPack, userPacks: join(folder, 'none') }
  expect(await planExport({ ...input, options: presetOptions('generic') }, none)).toMatchObject({
    shots: { length: 3 },
  })
  const elsewhere = { ...none, embeddedPack: join(folder, 'none') }
  await expect(planExport(input, elsewhere)).rejects.toMatchObject({ code: 'command.recipe.pack' })
  const long = (recordStartFrame: number): Film => {
    const [track] = film.cut.soundTracks
    const clips = [{ ...track!.clips[0]!, recordStartFrame }]
    return { ...film, cut: { ...film.cut, soundTracks: [{ ...track!, clips }] } }
  }
  const limit = { code: 'export.too-long', details: { minutes: 167, most: 138 } }
  await expect(planExport({ ...input, film: long(240_000) }, none)).rejects.toMatchObject(limit)
  expect(await planExport({ ...input, film: long(180_000) }, none)).toMatchObject({ shots: { length: 3 } })
  const boards = film.boards.map((board) => ({
    ...board,
    picture: { ...board.picture, media: `media/${'0'.repeat(64)}.png` },
  }))
  const lost = planExport({ ...input, film: { ...film, boards } }, none)
  await expect(lost).rejects.toMatchObject({ code: 'export.media-missing' })
})

test('each shot with a take gets the depth that making the take again writes, whatever it was made on, frame by frame', async () => {
  cpSync(tinyPack, join(home, 'models', 'tiny'), { recursive: true })
  const { exitCode, json } = await exported('depth')
  expect(json.error).toBeUndefined()
  expect(exitCode).toBe(0)
  const names = (stem: string): string[] =>
    Array.from({ length: takeFrames }, (_, frame) => `${stem}_depth.${String(frame).padStart(4, '0')}.exr`)
  expect(readdirSync(join(folder, 'depth', 'media')).toSorted()).toEqual(['SH010_depth', 'shot_002_depth'])
  for (const stem of ['SH010', 'shot_002'])
    expect(readdirSync(join(folder, 'depth', 'media', `${stem}_depth`)).toSorted()).toEqual(names(stem))
  expect(json.files.map(({ kind }: { kind: string }) => kind)).toEqual(Array(2 * takeFrames).fill('depth'))
  // The third shot has no take.
  expect(json.notes).toContainEqual(expect.objectContaining({ code: 'export.note.no-depth', details: { count: 1 } }))

  const again = join(folder, 'again')
  await expectSuccess([
    'generate',
    '--recipe',
    made,
    '--model',
    tinyPack,
    '--depth-exr',
    '--movie',
    'none',
    '--out',
    again,
  ])
  for (const frame of [0, takeFrames - 1]) {
    const own = readDepthExr(readFileSync(join(again, `depth_${String(frame).padStart(4, '0')}.exr`)))
    const file = join(folder, 'depth', 'media', 'SH010_depth', names('SH010')[frame]!)
    const shown = readDepthExr(readFileSync(file))
    // The take is as high as wide, the film 16:9: the depth is of the part that the movie shows.
    expect([shown.width, shown.height]).toEqual([own.width, Math.round((own.width * 9) / 16)])
    const above = Math.round((own.height - (own.width * 9) / 16) / 2)
    expect(shown.values).toEqual(own.values.slice(above * own.width, (above + shown.height) * own.width))
  }
})
