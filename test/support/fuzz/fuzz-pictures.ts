import fc from 'fast-check'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StudioError } from '../../../core/contract/errors.ts'
import { ProcessClient } from '../../../main/jobs/process-client.ts'
import { forkWorker } from '../../../main/jobs/worker-process.ts'
import { damaged, repeated } from './inputs.ts'

const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url))
const mediaProgram = fileURLToPath(new URL('../../../out/media-worker.mjs', import.meta.url))
const longestMilliseconds = 2000
/** On a busy machine one try may take long for no reason of its own. */
const tries = 3

export interface PictureCount {
  taken: number
  refused: number
  /** How often each refusal came. */
  readonly codes: Record<string, number>
}

/**
 * Gives damaged pictures of every kind to the real media process, as an import and a board do.
 * @param folder an empty one, for the pictures
 * @throws Error for one that the process died of, hung at, or failed at without a name; the file stays in the folder
 */
export async function fuzzPictures(folder: string, runs: number, seed: number): Promise<PictureCount> {
  const client = new ProcessClient({
    start: () => forkWorker(mediaProgram, { silent: true }),
    diedCode: 'command.media-process-died',
  })
  const count: PictureCount = { taken: 0, refused: 0, codes: {} }
  const kinds = [
    ...readdirSync(join(fixtures, 'pictures')).map((name) => join('pictures', name)),
    ...readdirSync(join(fixtures, 'imports')).map((name) => join('imports', name)),
  ].filter((name) => /\.(png|jpe?g|webp|tiff|avif|exr|ps[db]|npy)$/.test(name))
  const inputs = fc.constantFrom(...kinds).chain((name) => {
    const good = readFileSync(join(fixtures, name))
    const bad = fc.oneof({ weight: 3, arbitrary: damaged(good) }, repeated(good))
    return bad.map((bytes) => ({ name, bytes }))
  })
  try {
    await fc.assert(
      fc.asyncProperty(inputs, async ({ name, bytes }) => {
        const file = join(folder, basename(name))
        writeFileSync(file, bytes)
        const code = await fastest(() => outcomeOf(client, file, folder))
        if (code === null) count.taken += 1
        else count.refused += 1
        if (code !== null) count.codes[code] = (count.codes[code] ?? 0) + 1
      }),
      { numRuns: runs, seed, endOnFailure: true },
    )
  } finally {
    client.close()
  }
  return count
}

async function fastest(read: () => Promise<string | null>): Promise<string | null> {
  for (let number = 1; ; number++) {
    const start = performance.now()
    const outcome = await read()
    const milliseconds = performance.now() - start
    if (milliseconds <= longestMilliseconds) return outcome
    if (number === tries) throw new Error(`took ${Math.round(milliseconds)} ms, ${tries} times`)
  }
}

/** The code of the refusal; null for a picture that was taken. */
async function outcomeOf(client: ProcessClient, file: string, folder: string): Promise<string | null> {
  const quiet = { signal: AbortSignal.timeout(120_000), report: () => undefined }
  const isDepth = /depth/.test(file)
  const task = isDepth ? 'decode-depth' : 'decode-picture'
  const input = { file, crop: { x: 0, y: 0, width: 1, height: 1 }, width: 24, height: 16, outFile: join(folder, 'raw') }
  try {
    if (!isDepth) await client.run('inspect-picture', { file }, quiet)
    await client.run(task, input, quiet)
    return null
  } catch (thrown) {
    if (thrown instanceof StudioError && thrown.code !== 'command.media-process-died') return thrown.code
    throw thrown
  }
}
