import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The bundle that the tests run. */
export const commandLineProgram = fileURLToPath(new URL('../../out/cli.mjs', import.meta.url))

/** What one run of the built command line left behind. */
export interface CommandLineResult {
  readonly exitCode: number | null
  readonly standardOutput: string
  readonly standardError: string
}

interface Surroundings {
  readonly folder?: string
  readonly environment?: NodeJS.ProcessEnv
}

/** Runs the built command line in a process of its own and waits for its end. */
export function runCommandLine(words: readonly string[], surroundings: Surroundings = {}): Promise<CommandLineResult> {
  return runProcess(process.execPath, [commandLineProgram, ...words], surroundings)
}

/** Runs any program and waits for its end; its exit code is null when a signal ended it. */
export async function runProcess(
  file: string,
  words: readonly string[],
  options: Surroundings = {},
): Promise<CommandLineResult> {
  const child = spawn(file, words, {
    cwd: options.folder,
    env: { ...process.env, ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { standardOutput: '', standardError: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.standardOutput += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.standardError += text))
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  return { exitCode, ...output }
}

/** Runs the built command line and fails with its own words unless it exits with 0. */
export async function expectSuccess(words: readonly string[]): Promise<CommandLineResult> {
  const result = await runCommandLine(words)
  if (result.exitCode !== 0)
    throw new Error(`exit code ${result.exitCode}: ${words.join(' ')}\n${result.standardError}`)
  return result
}
