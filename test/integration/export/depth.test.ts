import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeSchema } from '../../../core/contract/take.ts'
import { expectSuccess, runCommandLine } from '../../support/command-line.ts'
import { tinyPack } from '../../support/take.ts'
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
    const own = readFileSync(join(again, `depth_${String(frame).padStart(4, '0')}.exr`))
    const file = join(folder, 'depth', 'media', 'SH010_depth', names('SH010')[frame]!)
    expect(readFileSync(file).equals(own), names('SH010')[frame]).toBe(true)
  }
})
