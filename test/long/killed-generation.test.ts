import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { commandLineProgram, expectSuccess } from '../support/command-line.ts'
import { smallGeneration } from '../support/take.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const kills = 40

/** Milliseconds that one undisturbed run takes, so that the kills fall all over it. */
async function undisturbed(words: readonly string[], out: string): Promise<number> {
  const start = performance.now()
  await expectSuccess([...words, '--out', out])
  return performance.now() - start
}

async function killAfter(words: readonly string[], milliseconds: number): Promise<void> {
  const child = spawn(process.execPath, [commandLineProgram, ...words], { stdio: 'ignore' })
  const closed = new Promise((resolve) => child.on('close', resolve))
  await Promise.race([delay(milliseconds), closed])
  child.kill('SIGKILL')
  await closed
}

test('a generation killed at any moment leaves a whole take or none, and the next one works', async () => {
  const folder = temporaryFolder()
  const words = smallGeneration(folder)
  const duration = await undisturbed(words, join(folder, 'first'))
  const whole = readdirSync(join(folder, 'first')).toSorted()
  for (let kill = 0; kill < kills; kill++) {
    const out = join(folder, `take-${kill}`)
    await killAfter([...words, '--out', out], (duration * (kill + 1)) / kills)
    if (existsSync(out)) expect(readdirSync(out).toSorted(), `killed at ${kill} of ${kills}`).toEqual(whole)
  }
  await expectSuccess([...words, '--out', join(folder, 'last')])
})
