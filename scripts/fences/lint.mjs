import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { root } from '../root.mjs'
import { commandScript } from '../suites/tools.mjs'

/**
 * Lints a tree with the project's rules, without the exceptions that some folders have.
 *
 * @param {string} baseFolder
 * @returns {{ rule: string, from: string, to: string }[]}
 */
export function judgeLint(baseFolder) {
  const config = JSON.parse(fs.readFileSync(path.join(root, 'scripts/config/oxlint.json'), 'utf8'))
  const temporaryFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'craneshot-fences-'))
  try {
    const configFile = path.join(temporaryFolder, 'oxlint.json')
    fs.writeFileSync(configFile, JSON.stringify({ ...config, overrides: [] }))
    const result = spawnSync(
      process.execPath,
      [commandScript('oxlint', 'oxlint'), '--config', configFile, '--type-aware', '--format', 'json', '.'],
      { cwd: baseFolder, encoding: 'utf8' },
    )
    return JSON.parse(result.stdout).diagnostics.map(toViolation)
  } finally {
    fs.rmSync(temporaryFolder, { recursive: true, force: true })
  }
}

/** @param {{ code: string, filename: string, message: string }} diagnostic */
function toViolation({ code, filename, message }) {
  return { rule: code, from: filename.replaceAll('\\', '/'), to: message }
}
