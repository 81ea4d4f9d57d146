/**
 * Who may import whom. Paths are relative to the root of the tree that is read: the checkout, or test/fences, which
 * holds one file per rule that must fail.
 */

/** Node's own modules, however they are written. */
const nodeBuiltins = { dependencyTypes: ['core'] }

/** @param {readonly string[]} names packages, resolved or not; a folder of ours may have the name of one */
function packages(...names) {
  return `(^|/)node_modules/(${names.join('|')})(/|$)|^(${names.join('|')})(/|$)`
}

/**
 * @param {string} name
 * @param {string} from
 * @param {readonly string[]} allowed paths
 * @param {{ builtins: boolean }} options
 */
function mayOnlyImport(name, from, allowed, { builtins }) {
  const to = { pathNot: [...allowed], ...(builtins ? { dependencyTypesNot: ['core'] } : {}) }
  return { name, severity: 'error', from: { path: from }, to }
}

/**
 * @param {string} name
 * @param {string} folder
 * @param {string} packagePath
 */
function onlyImportedIn(name, folder, packagePath) {
  return { name, severity: 'error', from: { pathNot: folder }, to: { path: packagePath } }
}

export const rules = [
  mayOnlyImport('core-is-pure', '^core/', ['^core/', packages('zod')], { builtins: false }),
  mayOnlyImport('core-math-needs-nothing', '^core/math/', ['^core/'], { builtins: false }),
  mayOnlyImport(
    'native-models-imports-core-and-node',
    // Making training data is no part of the product, and its decoders decide bits that the held-out sets are hashed by.
    '^native-models/(?!authoring/data/)',
    ['^core/', '^native-models/', packages('zod', 'onnxruntime-node', 'onnxruntime-common')],
    { builtins: true },
  ),
  onlyImportedIn('onnxruntime-only-in-runtime', '^native-models/runtime/', packages('onnxruntime-.*')),
  mayOnlyImport(
    'services-import-core-and-node',
    '^main/(services|jobs|cli)/',
    ['^core/', '^main/(services|jobs|cli)/', packages('zod', 'yazl', 'yauzl')],
    { builtins: true },
  ),
  mayOnlyImport(
    'media-imports-core-and-media-libraries',
    '^main/media/',
    [
      '^core/',
      '^main/media/',
      packages('zod', 'node-av', '@napi-rs/image', '@hyzyla/pdfium', '@opencvjs/node', 'pdfkit'),
    ],
    { builtins: true },
  ),
  onlyImportedIn(
    'media-libraries-only-in-media',
    '^main/media/',
    packages('node-av', '@napi-rs/image', '@opencvjs/node', 'pdfkit'),
  ),
  mayOnlyImport(
    'electron-shell-imports-services',
    '^main/electron/',
    ['^core/', '^main/(electron|services|jobs)/', packages('electron')],
    { builtins: true },
  ),
  onlyImportedIn('electron-only-in-shell', '^(main/electron|preload)/', packages('electron')),
  mayOnlyImport('preload-knows-the-contract', '^preload/', ['^preload/', '^core/contract/', packages('electron')], {
    builtins: false,
  }),
  {
    name: 'preload-takes-types-only',
    severity: 'error',
    from: { path: '^preload/' },
    to: { path: '^core/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'renderer-knows-no-process-but-itself',
    severity: 'error',
    from: { path: '^renderer/' },
    to: { path: ['^(main|native-models|preload)/', packages('electron')] },
  },
  {
    name: 'renderer-without-node',
    severity: 'error',
    from: { path: '^renderer/' },
    to: nodeBuiltins,
  },
  {
    name: 'features-stay-apart',
    severity: 'error',
    from: { path: '^renderer/features/([^/]+)/' },
    to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
  },
  {
    name: 'nothing-imports-tests-or-scripts',
    severity: 'error',
    from: { pathNot: '^(test|scripts)/' },
    to: { path: '^(test|scripts)/' },
  },
  { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  { name: 'imports-resolve', severity: 'error', from: {}, to: { couldNotResolve: true } },
]

/** Folders of the product, in the checkout and in the tree of files that must fail. */
export const fencedFolders = ['core', 'main', 'native-models', 'preload', 'renderer']

/** Reading fewer modules than this means that the reader is broken, not that the code is clean. */
export const moduleFloor = 150
