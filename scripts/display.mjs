import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** Whether a window can be opened: on Linux somebody has to draw it. */
export function hasDisplay(environment = process.env) {
  return process.platform !== 'linux' || Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY'])
}

/**
 * Starts an X server without a screen, on a display that is free.
 *
 * @param {{ width: number, height: number }} size
 * @returns {Promise<{ display: string, end: () => void }>}
 */
export async function startVirtualDisplay({ width, height }) {
  // It writes the number of the display that it took to file 3.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const numbers = /** @type {import('node:stream').Readable} */ (server.stdio[3])
  const number = await new Promise((resolve, reject) => {
    createInterface(numbers).once('line', resolve)
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`Xvfb ended with exit code ${code}`)))
  })
  const end = () => void server.kill('SIGKILL')
  process.once('exit', end)
  return { display: `:${number}`, end }
}
