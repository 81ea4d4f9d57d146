import fs from 'node:fs'
import path from 'node:path'
import { cruise } from 'dependency-cruiser'
import { fencedFolders, rules } from './rules.mjs'

/**
 * Reads the product folders below `baseFolder` and judges every import by the rules.
 *
 * @param {string} baseFolder
 * @returns {Promise<{ modules: number, violations: { rule: string, from: string, to: string }[] }>}
 */
export async function judgeImports(baseFolder) {
  const folders = fencedFolders.filter((folder) => fs.existsSync(path.join(baseFolder, folder)))
  const result = await cruise(folders, {
    baseDir: baseFolder,
    ruleSet: { forbidden: /** @type {import('dependency-cruiser').IForbiddenRuleType[]} */ (rules) },
    validate: true,
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  })
  if (typeof result.output === 'string') throw new Error('dependency-cruiser answered with text')
  return {
    modules: result.output.modules.filter((module) => fencedFolders.includes(module.source.split('/')[0] ?? '')).length,
    violations: result.output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  }
}
