/**
 * `npm run dev`: the studio with its page served by vite, so that changes to the page show at once. Changes to main or
 * preload need a restart.
 */
import { SetupError } from './announce.mjs'
import { ensureNodeModules } from './node-modules.mjs'

/** @returns {Promise<{ address: string, close: () => Promise<void> }>} */
async function servePage() {
  const { createServer } = await import('vite')
  const { windowConfig } = await import('./build/window.mjs')
  const server = await createServer({ ...(await windowConfig()), server: { host: '127.0.0.1', port: 0 } })
  await server.listen()
  const address = server.httpServer?.address()
  if (typeof address !== 'object' || address === null) throw new Error('vite is not listening')
  return { address: `http://127.0.0.1:${address.port}`, close: () => server.close() }
}

try {
  await ensureNodeModules()
  const { prepareElectron, runElectron } = await import('./electron/run.mjs')
  await prepareElectron(['programs', 'shell'])
  const page = await servePage()
  process.exitCode = await runElectron(process.argv.slice(2), {
    ...process.env,
    CRANESHOT_SERVED_FROM: page.address,
  })
  await page.close()
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
