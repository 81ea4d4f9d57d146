import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { moveAll } from '../../../main/services/files/move-files.ts'
import { writerMark } from '../../../main/services/files/writer-mark.ts'
import { buildTake } from '../../../main/services/takes/take-folder.ts'
import { foreignMark } from '../../support/foreign-mark.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const noProcess = 2 ** 22 + 1

/** Fills a take's folder with files that hold `content`. */
function filled(content: string, names: readonly string[] = ['frame_0000.png', 'take.json']) {
  return async (folder: string): Promise<string> => {
    for (const name of names) await writeFile(path.join(folder, name), content)
    return content
  }
}

function contents(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]))
}

test('a take appears whole at a new place, its parents made, nothing else left', async () => {
  const root = temporaryFolder()
  const target = path.join(root, '새 폴더', 'a b', 'take')
  let seen: readonly string[] = []
  const made = await buildTake({ target, overwrite: false }, async (folder) => {
    seen = [path.dirname(folder), String(existsSync(target))]
    return filled('new')(folder)
  })
  expect(made).toBe('new')
  expect(seen).toEqual([path.dirname(target), 'false'])
  expect(contents(target)).toEqual({ 'frame_0000.png': 'new', 'take.json': 'new' })
  expect(readdirSync(path.dirname(target))).toEqual(['take'])
})

test('a failed take leaves nothing, not even the parents it made', async () => {
  const root = temporaryFolder()
  const target = path.join(root, 'x', 'y', 'take')
  const failing = buildTake({ target, overwrite: false }, async (folder) => {
    await filled('half')(folder)
    throw new Error('failed on purpose')
  })
  await expect(failing).rejects.toThrow('failed on purpose')
  expect(readdirSync(root)).toEqual([])
})

test('an empty folder is free; one with a take needs overwrite, and then has the new take alone', async () => {
  const target = temporaryFolder()
  const old = ['frame_0000.png', 'frame_0001.png', 'clip.mp4', 'take.json']
  await buildTake({ target, overwrite: false }, filled('old', old))
  await expect(buildTake({ target, overwrite: false }, filled('new'))).rejects.toMatchObject({
    code: 'command.out.not-empty',
    details: { folder: target },
  })
  expect(Object.keys(contents(target)).toSorted()).toEqual(old.toSorted())
  await buildTake({ target, overwrite: true }, filled('new'))
  expect(contents(target)).toEqual({ 'frame_0000.png': 'new', 'take.json': 'new' })
})

test('a folder with anything else in it is never touched', async () => {
  const target = temporaryFolder()
  writeFileSync(path.join(target, 'frame_0000.png'), 'old')
  writeFileSync(path.join(target, 'thesis.docx'), 'irreplaceable')
  await expect(buildTake({ target, overwrite: true }, filled('new'))).rejects.toMatchObject({
    code: 'command.out.foreign',
    details: { folder: target, name: 'thesis.docx' },
  })
  expect(contents(target)).toEqual({ 'frame_0000.png': 'old', 'thesis.docx': 'irreplaceable' })
})

test('a file that comes while the take is made is not deleted with the old take', async () => {
  const target = temporaryFolder()
  await buildTake({ target, overwrite: false }, filled('old'))
  const meddled = buildTake({ target, overwrite: true }, async (folder) => {
    writeFileSync(path.join(target, 'note.txt'), 'mine')
    return filled('new')(folder)
  })
  await expect(meddled).rejects.toMatchObject({ code: 'command.out.foreign' })
  expect(contents(target)).toEqual({ 'frame_0000.png': 'old', 'take.json': 'old', 'note.txt': 'mine' })
})

