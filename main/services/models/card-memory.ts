import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Provider } from '../../../core/contract/inference.ts'

/** Memory of the graphics card that providers use. */
export interface CardMemory {
  readonly name: string
  readonly totalBytes: number
  readonly freeBytes: number
}

const MEBIBYTE = 1024 * 1024
const TIMEOUT_MILLISECONDS = 5000

/**
 * What the tool of NVIDIA's driver says of a card, the first when there are several: it is the one that ONNX Runtime
 * takes. No system tells the free memory of other cards to programs without their drivers' libraries.
 * @returns null where there is no such tool or card
 */
export async function cardMemory(
  run: (program: string, words: string[]) => Promise<string> = runProgram,
): Promise<CardMemory | null> {
  const words = ['--query-gpu=name,memory.total,memory.free', '--format=csv,noheader,nounits', '--id=0']
  const text = await run('nvidia-smi', words).catch(() => '')
  const match = /^(.+), *(\d+), *(\d+)\s*$/m.exec(text)
  if (match === null) return null
  const [, name = '', total, free] = match
  return { name: name.trim(), totalBytes: Number(total) * MEBIBYTE, freeBytes: Number(free) * MEBIBYTE }
}

/** Free bytes on the card of a provider; null on the CPU, and where nobody knows. */
export async function deviceMemoryBytes(provider: Provider): Promise<number | null> {
  if (provider === 'cpu' || provider === 'coreml') return null
  return (await cardMemory())?.freeBytes ?? null
}

async function runProgram(program: string, words: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, words, { timeout: TIMEOUT_MILLISECONDS, windowsHide: true })
  return stdout
}
