import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const script = join(root, 'scripts', 'start.mjs')

test.skipIf(process.platform !== 'linux')(
  'without a display it says so, and what works without one (Linux only)',
  () => {
    const { DISPLAY: _x, WAYLAND_DISPLAY: _wayland, ...environment } = process.env
    const { status, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8', env: environment })
    expect(status).toBe(1)
    expect(stderr).toMatch(/needs a display/)
    expect(stderr).toContain('`npm run demo`')
  },
)

test('npm start opens the studio, and an interrupt ends it, saved, with all its processes', async () => {
  const home = temporaryFolder()
  const child = spawn(process.execPath, [script, '--remote-debugging-port=0'], {
    cwd: root,
    env: { ...process.env, CRANESHOT_HOME: home },
    stdio: ['ignore', 'ignore', 'pipe'],
    // As a terminal does: the whole group gets its interrupt.
    detached: true,
  })
  onTestFinished(() => endGroup(child))
  let printed = ''
  child.stderr.on('data', (text: Uint8Array) => (printed += String(text)))
  // Chromium writes this file when its window can be reached.
  await expect.poll(() => existsSync(join(home, 'window', 'DevToolsActivePort')), { message: printed }).toBe(true)
  const ids = groupOf(child.pid ?? 0)
  expect(ids.length).toBeGreaterThan(2)
  const ended = new Promise((resolve) => child.once('exit', resolve))
  process.kill(-(child.pid ?? 0), 'SIGINT')
  expect(await ended).toBe(0)
  await expect.poll(() => groupOf(child.pid ?? 0)).toEqual([])
})

function endGroup({ pid }: ChildProcess): void {
  try {
    process.kill(-(pid ?? 0), 'SIGKILL')
  } catch {
    // It has ended, as it should.
  }
}

/** Processes of a group that run; one that only waits to be asked for its exit code does not. */
function groupOf(group: number): string[] {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,pgid=,stat='], { encoding: 'utf8' })
  return stdout.split('\n').flatMap((line) => {
    const [pid = '', own, state = ''] = line.trim().split(/\s+/)
    return own === String(group) && !state.startsWith('Z') ? [pid] : []
  })
}
