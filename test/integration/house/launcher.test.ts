import { existsSync, readdirSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { runProcess } from '../../support/command-line.ts'
import { scratchCheckout } from '../../support/scratch-checkout.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const launch = (checkout: { folder: string }, words: readonly string[], folder: string) =>
  runProcess('npm', ['--prefix', checkout.folder, 'run', '-s', 'craneshot', '--', ...words], { folder })

test('npm run craneshot builds what is missing, keeps the folder of the caller, and passes words and exit code on', async () => {
  const checkout = scratchCheckout()
  const folder = realpathSync(temporaryFolder())
  const result = await launch(checkout, ['generate', '--out', 'my take'], folder)
  expect(JSON.parse(result.standardOutput)).toEqual({ answer: 1, folder, words: ['generate', '--out', 'my take'] })
  expect(result.exitCode).toBe(7)
})

test('a changed source is rebuilt, an unchanged one is not', async () => {
  const checkout = scratchCheckout()
  await launch(checkout, [], checkout.folder)
  const bundle = () => statSync(checkout.path('out/cli.mjs')).mtimeMs
  const firstBuild = bundle()
  await launch(checkout, [], checkout.folder)
  expect(bundle()).toBe(firstBuild)
  checkout.write('core/answer.ts', 'export const answer: number = 2')
  const result = await launch(checkout, [], checkout.folder)
  expect(JSON.parse(result.standardOutput)).toMatchObject({ answer: 2 })
})

test('several first commands at once all get a whole build', async () => {
  const checkout = scratchCheckout()
  const runs = await Promise.all([1, 2, 3].map((word) => launch(checkout, [String(word)], checkout.folder)))
  const words = runs.map((run) => JSON.parse(run.standardOutput).words)
  expect(words).toEqual([['1'], ['2'], ['3']])
  expect(readdirSync(checkout.path('out')).filter((name) => /unfinished|lock/.test(name))).toEqual([])
})

test('a build that was killed holds up nobody', async () => {
  const checkout = scratchCheckout()
  const ended = await runProcess(process.execPath, ['-p', 'process.pid'])
  checkout.write('out/unfinished-abc/cli.mjs', 'half a fi')
  writeFileSync(checkout.path('out/bundles.lock'), ended.standardOutput.trim())
  const result = await launch(checkout, [], checkout.folder)
  expect(result.exitCode).toBe(7)
  expect(existsSync(checkout.path('out/unfinished-abc'))).toBe(false)
})

test('sources that cannot be built are a bug, not a run of the last good build', async () => {
  const checkout = scratchCheckout()
  await launch(checkout, [], checkout.folder)
  checkout.write('core/answer.ts', 'export const answer: number = ')
  const result = await launch(checkout, [], checkout.folder)
  expect(result).toMatchObject({ exitCode: 3, standardOutput: '' })
  expect(result.standardError).toContain('answer.ts')
})
