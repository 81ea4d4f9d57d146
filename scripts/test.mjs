/**
 * Runs suites and sums them up: `node scripts/test.mjs <check|all|judges|long> [--only SUITE]`.
 * The last line is always `N passed, N failed, N skipped`; every failure and every skip is named
 * above it with its reason.
 */
import { parseArgs } from 'node:util'
import { SetupError } from './announce.mjs'
import { setUp } from './setup.mjs'
import { groups } from './suites/suites.mjs'

const exitWrongUsage = 2

/** @param {number} since milliseconds of performance.now() */
function minutes(since) {
  return `${((performance.now() - since) / 60_000).toFixed(1)} min`
}

/** @returns {import('./suites/suites.mjs').Suite[]} */
function chosenSuites() {
  const { values, positionals } = parseArgs({ options: { only: { type: 'string' } }, allowPositionals: true })
  const group = Object.entries(groups).find(([name]) => name === positionals[0])?.[1]
  const suites = group?.filter((suite) => values.only === undefined || suite.name === values.only) ?? []
  if (suites.length > 0) return suites
  const names = Object.entries(groups).map(([name, all]) => `  ${name}: ${all.map((suite) => suite.name).join(' ')}`)
  console.error(`usage: node scripts/test.mjs GROUP [--only SUITE]\n${names.join('\n')}`)
  return process.exit(exitWrongUsage)
}

/** @param {readonly import('./suites/suites.mjs').Suite[]} suites */
async function prepare(suites) {
  const start = performance.now()
  try {
    await setUp(suites.flatMap((suite) => suite.needs))
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    console.error(error.message)
    process.exit(1)
  }
  console.log(`set-up: ${minutes(start)}`)
}

/** @param {readonly import('./suites/suites.mjs').Suite[]} suites */
function runAll(suites) {
  const report = []
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const suite of suites) {
    console.log(`\n=== ${suite.name}`)
    const start = performance.now()
    const counts = suite.run()
    report.push(`${suite.name}: ${counts.passed} passed, ${counts.failures.length} failed, ${minutes(start)}`)
    for (const failure of counts.failures) report.push(`  failed: ${failure.name}: ${failure.reason}`)
    for (const skip of counts.skips) report.push(`  skipped: ${skip.name}: ${skip.reason}`)
    total.passed += counts.passed
    total.failed += counts.failures.length
    total.skipped += counts.skips.length
  }
  return { report, total }
}

const start = performance.now()
const suites = chosenSuites()
await prepare(suites)
const { report, total } = runAll(suites)
console.log(`\n${report.join('\n')}\nin all: ${minutes(start)}`)
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = total.failed === 0 ? 0 : 1
