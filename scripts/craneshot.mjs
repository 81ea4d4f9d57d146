#!/usr/bin/env node
/**
 * Starts the command line: from a checkout (`npm run -s craneshot -- …`) it first builds what is missing or stale,
 * in an installed package the bundles are simply there.
 */
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './root.mjs'

const exitExpectedError = 1
const exitBug = 3

if (isCheckout()) await prepare()
restoreCallersFolder()
await import(pathToFileURL(path.join(root, 'out', 'cli.mjs')).href)

function isCheckout() {
  return fs.existsSync(path.join(root, 'core', 'tsconfig.json'))
}

async function prepare() {
  const { SetupError } = await import('./announce.mjs')
  try {
    const { ensureNodeModules } = await import('./node-modules.mjs')
    await ensureNodeModules()
    await build()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(error instanceof SetupError ? exitExpectedError : exitBug)
  }
}

async function build() {
  const { buildIfStale } = await import('./build.mjs')
  const note = setTimeout(() => process.stderr.write('Building the command line…\n'), 1000)
  try {
    await buildIfStale(['programs'])
  } finally {
    clearTimeout(note)
  }
}

/** npm runs scripts in the package's folder; relative paths on the command line are the caller's. */
function restoreCallersFolder() {
  const startedByNpm = process.env['npm_package_json'] === path.join(root, 'package.json')
  const callersFolder = process.env['INIT_CWD']
  if (startedByNpm && callersFolder !== undefined && process.cwd() === root) process.chdir(callersFolder)
}
