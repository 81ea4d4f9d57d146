import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { StudioError } from '../../../core/contract/errors.ts'
import { lockProject } from '../../../main/services/projects/project-lock.ts'
import { projectFiles } from '../../../main/services/projects/project-files.ts'
import { bundleProgram } from '../../support/kills/bundle-studio.ts'
import { runAndKill } from '../../support/kills/run-and-kill.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** With a lock that is empty for a moment, one kill in a few hits that moment. */
const kills = 30

let program = ''

beforeAll(async () => {
  const bundle = await bundleProgram(new URL('locking-program.ts', import.meta.url))
  program = bundle.program
  return bundle.remove
})

/** A program that is killed while it takes and gives back the lock. @returns the first thing it said */
async function lockAndKill(folder: string): Promise<string> {
  const said = await runAndKill({ program, folder, lines: 1, milliseconds: Math.random() * 10 })
  return said.split('\n', 1)[0]!
}

test('a program killed while it takes the lock keeps nobody else out', async () => {
  const folder = temporaryFolder()
  const told: string[] = []
  for (let kill = 0; kill < kills; kill++) told.push(await lockAndKill(folder))
  expect(told).toEqual(told.map(() => 'held'))
})

test('a program killed while it removed a dead lock keeps nobody else out', async () => {
  const folder = temporaryFolder()
  const gone = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
  await once(gone, 'close')
  const lock = await lockProject(folder)
  if (lock instanceof StudioError) throw lock
  const file = join(folder, projectFiles.lock)
  const dead = JSON.stringify({ ...holderOf(file), pid: gone.pid })
  await lock.release()
  for (const name of [file, `${file}.removing`]) writeFileSync(name, dead)
  expect(await lockProject(folder)).not.toBeInstanceOf(StudioError)
})

function holderOf(file: string): object {
  return JSON.parse(readFileSync(file, 'utf8')) as object
}
