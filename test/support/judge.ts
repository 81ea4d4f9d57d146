import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The interpreter that `npm run test:judges` prepares, or '' where there is no Python. */
export const judgesPython = process.env['CRANESHOT_JUDGES_PYTHON'] ?? ''

export const noPython = 'no Python 3 with venv on this machine'

/** Runs a script of test/judges and returns the JSON object that it prints. */
export function askJudge(script: string, scriptArguments: readonly string[]): unknown {
  if (judgesPython === '') throw new Error(noPython)
  const file = fileURLToPath(new URL(`../judges/${script}`, import.meta.url))
  return JSON.parse(execFileSync(judgesPython, [file, ...scriptArguments], { encoding: 'utf8' }))
}