test('a failed overwrite leaves the old take as it was', async () => {
  const target = temporaryFolder()
  await buildTake({ target, overwrite: false }, filled('old'))
  await expect(buildTake({ target, overwrite: true }, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(contents(target)).toEqual({ 'frame_0000.png': 'old', 'take.json': 'old' })
})

test('a target that is a file, or lies in one, is a named error', async () => {
  const file = path.join(temporaryFolder(), 'file')
  writeFileSync(file, '')
  await expect(buildTake({ target: file, overwrite: true }, filled('new'))).rejects.toMatchObject({
    code: 'command.out.file',
  })
  await expect(buildTake({ target: path.join(file, 'take'), overwrite: false }, filled('new'))).rejects.toMatchObject({
    code: 'command.out.unwritable',
  })
})

test('what the system refuses while a take is written is a named error about the target', async () => {
  const target = path.join(temporaryFolder(), 'take')
  const failing = buildTake({ target, overwrite: false }, (folder) => writeFile(path.join(folder, 'no', 'x'), ''))
  await expect(failing).rejects.toMatchObject({ code: 'command.out.unwritable', details: { folder: target } })
})

test('what the system refuses elsewhere is not blamed on the target', async () => {
  const target = path.join(temporaryFolder(), 'take')
  const elsewhere = path.join(temporaryFolder(), 'no', 'x')
  const failing = buildTake({ target, overwrite: false }, () => writeFile(elsewhere, ''))
  await expect(failing).rejects.toMatchObject({ code: 'ENOENT', path: elsewhere })
})

test('an old take that was being replaced stays until a new one is there', async () => {
  const parent = temporaryFolder()
  const aside = path.join(parent, `.take.replaced-${writerMark(noProcess)}`)
  mkdirSync(aside)
  writeFileSync(path.join(aside, 'take.json'), 'old')
  const target = path.join(parent, 'take')
  await buildTake({ target, overwrite: false }, filled('new'))
  expect(contents(aside)).toEqual({ 'take.json': 'old' })
  await buildTake({ target, overwrite: true }, filled('newer'))
  expect(readdirSync(parent)).toEqual(['take'])
})

test('an overwritten folder stays the same folder', async () => {
  const target = temporaryFolder()
  const { ino } = statSync(target)
  await buildTake({ target, overwrite: false }, filled('old'))
  await buildTake({ target, overwrite: true }, filled('new'))
  expect(statSync(target).ino).toBe(ino)
})

test('a folder that is a disk of its own takes a take, and a new one over it', async ({ skip }) => {
  const root = temporaryFolder()
  const target = path.join(root, 'stick')
  mkdirSync(target)
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', target]).status === 0
  skip(!mounted, 'this account may not mount a file system')
  try {
    await buildTake({ target, overwrite: false }, filled('first'))
    expect(contents(target)).toEqual({ 'frame_0000.png': 'first', 'take.json': 'first' })
    await buildTake({ target, overwrite: true }, filled('second'))
    expect(contents(target)).toEqual({ 'frame_0000.png': 'second', 'take.json': 'second' })
    const fails = buildTake({ target, overwrite: true }, async (folder) => {
      await filled('third')(folder)
      throw new Error('no')
    })
    await expect(fails).rejects.toThrow('no')
    expect(contents(target)).toEqual({ 'frame_0000.png': 'second', 'take.json': 'second' })
    expect(readdirSync(root)).toEqual(['stick'])
  } finally {
    spawnSync('umount', [target])
  }
})

test('files that are moved together go all or not at all', () => {
  const folder = temporaryFolder()
  const at = (name: string): string => path.join(folder, name)
  writeFileSync(at('a'), '1')
  writeFileSync(at('b'), '2')
  const moves = [
    { from: at('a'), to: at('old') },
    { from: at('b'), to: at('a') },
  ]
  expect(() => moveAll([...moves, { from: at('nothing'), to: at('c') }])).toThrow('ENOENT')
  expect(contents(folder)).toEqual({ a: '1', b: '2' })
  moveAll(moves)
  expect(contents(folder)).toEqual({ a: '2', old: '1' })
})

test('what killed runs left is swept, what living ones and other machines make is not', async () => {
  const parent = temporaryFolder()
  const leave = (name: string, mark: string): string => {
    const folder = path.join(parent, `.${name}.unfinished-${mark}`)
    mkdirSync(folder)
    return folder
  }
  const left = [
    leave('take', writerMark(noProcess)),
    leave('other', writerMark(noProcess)),
    leave('take', writerMark(process.ppid)),
    leave('take', foreignMark()),
  ]
  await buildTake({ target: path.join(parent, 'take'), overwrite: false }, filled('new'))
  expect(left.map((folder) => existsSync(folder))).toEqual([false, false, true, true])
})

test('a parent that may be written but not listed is no obstacle', async ({ skip }) => {
  skip(process.getuid?.() === 0 || process.platform === 'win32', 'nothing is hidden from this account')
  const parent = path.join(temporaryFolder(), 'drop box')
  mkdirSync(parent)
  chmodSync(parent, 0o300)
  try {
    await buildTake({ target: path.join(parent, 'take'), overwrite: false }, filled('new'))
  } finally {
    chmodSync(parent, 0o700)
  }
  expect(readdirSync(parent)).toEqual(['take'])
})
