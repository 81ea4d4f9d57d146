import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { root } from '../root.mjs'

/**
 * The script behind a package's command, so that it runs with this Node on every platform.
 *
 * @param {string} command
 * @param {string} packageName
 */
export function commandScript(command, packageName) {
  const folder = path.join(root, 'node_modules', packageName)
  const { bin } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'))
  return path.join(folder, typeof bin === 'string' ? bin : bin[command])
}

/**
 * Runs a Node script in the checkout with its output shown.
 *
 * @param {string} script
 * @param {readonly string[]} scriptArguments
 * @param {NodeJS.ProcessEnv} environment
 * @returns {boolean} whether it exited with 0
 */
export function runScript(script, scriptArguments, environment = process.env) {
  const result = spawnSync(process.execPath, [script, ...scriptArguments], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: environment,
  })
  return result.status === 0
}
