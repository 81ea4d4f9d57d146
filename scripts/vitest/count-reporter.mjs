import fs from 'node:fs'

/**
 * Writes what scripts/test.mjs sums up to the file named in CRANESHOT_TEST_COUNTS:
 * `{ passed, failed, skips: [{ name, reason }] }`. A file or a hook that fails outside of any test counts as a failure.
 */
export default class CountReporter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const counts = { passed: 0, failed: unhandledErrors.length, skips: /** @type {Skip[]} */ ([]) }
    for (const module of modules) {
      counts.failed += module.errors().length
      for (const suite of module.children.allSuites()) counts.failed += suite.errors().length
      for (const test of module.children.allTests()) countTest(test, counts)
    }
    const file = process.env['CRANESHOT_TEST_COUNTS']
    if (file !== undefined) fs.writeFileSync(file, JSON.stringify(counts))
  }
}

/**
 * @param {import('vitest/node').TestCase} test
 * @param {{ passed: number, failed: number, skips: Skip[] }} counts
 */
function countTest(test, counts) {
  const result = test.result()
  if (result.state === 'passed') counts.passed += 1
  else if (result.state === 'skipped') counts.skips.push(describeSkip(test.fullName, result.note))
  else counts.failed += 1
}

/**
 * Tests that are skipped as they are declared have no note; they say `(skipped: reason)` in their name.
 *
 * @param {string} fullName
 * @param {string | undefined} note
 * @returns {Skip}
 */
function describeSkip(fullName, note) {
  const inName = / \(skipped: (.+)\)$/.exec(fullName)
  return { name: fullName.slice(0, inName?.index), reason: note ?? inName?.[1] ?? '' }
}

/** @typedef {{ name: string, reason: string }} Skip */
