import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { QueueFile } from '../../../main/jobs/queue-file.ts'
import { runProcess } from '../../support/command-line.ts'
import { bundleProgram } from '../../support/kills/bundle-studio.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

let program = ''

beforeAll(async () => {
  const bundle = await bundleProgram(new URL('changing-program.ts', import.meta.url))
  program = bundle.program
  return bundle.remove
})

/** What a program says that can make files, and write nothing into them. */
async function withoutRoom(folder: string): Promise<string[]> {
  const script = 'ulimit -f 0; exec "$0" "$@"'
  const { standardOutput } = await runProcess('/bin/sh', ['-c', script, process.execPath, program, folder])
  return standardOutput.trimEnd().split('\n')
}

// Windows has no limit that lets a process make files but not write them.
const isLimited = process.platform !== 'win32'
const refused = /^jobs\.queue-unwritable E(FBIG|NOSPC)$/

test.runIf(isLimited)(
  'what a full disk refuses leaves no lock behind, and all goes on when there is room',
  async () => {
    const folder = join(temporaryFolder(), 'queue')
    mkdirSync(folder)
    const said = await withoutRoom(folder)
    expect(said).toEqual([expect.stringMatching(refused), expect.stringMatching(refused)])
    expect(readdirSync(folder)).toEqual([])
    const file = new QueueFile(join(folder, 'queue.json'))
    expect((await file.change((list) => ({ ...list, paused: true }))).paused).toBe(true)
  },
)

test.runIf(isLimited)('nor does it leave half of what takes a dead program’s lock away', async () => {
  const folder = join(temporaryFolder(), 'queue')
  mkdirSync(folder)
  const locks = ['generation.lock', 'queue.json.lock']
  const dead = JSON.stringify({ pid: 2 ** 30, token: 'theirs' })
  for (const lock of locks) writeFileSync(join(folder, lock), dead)
  const said = await withoutRoom(folder)
  expect(said).toEqual([expect.stringMatching(refused), expect.stringMatching(refused)])
  expect(readdirSync(folder).toSorted()).toEqual(locks)
  for (const lock of locks) expect(readFileSync(join(folder, lock), 'utf8')).toBe(dead)
})
