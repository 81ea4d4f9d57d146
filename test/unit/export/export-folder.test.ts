import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { StudioError } from '../../../core/contract/errors.ts'
import { writerMark } from '../../../main/services/files/writer-mark.ts'
import { writeExport } from '../../../main/services/exports/export-folder.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const files = ['film.otio', 'media/a.mov', 'media/b.mov']

/** Writes every file with that text in it. */
function filled(text: string) {
  return async (folder: string): Promise<void> => {
    for (const name of files) writeFileSync(join(folder, name), text)
  }
}

function contents(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(
    entries.map(({ parentPath, name }) => {
      const file = join(parentPath, name)
      return [file.slice(folder.length + 1), readFileSync(file, 'utf8')]
    }),
  )
}

const all = (text: string): Record<string, string> => Object.fromEntries(files.map((name) => [name, text]))

test('an export appears whole, in a folder that is made for it', async () => {
  const folder = join(temporaryFolder(), 'deep', 'out')
  await writeExport({ folder, files, overwrite: false }, async (staging) => {
    await filled('new')(staging)
    expect(Object.keys(contents(folder)).every((name) => name.startsWith('.craneshot-export-'))).toBe(true)
  })
  expect(contents(folder)).toEqual(all('new'))
})

test('one that fails leaves everything as it was', async () => {
  const parent = temporaryFolder()
  const fail = async (folder: string, code: string): Promise<void> => {
    const made = writeExport({ folder, files, overwrite: true }, async (staging) => {
      await filled('never')(staging)
      throw new StudioError('media.movie.encode', { file: join(staging, 'media/a.mov'), reason: 'x' })
    })
    await expect(made).rejects.toMatchObject({ code, details: { file: join(folder, 'media/a.mov') } })
  }
  await fail(join(parent, 'new', 'out'), 'media.movie.encode')
  expect(readdirSync(parent)).toEqual([])
  const there = join(parent, 'there')
  await writeExport({ folder: there, files, overwrite: false }, filled('old'))
  writeFileSync(join(there, 'notes.txt'), 'mine')
  await fail(there, 'media.movie.encode')
  expect(contents(there)).toEqual({ ...all('old'), 'notes.txt': 'mine' })
  expect(readdirSync(there).toSorted()).toEqual(['film.otio', 'media', 'notes.txt'])
})

test('a file that was not made as promised brings the old ones back', async () => {
  const folder = temporaryFolder()
  await writeExport({ folder, files, overwrite: false }, filled('old'))
  const made = writeExport({ folder, files, overwrite: true }, async (staging) => {
    await filled('new')(staging)
    rmSync(join(staging, 'media/b.mov'))
  })
  await expect(made).rejects.toMatchObject({ code: 'export.out.unwritable' })
  expect(contents(folder)).toEqual(all('old'))
})

test('replaces its own files when asked, never a folder, and nothing without being asked', async () => {
  const folder = temporaryFolder()
  await writeExport({ folder, files, overwrite: false }, filled('old'))
  const refused = writeExport({ folder, files, overwrite: false }, filled('new'))
  await expect(refused).rejects.toMatchObject({ code: 'export.out.exists', details: { name: 'film.otio' } })
  await writeExport({ folder, files, overwrite: true }, filled('new'))
  expect(contents(folder)).toEqual(all('new'))
  rmSync(join(folder, 'film.otio'))
  mkdirSync(join(folder, 'film.otio'))
  await expect(writeExport({ folder, files, overwrite: true }, filled('x'))).rejects.toMatchObject({
    code: 'export.out.exists',
  })
})

test('a file that appears meanwhile is not replaced', async () => {
  const folder = temporaryFolder()
  const made = writeExport({ folder, files, overwrite: false }, async (staging) => {
    await filled('new')(staging)
    writeFileSync(join(folder, 'film.otio'), 'somebody else’s')
  })
  await expect(made).rejects.toMatchObject({ code: 'export.out.exists' })
  expect(contents(folder)).toEqual({ 'film.otio': 'somebody else’s' })
})

test('a shorter sequence of frames replaces a longer one whole, and nothing beside it', async () => {
  const folder = temporaryFolder()
  const write = async (count: number, overwrite: boolean): Promise<void> => {
    const frames = Array.from(
      { length: count },
      (_, frame) => `media/a_depth/a_depth.${String(frame).padStart(4, '0')}.exr`,
    )
    await writeExport({ folder, files: frames, overwrite }, async (staging) => {
      for (const name of frames) writeFileSync(join(staging, name), 'new')
    })
  }
  await write(5, false)
  for (const own of ['notes.txt', 'b_depth.0004.exr', 'a_depth.exr'])
    writeFileSync(join(folder, 'media/a_depth', own), 'mine')
  await write(3, true)
  expect(readdirSync(join(folder, 'media/a_depth')).toSorted()).toEqual([
    'a_depth.0000.exr',
    'a_depth.0001.exr',
    'a_depth.0002.exr',
    'a_depth.exr',
    'b_depth.0004.exr',
    'notes.txt',
  ])
})

test('what a killed export left is swept, that of a running one is not', async () => {
  const folder = temporaryFolder()
  // No process has the largest number that a system gives out.
  const dead = `.craneshot-export-${writerMark(4194305)}`
  const living = `.craneshot-export-${writerMark(process.ppid)}`
  for (const name of [dead, living]) mkdirSync(join(folder, name))
  await writeExport({ folder, files, overwrite: false }, filled('new'))
  expect([dead, living].map((name) => existsSync(join(folder, name)))).toEqual([false, true])
})

test('a file in the folder’s place, or above it, is named', async () => {
  const parent = temporaryFolder()
  writeFileSync(join(parent, 'file'), '')
  const code = async (folder: string): Promise<unknown> =>
    writeExport({ folder, files, overwrite: false }, filled('x')).catch((thrown: StudioError) => thrown.code)
  expect(await code(join(parent, 'file'))).toBe('export.out.file')
  expect(await code(join(parent, 'file', 'out'))).toBe('export.out.unwritable')
})
