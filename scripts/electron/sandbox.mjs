import fs from 'node:fs'
import path from 'node:path'
import { SetupError } from '../announce.mjs'
import { root } from '../root.mjs'

/**
 * @typedef {object} SandboxFacts
 * @property {string} program Electron's, absolute; it need not be there yet
 * @property {number} uid of whoever starts it
 * @property {{ readonly uid: number, readonly mode: number } | null} helper chrome-sandbox beside it; null while it is not there
 * @property {boolean} appArmorRestricts `kernel.apparmor_restrict_unprivileged_userns`
 * @property {boolean} cloneForbidden `kernel.unprivileged_userns_clone` is there and 0
 * @property {boolean} noneAllowed `user.max_user_namespaces` is 0
 * @property {readonly string[]} profiles texts of AppArmor's profiles
 */

/**
 * Chromium's sandbox needs namespaces of the user's own, or a helper that belongs to root; without either Electron ends
 * at once. What the kernel allows is told by its own settings:
 * https://www.kernel.org/doc/html/latest/admin-guide/sysctl/user.html, and AppArmor's `userns` rule.
 *
 * @param {SandboxFacts} facts
 * @returns {string | null} what to do about it; null where the sandbox works, or nobody can say yet
 */
export function sandboxRefusal({ program, uid, helper, appArmorRestricts, cloneForbidden, noneAllowed, profiles }) {
  const helperMode = 0o4755
  // Root runs without the sandbox.
  if (uid === 0 || (helper?.uid === 0 && (helper.mode & helperMode) === helperMode)) return null
  if (cloneForbidden || noneAllowed) return helper === null ? null : told(helperLines(program))
  const isGranted = profiles.some((text) => text.includes(program) && /^\s*userns\b/m.test(text))
  return appArmorRestricts && !isGranted ? told(profileLines(program)) : null
}

/**
 * Refuses where Electron would end at once, before anything is downloaded for it.
 *
 * @throws {SetupError} with the lines to run
 */
export function checkSandbox() {
  if (process.platform !== 'linux' || process.argv.includes('--no-sandbox')) return
  const program = path.join(electronFolder(), 'electron')
  const refused = sandboxRefusal({
    program,
    uid: process.getuid?.() ?? 0,
    helper: fs.statSync(path.join(path.dirname(program), 'chrome-sandbox'), { throwIfNoEntry: false }) ?? null,
    appArmorRestricts: setting('kernel/apparmor_restrict_unprivileged_userns') === '1',
    cloneForbidden: setting('kernel/unprivileged_userns_clone') === '0',
    noneAllowed: setting('user/max_user_namespaces') === '0',
    profiles: appArmorProfiles(),
  })
  if (refused !== null) throw new SetupError(refused)
}

/** Where the electron package looks for its program; AppArmor goes by paths without links. */
function electronFolder() {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (override !== undefined) return override
  return path.join(fs.realpathSync(path.join(root, 'node_modules', 'electron')), 'dist')
}

/** @param {readonly string[]} lines */
function told(lines) {
  return [
    'This system keeps ordinary users from making the namespaces that Electron’s sandbox needs, and Electron would end at once.',
    'Run this once, then start again:',
    ...lines.map((line) => `  ${line}`),
    'Without a window nothing of this is needed: npm run demo',
  ].join('\n')
}

/** @param {string} program */
function helperLines(program) {
  const helper = path.join(path.dirname(program), 'chrome-sandbox')
  return [`sudo chown root ${quoted(helper)}`, `sudo chmod 4755 ${quoted(helper)}`]
}

/** @param {string} word as the shell is to get it */
function quoted(word) {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`
}

/** @param {string} program */
function profileLines(program) {
  const file = '/etc/apparmor.d/craneshot-electron'
  const named = program.replaceAll('%', '%%')
  const profile = String.raw`abi <abi/4.0>,\nprofile craneshot-electron "${named}" flags=(unconfined) {\n  userns,\n}\n`
  return [`printf ${quoted(profile)} | sudo tee ${file}`, `sudo apparmor_parser -r ${file}`]
}

/** @param {string} name under /proc/sys */
function setting(name) {
  try {
    return fs.readFileSync(`/proc/sys/${name}`, 'utf8').trim()
  } catch {
    return null
  }
}

/** Texts of those that this user may read. */
function appArmorProfiles() {
  const folder = '/etc/apparmor.d'
  try {
    const names = fs.readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile())
    return names.map(({ name }) => fs.readFileSync(path.join(folder, name), 'utf8'))
  } catch {
    return []
  }
}
