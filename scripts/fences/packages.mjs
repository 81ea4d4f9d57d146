import fs from 'node:fs'
import path from 'node:path'

/** The rules of {@link judgePackages}. */
export const packageRules = [
  'versions-are-exact',
  'dependencies-have-reasons',
  'lock-is-complete',
  'lock-names-no-registry',
  'lock-has-hashes',
]

/**
 * @typedef {{ dependencies?: Record<string, string>, optionalDependencies?: Record<string, string>,
 *   integrity?: string, resolved?: string }} LockedPackage
 */

/**
 * Judges package.json and its lock: exact versions, each with its reason written down, and a lock that `npm ci` takes
 * on every platform from any registry.
 *
 * @param {string} baseFolder
 * @returns {{ rule: string, from: string, to: string }[]}
 */
export function judgePackages(baseFolder) {
  const read = (/** @type {string} */ name) => fs.readFileSync(path.join(baseFolder, name), 'utf8')
  const manifest = JSON.parse(read('package.json'))
  const direct = { ...manifest.dependencies, ...manifest.devDependencies }
  return [
    ...judgeDirect(direct, read('docs/decisions/dependencies.md')),
    ...judgeLock(JSON.parse(read('package-lock.json')).packages),
  ]
}

/**
 * @param {Record<string, string>} direct
 * @param {string} reasons
 */
function judgeDirect(direct, reasons) {
  return Object.entries(direct).flatMap(([name, version]) => [
    ...(/^\d/.test(version) ? [] : [{ rule: 'versions-are-exact', from: 'package.json', to: `${name} ${version}` }]),
    ...(reasons.includes(name) ? [] : [{ rule: 'dependencies-have-reasons', from: 'package.json', to: name }]),
  ])
}

/**
 * npm leaves the packages of other platforms out of a lock when the registry lacks them at that moment, and then
 * `npm ci` refuses the lock everywhere.
 *
 * @param {Record<string, LockedPackage>} packages
 */
function judgeLock(packages) {
  const names = new Set(Object.keys(packages).map((folder) => folder.slice(folder.lastIndexOf('node_modules/') + 13)))
  return Object.entries(packages).flatMap(([folder, entry]) => {
    const wanted = Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })
    const missing = wanted.filter((name) => !names.has(name))
    return [
      ...missing.map((name) => ({ rule: 'lock-is-complete', from: folder, to: name })),
      ...(entry.resolved === undefined ? [] : [{ rule: 'lock-names-no-registry', from: folder, to: entry.resolved }]),
      ...(folder === '' || entry.integrity !== undefined
        ? []
        : [{ rule: 'lock-has-hashes', from: folder, to: 'none' }]),
    ]
  })
}
