import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'
import type { CropBox } from '../../../core/contract/media.ts'
import { ProcessClient } from '../../../main/jobs/process-client.ts'
import { forkWorker } from '../../../main/jobs/worker-process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

export const mediaProgram = fileURLToPath(new URL('../../../out/media-worker.mjs', import.meta.url))
const pictures = fileURLToPath(new URL('../../fixtures/pictures', import.meta.url))

/** The built media process, ended with the test file. */
export const media = new ProcessClient({
  start: () => forkWorker(mediaProgram),
  diedCode: 'command.media-process-died',
})
afterAll(() => media.close())

export const whole: CropBox = { x: 0, y: 0, width: 1, height: 1 }

export function fixture(name: string): string {
  return join(pictures, name)
}

/** Runs one task to its end. */
export function ask<Output>(task: string, input: unknown): Promise<Output> {
  return media.run<Output>(task, input, { signal: new AbortController().signal, report: () => undefined })
}

/** Decodes a picture file to raw RGB of a size. */
export async function decode(file: string, width: number, height: number, crop = whole): Promise<Uint8Array> {
  const outFile = join(temporaryFolder(), 'raw')
  await ask('decode-picture', { file, crop, width, height, outFile })
  return readFileSync(outFile)
}
