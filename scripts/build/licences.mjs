import fs from 'node:fs/promises'
import path from 'node:path'

/** Names of the files that hold a package's licence, in the order of preference. */
const licenceFile = /^(licen[cs]e|copying)([.-].*)?$/i

/**
 * The texts that the licences of bundled packages ask to be passed on, as one Markdown file.
 *
 * @param {readonly string[]} moduleIds absolute files of all that was bundled
 */
export async function licencesOf(moduleIds) {
  const folders = [...new Set(moduleIds.flatMap((id) => packageFolder(id) ?? []))].toSorted()
  const parts = await Promise.all(folders.map(describe))
  return `# Licences of the packages in Craneshot's programs\n\n${parts.join('\n')}`
}

/**
 * The folder of the package that a file belongs to; null for a file of our own.
 *
 * @param {string} id
 */
function packageFolder(id) {
  const match = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id.replace(/^\0/, '').replace(/\?.*$/, ''))
  return match === null ? null : match[0]
}

/** @param {string} folder */
async function describe(folder) {
  const { name, version, license } = JSON.parse(await fs.readFile(path.join(folder, 'package.json'), 'utf8'))
  const file = (await fs.readdir(folder)).toSorted().find((each) => licenceFile.test(each))
  const text = file === undefined ? '' : await fs.readFile(path.join(folder, file), 'utf8')
  const words = typeof license === 'string' ? ` (${license})` : ''
  return `## ${name} ${version}${words}\n\n${text.trim() === '' ? 'It comes without a text.' : text.trim()}\n`
}
