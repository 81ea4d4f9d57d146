import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { root } from '../root.mjs'

/**
 * The embedded model's networks in PyTorch on the same machine, or null where there is no PyTorch. The interpreter is
 * `python3`, or the one that `CRANESHOT_PYTHON` names.
 *
 * @param {import('./networks.mjs').Clip} clip
 * @param {{ runs: number, threads: number }} options
 * @returns {{ version: string, milliseconds: Record<string, number> } | null}
 */
export function measureTorch({ width, height, frames }, { runs, threads }) {
  const python = process.env['CRANESHOT_PYTHON'] || 'python3'
  if (spawnSync(python, ['-c', 'import torch'], { stdio: 'ignore' }).status !== 0) return null
  const program = path.join(root, 'scripts', 'bench', 'torch_networks.py')
  const numbers = [width, height, frames, threads, runs].map(String)
  const result = spawnSync(python, [program, ...numbers], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  if (result.status !== 0) throw new Error('the PyTorch comparison failed')
  return JSON.parse(result.stdout)
}
