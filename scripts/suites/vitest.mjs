import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { commandScript, runScript } from './tools.mjs'

/**
 * Runs one vitest project and counts its tests. A skip without a reason counts as a failure: nobody could tell
 * whether it is meant.
 *
 * @param {string} project
 * @param {{ hidePython: boolean }} options
 * @returns {import('./suites.mjs').Counts}
 */
export function runVitest(project, { hidePython }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'craneshot-suite-'))
  try {
    const countsFile = path.join(folder, 'counts.json')
    const succeeded = runScript(
      commandScript('vitest', 'vitest'),
      [
        'run',
        '--project',
        project,
        '--allowOnly=false',
        '--reporter=default',
        '--reporter=scripts/vitest/count-reporter.mjs',
      ],
      {
        ...process.env,
        CRANESHOT_TEST_COUNTS: countsFile,
        ...(hidePython ? { PATH: pathWithoutPython(folder) } : {}),
      },
    )
    return judge(readCounts(countsFile), succeeded)
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * @param {import('./suites.mjs').Counts} counts
 * @param {boolean} succeeded
 * @returns {import('./suites.mjs').Counts}
 */
function judge({ passed, failures, skips }, succeeded) {
  const unexplained = skips
    .filter((skip) => skip.reason === '')
    .map(({ name }) => ({ name, reason: 'skipped without a reason' }))
  const all = [...failures, ...unexplained]
  return {
    passed,
    failures: succeeded || all.length > 0 ? all : [{ name: 'vitest', reason: 'failed without naming a test' }],
    skips: skips.filter((skip) => skip.reason !== ''),
  }
}

/**
 * @param {string} file
 * @returns {import('./suites.mjs').Counts}
 */
function readCounts(file) {
  if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, 'utf8'))
  return { passed: 0, failures: [{ name: 'vitest', reason: 'ended before it had counted its tests' }], skips: [] }
}

/**
 * The product never needs Python; commands of that name in front of the real ones prove it on every run.
 *
 * @param {string} folder
 */
function pathWithoutPython(folder) {
  for (const name of ['python', 'python3']) {
    const file = path.join(folder, name)
    fs.writeFileSync(file, '#!/bin/sh\necho "Python is hidden from this suite" >&2\nexit 127\n', { mode: 0o755 })
  }
  return `${folder}${path.delimiter}${process.env['PATH'] ?? ''}`
}
