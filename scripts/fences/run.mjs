/**
 * Judges the checkout by every fence, then proves the fences on test/fences: each file there names the rule that it
 * breaks, and a rule that no longer catches its file has fallen over.
 */
import fs from 'node:fs'
import path from 'node:path'
import { root } from '../root.mjs'
import { judgeArithmetic } from './exact-arithmetic.mjs'
import { judgeImports } from './imports.mjs'
import { judgeLint } from './lint.mjs'
import { judgePackages, packageRules } from './packages.mjs'
import { fencedFolders, moduleFloor, rules } from './rules.mjs'

const fixtures = path.join(root, 'test', 'fences')
const lintRules = ['eslint(max-lines)', 'eslint(max-lines-per-function)', 'typescript(no-explicit-any)'].concat([
  'typescript(no-floating-promises)',
])

/** @returns {Promise<string[]>} what is wrong in the product */
async function judgeProduct() {
  const { modules, violations } = await judgeImports(root)
  const all = [...violations, ...judgeArithmetic(root), ...judgePackages(root)]
  const problems = all.map(({ rule, from, to }) => `${rule}: ${from} → ${to}`)
  if (modules < moduleFloor) problems.push(`only ${modules} modules read; there are at least ${moduleFloor}`)
  console.log(`${modules} modules read, ${problems.length} problems`)
  return problems
}

/** @returns {Promise<string[]>} fences that do not hold */
async function proveFences() {
  const caught = [...(await judgeImports(fixtures)).violations, ...judgeArithmetic(fixtures), ...judgeLint(fixtures)]
  const allRules = [...rules.map((rule) => rule.name), 'core-arithmetic-is-exact', ...lintRules, ...packageRules]
  const proven = new Set(judgePackages(path.join(fixtures, 'packages')).map((violation) => violation.rule))
  const problems = []
  for (const { file, rule } of declaredBreaks()) {
    if (caught.some((violation) => violation.rule === rule && violation.from === file)) proven.add(rule)
    else problems.push(`test/fences/${file} breaks ${rule}, and nothing caught it`)
  }
  for (const rule of allRules) if (!proven.has(rule)) problems.push(`nothing in test/fences proves ${rule}`)
  console.log(`${proven.size} of ${allRules.length} fences proven`)
  return problems
}

/** Every file of the fixture tree that says in its first line which rule it breaks. */
function declaredBreaks() {
  const files = fs
    .readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll(path.sep, '/'))
  return files
    .filter((file) => file.endsWith('.ts') && fencedFolders.includes(file.split('/')[0] ?? ''))
    .flatMap((file) => {
      const rule = /^\/\/ breaks (\S+)/.exec(fs.readFileSync(path.join(fixtures, file), 'utf8'))?.[1]
      return rule === undefined ? [] : [{ file, rule }]
    })
}

const problems = [...(await judgeProduct()), ...(await proveFences())]
for (const problem of problems) console.error(problem)
process.exitCode = problems.length === 0 ? 0 : 1
