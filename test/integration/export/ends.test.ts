import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commandLineProgram, runCommandLine } from '../../support/command-line.ts'
import { makeProject, makeTake } from './film-project.ts'

const folder = mkdtempSync(join(tmpdir(), 'craneshot-test-'))
const rate = { numerator: 25, denominator: 1 }
let project = ''
beforeAll(async () => {
  project = makeProject(folder, await makeTake(folder, rate), rate)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Exports, interrupted when it says that it is at a stage; answers its exit code. */
async function interruptedAt(stage: string, out: string): Promise<number | null> {
  const child = spawn(process.execPath, [commandLineProgram, 'export', project, '--out', out], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let told = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    const before = told.includes(stage)
    told += text
    if (!before && told.includes(stage)) child.kill('SIGINT')
  })
  return new Promise((resolve) => child.on('close', resolve))
}

test.each(['Drawing shots without a take', 'Writing the shots'])(
  'interrupted at “%s”: nothing is left, and what was there is whole',
  async (stage) => {
    const out = join(folder, 'interrupted')
    expect(await interruptedAt(stage, out)).toBe(130)
    expect(existsSync(out)).toBe(false)
    mkdirSync(out)
    writeFileSync(join(out, 'notes.txt'), 'mine')
    expect(await interruptedAt(stage, out)).toBe(130)
    expect(readdirSync(out)).toEqual(['notes.txt'])
    rmSync(out, { recursive: true })
  },
)

test('a full disk is a named error, and takes nothing with it', async ({ skip }) => {
  const out = join(folder, 'small')
  mkdirSync(out)
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', out]).status === 0
  skip(!mounted, 'this account may not mount a file system')
  try {
    const words = ['export', project, '--out', out, '--preset', 'premiere', '--json']
    const { exitCode, standardOutput } = await runCommandLine(words)
    const { error } = JSON.parse(standardOutput)
    expect(exitCode).toBe(1)
    expect(['export.out.unwritable', 'media.movie.encode', 'media.write']).toContain(error.code)
    expect(error.message).toContain(out)
    expect(error.message).not.toContain('.craneshot-export')
    expect(readdirSync(out)).toEqual([])
  } finally {
    spawnSync('umount', [out])
  }
})
