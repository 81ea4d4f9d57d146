import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { takeSchema, type Take } from '../../../core/contract/take.ts'
import { patchBetween } from '../../../core/project/film-patch.ts'
import { openProject } from '../../../main/services/projects/project-open.ts'
import { runCommandLine, type CommandLineResult } from '../../support/command-line.ts'
import { tinyPack } from '../../support/take.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { aProject, aSmallShot, type TestProject } from './project.ts'

const settings = ['--model', tinyPack, '--provider', 'cpu', '--steps', '2']

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
