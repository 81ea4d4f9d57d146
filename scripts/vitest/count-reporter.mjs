import fs from 'node:fs'
import { stripVTControlCharacters } from 'node:util'

/**
 * Writes what scripts/test.mjs sums up to the file named in CRANESHOT_TEST_COUNTS:
 * `{ passed, failures: [{ name, reason }], skips: [{ name, reason }] }`. A file or a hook that fails outside of any
 * test counts as a failure.
 */
export default class CountReporter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    /** @type {Counts} */
    const counts = { passed: 0, failures: [], skips: [] }
    countErrors('outside of the tests', unhandledErrors, counts)
    for (const module of modules) {
      countErrors(module.relativeModuleId, module.errors(), counts)
      for (const suite of module.children.allSuites()) countErrors(suite.fullName, suite.errors(), counts)
      for (const test of module.children.allTests()) countTest(test, counts)
    }
    const file = process.env['CRANESHOT_TEST_COUNTS']
    if (file !== undefined) fs.writeFileSync(file, JSON.stringify(counts))
  }
}

/**
 * @param {string} name of what failed
 * @param {readonly unknown[]} errors
 * @param {Counts} counts
 */
function countErrors(name, errors, counts) {
  for (const error of errors) counts.failures.push({ name, reason: firstLine(error) })
}

/**
 * @param {unknown} error
 * @returns {string}
 */
function firstLine(error) {
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : error
  return stripVTControlCharacters(String(message)).split('\n', 1)[0] ?? ''
}

/**
 * @param {import('vitest/node').TestCase} test
 * @param {Counts} counts
 */
function countTest(test, counts) {
  const result = test.result()
  if (result.state === 'passed') counts.passed += 1
  else if (result.state === 'skipped') counts.skips.push(describeSkip(test.fullName, result.note))
  else {
    const name = `${test.module.relativeModuleId} > ${test.fullName}`
    counts.failures.push({ name, reason: firstLine(result.errors?.[0] ?? 'did not end') })
  }
}

/**
 * Tests that are skipped as they are declared have no note; they say `(skipped: reason)` in their name.
 *
 * @param {string} fullName
 * @param {string | undefined} note
 * @returns {Named}
 */
function describeSkip(fullName, note) {
  const inName = / \(skipped: (.+)\)$/.exec(fullName)
  return { name: fullName.slice(0, inName?.index), reason: note ?? inName?.[1] ?? '' }
}

/**
 * @typedef {{ name: string, reason: string }} Named
 * @typedef {{ passed: number, failures: Named[], skips: Named[] }} Counts
 */
