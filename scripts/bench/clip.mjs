import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { root } from '../root.mjs'

/**
 * One clip from the command line, everything included: decoding, model, PNG files, movie, timeline.
 *
 * @param {string} packFolder
 * @param {import('./networks.mjs').Clip} clip
 * @param {number} threads
 */
export function measureClip(packFolder, clip, threads) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'craneshot-bench-'))
  try {
    const words = ['generate', '--image', path.join(root, 'resources', 'boards', 'harbour.png')]
    words.push('--move', 'orbit:12', '--frames', String(clip.frames), '--size', `${clip.width}x${clip.height}`)
    words.push('--steps', String(clip.steps), '--threads', String(threads), '--model', packFolder)
    words.push('--provider', 'cpu', '--out', path.join(folder, 'take'), '--json')
    const start = performance.now()
    const result = spawnSync(process.execPath, [path.join(root, 'scripts', 'craneshot.mjs'), ...words], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const milliseconds = performance.now() - start
    if (result.status !== 0) throw new Error(`generate failed:\n${result.stderr}`)
    const { run } = JSON.parse(result.stdout)
    return {
      milliseconds,
      /** @type {Record<string, number>} */
      stageMilliseconds: run.stageMilliseconds,
      /** @type {number} */
      peakMemoryBytes: run.peakMemoryBytes,
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
