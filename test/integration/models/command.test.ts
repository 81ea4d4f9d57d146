import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { runCommandLine } from '../../support/command-line.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const tinySvd = fileURLToPath(new URL('../../fixtures/tiny-svd', import.meta.url))

/** Exit code and error of `craneshot models …`. */
async function failure(...words: string[]): Promise<{ exitCode: number | null; code: string; details: object }> {
  const environment = { CRANESHOT_HOME: temporaryFolder() }
  const { exitCode, standardOutput } = await runCommandLine(['models', ...words, '--json'], { environment })
  const { error } = JSON.parse(standardOutput) as { error: { code: string; details: object } }
  return { exitCode, code: error.code, details: error.details }
}

it('compares downloads with the graphs that come with the program', async () => {
  const downloads = ['--svd', `${tinySvd}/svd`, '--cameractrl', `${tinySvd}/cameractrl.ckpt`]
  const refused = await failure('add', 'svd-cameractrl', ...downloads, '--precision', 'half')
  expect(refused).toMatchObject({ exitCode: 1, code: 'weights.differ' })
  expect(refused.details).toMatchObject({ list: expect.stringMatching(/≠ image_encoder: .* F16 \[16\] → \[1280\]/) })
})

it.each([
  [['add'], 'command.usage.needed'],
  [['add', 'svd-cameractrl', '--svd', 'x'], 'command.usage.needed'],
  [['add', 'svd-cameractrl', '--svd', 'x', '--cameractrl', 'y', '--precision', 'fp8'], 'command.usage.choice'],
  [['measured'], 'command.usage.stray-word'],
  [['remove'], 'command.usage.needed'],
])('takes no models %j', async (words, code) => {
  expect(await failure(...words)).toMatchObject({ exitCode: 2, code })
})

it('removes only what was added', async () => {
  expect(await failure('remove', 'embedded')).toMatchObject({ exitCode: 1, code: 'weights.not-users' })
})
