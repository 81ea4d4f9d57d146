import { createHash } from 'node:crypto'
import { closeSync, createReadStream, openSync, readdirSync, readSync, renameSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readArchive } from '../../main/services/projects/read-archive.ts'
import { readFolder } from '../../main/services/projects/project-read.ts'
import { writeArchive } from '../../main/services/projects/write-archive.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { aProject, quiet } from '../unit/services/damaged-projects.ts'

/** The first size, and the first place in an archive, that 32 bits cannot tell. */
const tooLong = 2 ** 32
const largeBytes = tooLong + 3 * 2 ** 20 + 1
/** Words at the places where counting in 32 bits would go wrong, and at both ends; zeros between, which take no disk. */
const words = [0, 2 ** 31 - 3, tooLong - 12, tooLong - 4, largeBytes - 8].map(
  (at) => [at, `at ${at}`.padEnd(8).slice(-8)] as const,
)

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(file, { highWaterMark: 2 ** 20 })) hash.update(piece as Buffer)
  return hash.digest('hex')
}

/** Puts a sound of more than 4 GiB into a project's media. @returns its name there */
async function putLarge(folder: string): Promise<string> {
  const file = join(folder, 'large.tmp')
  const handle = openSync(file, 'w')
  for (const [at, word] of words) writeSync(handle, word, at)
  closeSync(handle)
  const media = `media/${await sha256Of(file)}.wav`
  renameSync(file, join(folder, media))
  return media
}

function wordsIn(file: string): (readonly [number, string])[] {
  const handle = openSync(file, 'r')
  const found = words.map(([at]) => {
    const bytes = Buffer.alloc(8)
    readSync(handle, bytes, 0, 8, at)
    return [at, bytes.toString()] as const
  })
  closeSync(handle)
  return found
}

test('a project of more than 4 GiB goes into an archive and comes back, bit for bit', async () => {
  const { folder, film } = aProject()
  const media = await putLarge(folder)
  const target = join(temporaryFolder(), 'film.craneshot')
  const { history } = await readFolder(folder)
  await writeArchive({ folder, history, target, onlyCutTakes: false }, quiet)
  expect(statSync(target).size).toBeGreaterThan(largeBytes)

  const unpacked = await readArchive({ file: target, target: { parent: temporaryFolder() } }, quiet)
  expect((await readFolder(unpacked)).history.present).toEqual(film)
  expect(statSync(join(unpacked, media)).size).toBe(largeBytes)
  expect(wordsIn(join(unpacked, media))).toEqual(words)
  expect(media).toContain(await sha256Of(join(unpacked, media)))
  // What lies behind the large file is found as well.
  const takeNames = (place: string): string[] =>
    readdirSync(join(place, 'takes'), { recursive: true, encoding: 'utf8' })
  expect(takeNames(unpacked).toSorted()).toEqual(takeNames(folder).toSorted())
  expect(takeNames(unpacked).length).toBeGreaterThan(3)
}, 7_200_000)
