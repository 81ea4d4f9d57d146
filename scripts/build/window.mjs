import path from 'node:path'
import { root } from '../root.mjs'

/** Electron 33, the oldest that is supported, is Chrome 130. */
const oldestChrome = 'chrome130'

/**
 * Vite's settings for the page in the window: for building it, and for serving it while it is worked on. Nothing is
 * turned into `data:` addresses and nothing is inlined into the page, since its content security policy allows neither.
 *
 * @returns {Promise<import('vite').InlineConfig>}
 */
export async function windowConfig() {
  const { default: react } = await import('@vitejs/plugin-react')
  return {
    root: path.join(root, 'renderer'),
    configFile: false,
    envDir: false,
    cacheDir: path.join(root, 'node_modules', '.vite'),
    logLevel: 'warn',
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      target: oldestChrome,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      sourcemap: true,
      emptyOutDir: true,
      // The texts that the licences of what is bundled ask to be passed on.
      license: { fileName: 'licenses.md' },
      // Everything is read from the disk: splitting for a network's sake would only add files.
      chunkSizeWarningLimit: 10_000,
    },
  }
}

/**
 * The page as users get it, whoever asks for the build: a test runner's own `NODE_ENV` would make vite bundle React for
 * development, ten times slower.
 *
 * @param {string} folder takes the page as `renderer`
 */
export async function buildWindow(folder) {
  const { build } = await import('vite')
  const config = await windowConfig()
  const before = process.env['NODE_ENV']
  process.env['NODE_ENV'] = 'production'
  try {
    await build({ ...config, mode: 'production', build: { ...config.build, outDir: path.join(folder, 'renderer') } })
  } finally {
    if (before === undefined) delete process.env['NODE_ENV']
    else process.env['NODE_ENV'] = before
  }
}
