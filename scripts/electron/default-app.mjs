/**
 * Stands in for the application that a complete Electron starts when it is given a path: `electron [-r module] PATH`.
 * Awaiting the import at the top level lets that application's main module run before Electron is ready.
 */
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { app as documentedApp } from 'electron'

/** Two setters of the real default application that Electron's types leave out. */
const app = /** @type {Electron.App & { setVersion(version: string): void, setAppPath(folder: string): void }} */ (
  documentedApp
)

/** @param {readonly string[]} words */
function readCommandLine(words) {
  const preloads = []
  const rest = [...words]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '-r' || word === '--require') preloads.push(rest.shift() ?? '')
    else if (!word.startsWith('-')) return { preloads, application: path.resolve(word) }
  }
  process.stderr.write('usage: electron [-r module] PATH\n')
  return process.exit(1)
}

/** @param {string} folder whose package.json names the application */
function takeIdentity(folder) {
  const manifestFile = path.join(folder, 'package.json')
  if (!fs.existsSync(manifestFile)) return
  const manifest = JSON.parse(fs.readFileSync(manifestFile, 'utf8'))
  if (manifest.version) app.setVersion(manifest.version)
  app.name = manifest.productName ?? manifest.name ?? app.name
  app.setPath('userData', path.join(app.getPath('appData'), app.name))
}

const { preloads, application } = readCommandLine(process.argv.slice(1))
const require = createRequire(path.join(process.cwd(), 'command-line.js'))
for (const preload of preloads) require(preload)
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
takeIdentity(application)
const main = require.resolve(application)
app.setAppPath(fs.statSync(application).isDirectory() ? application : path.dirname(main))
await import(pathToFileURL(main).href)
