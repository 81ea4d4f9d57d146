import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { expectSuccess, runCommandLine } from '../../support/command-line.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { TestStudio } from '../project/a-studio.ts'
import { folderOf, generate, oneShot } from '../project/one-shot.ts'

test('takes tells what they cost, and removes what is asked for, but not what a window has open', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { project, film } = await oneShot(studio)
  const folder = await folderOf(studio, project)
  const first = await generate(studio, project, film)
  const takes = join(folder, 'takes')
  // One of a shot that is gone, and an older one that the cut does not show.
  for (const [id, change] of [
    ['orphan', { shot: { id: 'gone', name: '', headFrames: 0 } }],
    ['older', { madeAt: 1 }],
  ] as const) {
    cpSync(join(takes, first), join(takes, id), { recursive: true })
    const file = join(takes, id, 'take.json')
    writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), ...change }))
  }
  const told = JSON.parse((await expectSuccess(['takes', folder, '--json'])).standardOutput)
  const groups = Object.fromEntries(told.takes.map((take: { id: string; group: string }) => [take.id, take.group]))
  expect(groups).toEqual({ [first]: null, orphan: 'deleted-shots', older: 'unused' })
  expect(told.bytes).toBe(told.takes.reduce((sum: number, { bytes }: { bytes: number }) => sum + bytes, 0))
  expect((await expectSuccess(['takes', folder])).standardOutput).toMatch(/all takes +3 +\d+\.\d MB/)

  const busy = await runCommandLine(['takes', folder, '--clean', 'unused'])
  expect(busy.exitCode).toBe(1)
  expect(readdirSync(takes).toSorted()).toEqual([first, 'older', 'orphan'].toSorted())
  await studio.ask('project.close', { projectId: project.id })

  const { removed, freedBytes } = JSON.parse(
    (await expectSuccess(['takes', folder, '--clean', 'unused,deleted-shots', '--json'])).standardOutput,
  )
  expect(removed.toSorted()).toEqual(['older', 'orphan'])
  expect(freedBytes).toBe(
    told.takes
      .slice(0)
      .filter(({ group }: { group: string | null }) => group !== null)
      .reduce((sum: number, { bytes }: { bytes: number }) => sum + bytes, 0),
  )
  expect(readdirSync(takes)).toEqual([first])
  expect((await expectSuccess(['takes', folder, '--clean', 'rejected'])).standardOutput).toContain('no such take')
  expect((await runCommandLine(['takes', folder, '--clean', 'all'])).exitCode).toBe(2)
})
