import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { takeSchema, type Take } from '../../../core/contract/take.ts'
import { patchBetween } from '../../../core/project/film-patch.ts'
import { openProject } from '../../../main/services/projects/project-open.ts'
import { commandLineProgram, runCommandLine, type CommandLineResult } from '../../support/command-line.ts'
import { tinyPack } from '../../support/take.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { aProject, aSmallShot, putBoard, type TestProject } from './project.ts'

const measured = ['--model', tinyPack, '--provider', 'cpu', '--steps', '2']
const settings = [...measured, '--no-measure']

function render(project: TestProject, ...words: string[]): Promise<CommandLineResult> {
  return runCommandLine(['render', project.folder, ...settings, ...words])
}

function twoShots(): TestProject {
  return aProject((film) => ({
    ...film,
    shots: [aSmallShot('s1', 'b1', { name: '부두 #1' }), aSmallShot('s2', 'b1', { name: '' })],
  }))
}

function readTake(folder: string): Take {
  return takeSchema.parse(JSON.parse(readFileSync(path.join(folder, 'take.json'), 'utf8')))
}

function takesOf({ folder }: TestProject): Take[] {
  const takes = path.join(folder, 'takes')
  return readdirSync(takes)
    .toSorted()
    .map((id) => readTake(path.join(takes, id)))
}

