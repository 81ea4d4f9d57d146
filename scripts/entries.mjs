/**
 * What is built into out/, in three parts that are built, and go stale, on their own. Workers are found beside the
 * program that starts them, so a bundle's name is part of the contract.
 *
 * @typedef {{ source: string, bundle: string, format: 'esm' | 'cjs' }} Entry
 * @typedef {{ outputs: readonly string[], entries: readonly Entry[], sourceFolders: readonly string[],
 *   copies?: readonly { readonly file: string, readonly folder: string }[] }} Part
 * @typedef {keyof typeof parts} PartName
 */

/** @type {readonly Entry[]} Programs that run in plain Node and in Electron's processes. */
const programs = [
  { source: 'main/cli/index.ts', bundle: 'cli.mjs', format: 'esm' },
  { source: 'native-models/worker.ts', bundle: 'inference-worker.mjs', format: 'esm' },
  { source: 'main/media/worker.ts', bundle: 'media-worker.mjs', format: 'esm' },
]

/** @type {readonly Entry[]} Electron's main process, and the script it runs in the window; a sandbox takes only CommonJS. */
const shell = [
  { source: 'main/index.ts', bundle: 'main.mjs', format: 'esm' },
  { source: 'preload/index.ts', bundle: 'preload.cjs', format: 'cjs' },
]

/** The fonts of PDFs, read by the media worker: out of the package that the window's font comes from. */
const fonts = ['Pretendard-Regular.otf', 'Pretendard-SemiBold.otf'].map((name) => ({
  file: `node_modules/pretendard/dist/public/static/${name}`,
  folder: 'fonts',
}))

/** @param {readonly Entry[]} entries */
function bundlesOf(entries) {
  return entries.map((entry) => entry.bundle)
}

/** @satisfies {Record<string, Part>} */
export const parts = {
  programs: {
    outputs: [...bundlesOf(programs), 'fonts', 'licences.md'],
    entries: programs,
    sourceFolders: ['core', 'main', 'native-models'],
    copies: fonts,
  },
  shell: { outputs: bundlesOf(shell), entries: shell, sourceFolders: ['core', 'main', 'preload'] },
  /** The page in the window, built by vite. */
  window: { outputs: ['renderer'], entries: [], sourceFolders: ['core', 'renderer'] },
}

export const allParts = /** @type {readonly PartName[]} */ (Object.keys(parts))

/** Files of source folders that can end up in a build. */
export const sourceFile = /\.(ts|tsx|css|html|svg|png|woff2)$/

/** Files outside those folders that change what is built. */
export const buildFiles = [
  'package.json',
  'package-lock.json',
  'scripts/build.mjs',
  'scripts/build/bundle.mjs',
  'scripts/build/licences.mjs',
  'scripts/build/window.mjs',
  'scripts/entries.mjs',
]
