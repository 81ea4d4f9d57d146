import { spawn } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { createProject } from '../../../main/services/projects/project-open.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { open } from '../../unit/services/project-films.ts'
import { bundleProgram } from './bundled-program.ts'

const kills = 24
/** Longest time from the program's start to its end; opening takes a part of it. */
const longestMilliseconds = 900

let program = ''

beforeAll(async () => {
  const bundle = await bundleProgram(new URL('editing-program.ts', import.meta.url))
  program = bundle.program
  return bundle.remove
})

interface Run {
  /** Number of the film as the program found it, and its steps of undo; null when it was killed before. */
  readonly found: { readonly film: number; readonly steps: number } | null
  /** The last edit that was said to be safe. */
  readonly safe: number | null
}

async function runAndKill(folder: string, milliseconds: number): Promise<Run> {
  const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  let told = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (told += text))
  const closed = new Promise<string>((resolve) =>
    child.on('close', (code, signal) => resolve(signal ?? `code ${code}`)),
  )
  await delay(milliseconds)
  child.kill('SIGKILL')
  const end = await closed
  // The last line may be cut off.
  const lines = told.slice(0, told.lastIndexOf('\n') + 1).split('\n')
  expect(end, told).toBe('SIGKILL')
  const opening = /^open (\d+) (\d+)$/.exec(lines.find((line) => line.startsWith('open')) ?? '')
  const done = lines.flatMap((line) => /^done (\d+)$/.exec(line)?.[1] ?? []).map(Number)
  return {
    found: opening === null ? null : { film: Number(opening[1]), steps: Number(opening[2]) },
    safe: done.length === 0 ? null : Math.max(...done),
  }
}

test(`killed ${kills} times while it edits and saves, a project opens each time with every edit that was safe`, async () => {
  const folder = await createProject(temporaryFolder(), '0')
  let safe = 0
  let opened = 0
  for (let kill = 0; kill < kills; kill++) {
    const run = await runAndKill(folder, 60 + Math.random() * longestMilliseconds)
    if (run.found !== null) {
      opened += 1
      expect(run.found.film).toBeGreaterThanOrEqual(safe)
      // Undo leads back as far as it is kept.
      expect(run.found.steps).toBeGreaterThanOrEqual(Math.min(run.found.film, 200))
      safe = Math.max(safe, run.found.film)
    }
    safe = Math.max(safe, run.safe ?? 0)
  }
  expect(opened).toBeGreaterThan(kills / 2)
  const { store, notices } = await open(folder)
  expect(notices).toEqual([])
  expect(Number(store.film.name)).toBeGreaterThanOrEqual(safe)
  expect(safe).toBeGreaterThan(kills)
})
