import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { SoundRecording } from '../../../main/services/media/record-sound.ts'
import { readFolder } from '../../../main/services/projects/project-read.ts'
import { readArchive } from '../../../main/services/projects/read-archive.ts'
import { relinkMedia } from '../../../main/services/projects/relink-media.ts'
import { copySample, sampleFilmFile } from '../../../main/services/projects/sample-project.ts'
import { writeArchive } from '../../../main/services/projects/write-archive.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { aProject, contentOf, quiet } from './damaged-projects.ts'

/**
 * From now on a scanner holds each file and folder for a moment once it is there: its first rename is refused as Windows
 * does it.
 * @returns what was held
 */
function scanEverything(): ReadonlySet<string> {
  const { rename } = fs
  const held = new Set<string>()
  fs.rename = async (from, to) => {
    const file = String(from)
    if (held.has(file)) return rename(from, to)
    held.add(file)
    throw Object.assign(new Error(`EPERM: rename ${file}`), { code: 'EPERM', syscall: 'rename', path: file })
  }
  syncBuiltinESMExports()
  onTestFinished(() => {
    fs.rename = rename
    syncBuiltinESMExports()
  })
  return held
}

async function archived(folder: string): Promise<string> {
  const target = join(temporaryFolder(), 'film.craneshot')
  const { history } = await readFolder(folder)
  await writeArchive({ folder, history, target, onlyCutTakes: false }, quiet)
  return target
}

test('an archive is written while a scanner looks at it', async () => {
  const { folder } = aProject()
  const held = scanEverything()
  const target = await archived(folder)
  expect(held.size).toBe(1)
  expect(readdirSync(join(target, '..'))).toEqual(['film.craneshot'])
})

test.for(['a new folder', 'one that is named'])(
  'an archive is unpacked into %s while a scanner looks at it',
  async (kind) => {
    const { folder } = aProject()
    const file = await archived(folder)
    const parent = temporaryFolder()
    const held = scanEverything()
    const named = join(parent, 'named')
    const unpacked = await readArchive(
      { file, target: kind === 'a new folder' ? { parent } : { folder: named } },
      quiet,
    )
    expect(held.size).toBe(1)
    expect(Object.keys(contentOf(unpacked))).toEqual(expect.arrayContaining(Object.keys(contentOf(folder))))
    expect(readdirSync(parent)).toHaveLength(1)
  },
)

test('media that were found again are put in place while a scanner looks at them', async () => {
  const { folder, media } = aProject()
  const searched = aProject()
  for (const name of media) rmSync(join(folder, name))
  const held = scanEverything()
  const input = { folder, searched: join(searched.folder, 'media'), missing: [...media] }
  expect((await relinkMedia(input, quiet)).found).toHaveLength(2)
  expect(held.size).toBe(2)
  expect(media.map((name) => existsSync(join(folder, name)))).toEqual([true, true])
})

test('the sample is copied while a scanner looks at it', async () => {
  const { folder: sampleFolder, film } = aProject()
  writeFileSync(join(sampleFolder, sampleFilmFile('en')), (await readFolder(sampleFolder)).saved.text)
  const held = scanEverything()
  const places = { sampleFolder, projectsFolder: temporaryFolder(), language: 'en' } as const
  const folder = await copySample(places)
  expect(held).toContainEqual(expect.stringMatching(/[\\/]\.[^\\/]+\.tmp$/))
  expect((await readFolder(folder)).history.present).toEqual(film)
  expect(readdirSync(places.projectsFolder)).toHaveLength(1)
})

test('a recording is kept while a scanner looks at it', async () => {
  const project = temporaryFolder()
  mkdirSync(join(project, 'media'))
  const recording = await SoundRecording.begin(project)
  await recording.append(new Uint8Array(100))
  const held = scanEverything()
  const { media } = await recording.keep()
  expect(held.size).toBe(1)
  expect(readdirSync(join(project, 'media'))).toEqual([media.slice('media/'.length)])
})