test('every shot gets a take in the project, with its embedding told', async () => {
  const project = twoShots()
  const { exitCode, standardOutput, standardError } = await render(project)
  expect(exitCode, standardError).toBe(0)
  const takes = takesOf(project)
  expect(takes.map(({ shot }) => shot)).toEqual([
    { id: 's1', name: '부두 #1', headFrames: 2 },
    { id: 's2', name: '', headFrames: 2 },
  ])
  const digests = [...standardOutput.matchAll(/^ {2}camera embedding +([0-9a-f]{64})$/gm)].map(([, digest]) => digest)
  expect(digests).toEqual(takes.map(({ spec }) => spec.pluckerSha256))
  expect(standardOutput).toMatch(/^ {2}shot +부두 #1$/m)
  expect(standardOutput).toMatch(/^ {2}shot +s2$/m)
})

test('one shot, by name or id, into a folder of its own, with another seed and steps', async () => {
  const project = twoShots()
  const out = path.join(temporaryFolder(), 'take')
  const named = await render(project, '--shot', '부두 #1', '--out', out, '--seed', '77')
  expect(named.exitCode, named.standardError).toBe(0)
  expect(readTake(out)).toMatchObject({ shot: { id: 's1' }, spec: { seed: 77, steps: 2 } })
  expect(readdirSync(project.folder).toSorted()).toEqual(['media', 'project.json'])
  const { standardOutput } = await render(project, '--shot=s2', '--json')
  const { ok, takes } = JSON.parse(standardOutput) as { ok: boolean; takes: { shot: unknown; folder: string }[] }
  expect({ ok, takes }).toMatchObject({ ok: true, takes: [{ shot: { id: 's2' } }] })
  expect(readTake(takes[0]!.folder).spec.seed).toBe(1)
})

test('a shot that cannot be made costs no other, and is named beside what was made', async () => {
  const project = aProject((film, folder) => ({
    ...film,
    boards: [...film.boards, putBoard(folder, 'lost', 260, 200)],
    shots: [
      aSmallShot('s1', 'lost', { name: '잃은 샷' }),
      aSmallShot('s2', 'b1'),
      aSmallShot('s3', 'lost', { name: '' }),
    ],
  }))
  rmSync(path.join(project.folder, project.film.boards[1]!.picture.media))
  const { exitCode, standardOutput, standardError } = await render(project, '--json')
  expect(exitCode, standardError).toBe(1)
  expect(takesOf(project).map(({ shot }) => shot?.id)).toEqual(['s2'])
  const missing = { code: expect.stringMatching(/^media\./), message: expect.stringContaining('media') }
  expect(JSON.parse(standardOutput)).toMatchObject({
    ok: false,
    exitCode: 1,
    takes: [{ shot: { id: 's2' } }],
    failures: [
      { shot: { id: 's1', name: '잃은 샷' }, error: missing },
      { shot: { id: 's3', name: '' }, error: missing },
    ],
  })
  // One that is asked for alone is an error as before.
  expect(await render(project, '--shot', 's1')).toMatchObject({ exitCode: 1, standardOutput: '' })
})

test('takes in the project are measured, and one line tells how well they obey', async () => {
  const project = aProject()
  const words = ['render', project.folder, ...measured]
  const { exitCode, standardOutput, standardError } = await runCommandLine(words)
  expect(exitCode, standardError).toBe(0)
  expect(standardOutput.trimEnd().split('\n').at(-1)).toMatch(
    /^The camera (is off by .* in the picture|cannot be measured)\./,
  )
  const [id] = readdirSync(path.join(project.folder, 'takes'))
  const folder = path.join(project.folder, 'takes', id!)
  const { summary } = JSON.parse(readFileSync(path.join(folder, 'obedience.json'), 'utf8')) as { summary: object }
  const out = path.join(project.folder, 'takes', 'again')
  const recipe = path.join(folder, 'take.json')
  const again = await runCommandLine(['generate', '--recipe', recipe, '--model', tinyPack, '--out', out, '--json'])
  expect(again.exitCode, again.standardError).toBe(0)
  // The same pixels have the same camera.
  expect(JSON.parse(again.standardOutput)).toMatchObject({ ok: true, obedience: [{ folder: out, summary }] })
})

test('an interrupt leaves the takes that are made, and tells of them', async () => {
  const project = aProject((film) => ({
    ...film,
    shots: ['s1', 's2', 's3'].map((id) => aSmallShot(id, 'b1')),
  }))
  const words = ['render', project.folder, ...measured, '--json']
  const child = spawn(process.execPath, [commandLineProgram, ...words], { stdio: ['ignore', 'pipe', 'ignore'] })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = once(child, 'close')
  const takes = path.join(project.folder, 'takes')
  const whole = (): string[] => (existsSync(takes) ? readdirSync(takes).filter((name) => !name.startsWith('.')) : [])
  while (whole().length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  child.kill('SIGINT')
  expect(await ended).toEqual([130, null])
  const result = JSON.parse(said)
  expect(result).toMatchObject({ ok: false, exitCode: 130, error: { code: 'canceled' } })
  expect(result.takes.map(({ folder }: { folder: string }) => path.basename(folder))).toEqual(whole())
})

test('a project that is open elsewhere is rendered as edited so far, and only read', async () => {
  const project = aProject()
  const { store } = await openProject(project.folder, { onSaveState: () => undefined, onBug: () => undefined })
  try {
    const shots = [aSmallShot('s1', 'b1', { generation: { ...project.film.shots[0]!.generation, seed: 1234 } })]
    const patch = patchBetween(store.film, { ...store.film, shots })
    await store.operate(0, [{ kind: 'edit', label: { key: 'seed', details: {} }, patch }])
    const words = ['render', path.join(project.folder, 'project.json'), ...settings]
    const { exitCode, standardError } = await runCommandLine(words)
    expect(exitCode, standardError).toBe(0)
    expect(takesOf(project).map(({ spec }) => spec.seed)).toEqual([1234])
    expect(await store.save()).toEqual({ state: 'saved', problem: null })
  } finally {
    await store.close()
  }
})

test.each<[string, string[], string, number]>([
  ['no project', [], 'command.usage.needed', 2],
  ['an option in its place', ['--shot', 's1'], 'command.usage.needed', 2],
  ['a wrong option', ['PROJECT', '--shots', 's1'], 'command.usage.unknown-option-near', 2],
  ['a seed that is none', ['PROJECT', '--seed', '-1'], 'command.usage.whole-number', 2],
  ['a shot that is not there', ['PROJECT', '--shot', 'harbour'], 'command.render.shot', 1],
  ['a name of two shots', ['PROJECT', '--shot', 'twin'], 'command.render.ambiguous', 1],
  ['one folder for several shots', ['PROJECT', '--out', 'somewhere'], 'command.render.out', 1],
  ['a model that is not there', ['PROJECT', '--model', 'nothing', '--shot', 's1'], 'command.model', 1],
  ['a folder that is no project', ['EMPTY'], 'project.open.missing', 1],
])('%s is refused by name, in words of both languages', async (_, words, code, exitCode) => {
  const project = aProject((film) => ({
    ...film,
    shots: [aSmallShot('s1', 'b1'), aSmallShot('s2', 'b1', { name: 'twin' }), aSmallShot('s3', 'b1', { name: 'twin' })],
  }))
  const empty = temporaryFolder()
  const real = words.map((word) => ({ PROJECT: project.folder, EMPTY: empty })[word] ?? word)
  for (const language of ['en', 'ko']) {
    const environment = { CRANESHOT_LANG: language }
    const result = await runCommandLine(['render', ...real, '--json'], { folder: empty, environment })
    expect(result.exitCode).toBe(exitCode)
    expect(JSON.parse(result.standardOutput)).toMatchObject({ ok: false, error: { code } })
    expect(result.standardError).not.toContain('{{')
  }
})

test('a film without shots says what to do', async () => {
  const { exitCode, standardError } = await render(aProject((film) => ({ ...film, shots: [] })))
  expect([exitCode, standardError]).toEqual([1, expect.stringContaining('Drop a picture')])
})
