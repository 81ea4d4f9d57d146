import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../out/cli.mjs', import.meta.url))

/** What one run of the built command line left behind. */
export interface CommandLineResult {
  readonly exitCode: number | null
  readonly standardOutput: string
  readonly standardError: string
}

/** Runs the built command line in a process of its own and waits for its end. */
export async function runCommandLine(
  words: readonly string[],
  options: { readonly folder?: string; readonly environment?: NodeJS.ProcessEnv } = {},
): Promise<CommandLineResult> {
  const child = spawn(process.execPath, [program, ...words], {
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
