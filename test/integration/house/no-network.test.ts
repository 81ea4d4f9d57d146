import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCommandLine, runProcess } from '../../support/command-line.ts'
import { smallGeneration } from '../../support/take.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** Loaded into every Node process of a run; notes each connection and name look-up, and refuses it. */
const watcher = `
  import { appendFileSync } from 'node:fs'
  import net from 'node:net'
  import dns from 'node:dns'
  import dgram from 'node:dgram'
  const note = (what) => {
    appendFileSync(process.env.NETWORK_NOTES, what + '\\n')
    throw new Error('this run has no network')
  }
  net.Socket.prototype.connect = () => note('connect')
  dns.lookup = () => note('lookup')
  dgram.Socket.prototype.send = () => note('send')
  appendFileSync(process.env.NETWORK_NOTES, 'watching\\n')
`

function watched() {
  const folder = temporaryFolder()
  const notes = join(folder, 'notes.txt')
  const watcherFile = join(folder, 'watcher.mjs')
  writeFileSync(watcherFile, watcher)
  const environment = { NODE_OPTIONS: `--import=${watcherFile}`, NETWORK_NOTES: notes }
  return { folder, environment, notes: () => readFileSync(notes, 'utf8').trim().split('\n') }
}

test('making a shot asks the network for nothing', async () => {
  const { folder, environment, notes } = watched()
  const result = await runCommandLine([...smallGeneration(folder), '--out', join(folder, 'take')], { environment })
  expect(result.exitCode, result.standardError).toBe(0)
  expect(new Set(notes())).toEqual(new Set(['watching']))
  expect(notes().length).toBeGreaterThanOrEqual(3)
})

test('a request would be noticed', async () => {
  const { environment, notes } = watched()
  const request = "await fetch('http://127.0.0.1:49151/').catch(() => {})"
  await runProcess(process.execPath, ['--input-type=module', '--eval', request], { environment })
  expect(notes()).toContain('connect')
})
