/**
 * The programs of the app that run in plain Node: source → bundle in out/.
 * Workers are found beside the program that starts them, so the bundle's name is part of the contract.
 */
export const entries = [
  { source: 'main/cli/index.ts', bundle: 'cli.mjs' },
  { source: 'native-models/worker.ts', bundle: 'inference-worker.mjs' },
  { source: 'main/media/worker.ts', bundle: 'media-worker.mjs' },
]

/** Folders whose TypeScript can end up in a bundle. */
export const sourceFolders = ['core', 'main', 'native-models']

/** Files outside those folders that change what a bundle holds. */
export const buildFiles = ['package.json', 'package-lock.json', 'scripts/build.mjs', 'scripts/entries.mjs']
