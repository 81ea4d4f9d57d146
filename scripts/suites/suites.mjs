import path from 'node:path'
import { root } from '../root.mjs'
import { commandScript, runScript } from './tools.mjs'
import { runVitest } from './vitest.mjs'

/**
 * @typedef {import('../vitest/count-reporter.mjs').Counts} Counts
 * @typedef {import('../setup.mjs').Need} Need
 * @typedef {{ name: string, needs: readonly Need[], run: () => Counts }} Suite
 */

/**
 * A suite that passes or fails as one.
 *
 * @param {string} name
 * @param {() => boolean} check
 * @returns {Suite}
 */
function single(name, check) {
  const run = () =>
    check()
      ? { passed: 1, failures: [], skips: [] }
      : { passed: 0, failures: [{ name, reason: 'see its output above' }], skips: [] }
  return { name, needs: [], run }
}

/**
 * A suite of tests in test/<name>.
 *
 * @param {string} name
 * @param {readonly Need[]} needs
 * @param {{ hidePython: boolean }} options
 * @returns {Suite}
 */
function tests(name, needs = [], options = { hidePython: true }) {
  return { name, needs, run: () => runVitest(name, options) }
}

/**
 * @param {string} command
 * @param {string} packageName
 * @param {readonly string[]} commandArguments
 */
function tool(command, packageName, commandArguments) {
  return () => runScript(commandScript(command, packageName), commandArguments)
}

const check = [
  single('types', tool('tsc', 'typescript', ['-b'])),
  single(
    'lint',
    tool('oxlint', 'oxlint', [
      '--config',
      'scripts/config/oxlint.json',
      '--type-aware',
      '--deny-warnings',
      '--ignore-pattern',
      'test/fences',
      '.',
    ]),
  ),
  single('format', tool('prettier', 'prettier', ['--check', '--log-level', 'warn', '.'])),
  single('fences', () => runScript(path.join(root, 'scripts/fences/run.mjs'), [])),
  single('dead-code', tool('knip', 'knip', ['--config', 'scripts/config/knip.json'])),
  tests('unit'),
  tests('integration'),
]

/** What each npm command runs. */
export const groups = {
  check,
  all: [
    ...check,
    tests('model', ['electron']),
    tests('formats', ['ffprobe']),
    tests('e2e', ['electron', 'display']),
    tests('package', ['electron', 'display']),
  ],
  judges: [tests('judges', ['judges-python'], { hidePython: false })],
  long: [tests('long', ['electron', 'display'])],
}
