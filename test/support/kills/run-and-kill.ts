import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'

interface KilledRun {
  /** The bundled program, and the folder that it works in. */
  readonly program: string
  readonly folder: string
  /** It is killed so many milliseconds after it has said so many lines, unless it ends before. */
  readonly lines: number
  readonly milliseconds: number
}

/** Runs a program for Node and kills it. @returns what it said */
export async function runAndKill({ program, folder, lines, milliseconds }: KilledRun): Promise<string> {
  const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  const closed = once(child, 'close')
  while (said.split('\n').length <= lines && child.exitCode === null)
    await Promise.race([once(child.stdout, 'data'), closed])
  await delay(milliseconds)
  child.kill('SIGKILL')
  await closed
  return said
}
