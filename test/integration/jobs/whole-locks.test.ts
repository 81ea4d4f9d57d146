import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { bundleProgram } from '../../support/kills/bundle-studio.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const looks = 3000

let program = ''

beforeAll(async () => {
  const bundle = await bundleProgram(new URL('lock-taking-program.ts', import.meta.url))
  program = bundle.program
  return bundle.remove
})

/** What a program killed at this moment leaves for a lock; null for none. */
function lockIn(folder: string): string | null {
  try {
    return readFileSync(join(folder, 'queue.json.lock'), 'utf8')
  } catch {
    return null
  }
}

test('there is no moment at which a lock is there and does not name its holder', async () => {
  const folder = temporaryFolder()
  const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  const seen = Array.from({ length: looks }, () => lockIn(folder)).filter((content) => content !== null)
  expect(seen.length).toBeGreaterThan(0)
  expect(seen.filter((content) => !content.includes(`"pid":${child.pid}`))).toEqual([])
})
