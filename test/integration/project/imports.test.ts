import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { calls } from '../../../core/contract/calls.ts'
import { peaksUrl, peakSamples, soundUrl } from '../../../core/contract/media-urls.ts'
import { addBoard, setBoardDepth } from '../../../core/project/edits/boards.ts'
import { writeBoard } from '../../support/board.ts'
import { fileOf } from '../../support/resolved-file.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { aBoard } from '../../unit/project/films.ts'
import { TestStudio } from './a-studio.ts'
import { editOf, sha256, folderOf, oneShot } from './one-shot.ts'

const fixtures = fileURLToPath(new URL('../../fixtures/pictures', import.meta.url))
test('pictures come in natural order, each by itself, corrupt ones among good ones', async () => {
  const studio = new TestStudio(temporaryFolder())
  const project = await studio.ask('project.create', { name: 'Imports' })
  const folder = temporaryFolder()
  const names = { 'board10.png': 'plain.png', 'board2.jpg': 'orientation-6.jpg', 'Board1.webp': 'alpha.webp' }
  for (const [name, from] of Object.entries(names)) cpSync(join(fixtures, from), join(folder, name))
  writeFileSync(join(folder, 'board3.png'), readFileSync(join(fixtures, 'plain.png')).subarray(0, 60))
  writeFileSync(join(folder, 'board4.png'), '')
  mkdirSync(join(folder, 'board5.png'))
  const all = readdirSync(folder).map((name) => join(folder, name))
  const files = studio.studio.register([...all, join(folder, 'board6.png'), join(fixtures, 'cmyk.tiff')])
  const results = await studio.ask('pictures.import', { projectId: project.id, source: { from: 'dropped', files } })
  expect(results.map(({ name, ok }) => `${name} ${ok}`)).toEqual([
    'Board1.webp true',
    'board2.jpg true',
    'board3.png false',
    'board4.png false',
    'board5.png false',
    'board6.png false',
    'board10.png true',
    expect.stringMatching(/^cmyk\.tiff/),
  ])
  const media = join(await folderOf(studio, project), 'media')
  for (const result of results) {
    if (!result.ok) {
      expect(result.failure).toMatchObject({ kind: 'error', error: { details: { file: result.name } } })
      continue
    }
    const bytes = readFileSync(join(media, '..', result.media))
    expect(result.media).toContain(sha256(bytes))
  }
  // Upright: the file is stored on its side.
  const [, turned] = results
  expect(turned).toMatchObject({ ok: true, media: expect.stringMatching(/\.jpg$/) as string })
  expect(readdirSync(media)).toHaveLength(results.filter(({ ok }) => ok).length)
  expect(calls['pictures.import'].output.parse(results)).toEqual(results)
})

test('blank paper has the film’s format, is one file however often it is made, and goes where no board has it', async () => {
  const studio = new TestStudio(temporaryFolder())
  const project = await studio.ask('project.create', { name: 'Blank' })
  const projectId = project.id
  const paper = await studio.ask('pictures.blank', { projectId })
  expect(paper).toMatchObject({ width: project.film.format.width, height: project.film.format.height })
  expect(await studio.ask('pictures.blank', { projectId })).toEqual(paper)
  const folder = await folderOf(studio, project)
  expect(readdirSync(join(folder, 'media'))).toEqual([paper.media.replace('media/', '')])
  expect(paper.media).toContain(sha256(readFileSync(join(folder, paper.media))))
  await studio.ask('project.close', { projectId })
  expect(readdirSync(join(folder, 'media'))).toEqual([])
})

test('a pasted picture comes from the clipboard, and an empty clipboard says so', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { id: projectId } = await studio.ask('project.create', { name: 'Paste' })
  const source = { from: 'clipboard' } as const
  await expect(studio.ask('pictures.import', { projectId, source })).rejects.toMatchObject({
    code: 'project.import.no-picture',
  })
  studio.desktop.clipboard = readFileSync(join(fixtures, 'plain.png'))
  const [pasted] = await studio.ask('pictures.import', { projectId, source })
  expect(pasted).toMatchObject({ ok: true, name: 'clipboard.png' })
  await expect(
    studio.ask('pictures.import', {
      projectId,
      source: { from: 'dropped', files: ['00000000-0000-4000-8000-000000000000'] },
    }),
  ).rejects.toThrow('no file is registered')
})

test('a depth raster gives its median, and one of another shape is refused', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { project, film } = await oneShot(studio)
  const projectId = project.id
  const boards = fileURLToPath(new URL('../../../resources/boards', import.meta.url))
  const files = studio.studio.register([join(boards, 'harbour.depth.npy'), join(fixtures, 'depth-f4.npy')])
  const results = await studio.ask('depth.import', { projectId, boardId: 'b1', source: { from: 'dropped', files } })
  const [square, harbour] = results
  expect(square).toMatchObject({ ok: false, name: 'depth-f4.npy' })
  if (harbour?.ok !== true) throw new Error('the raster was not imported')
  // The raster has the board's size, so that no sample is interpolated.
  const npy = readFileSync(join(boards, 'harbour.depth.npy'))
  const values = new Float32Array(
    npy.buffer.slice(npy.byteOffset + npy.length - 320 * 180 * 4, npy.byteOffset + npy.length),
  )
  // The harbour's sky is drawn around 1000; little of what is seen under it lies beyond 100.
  const rising = values.filter((value) => value > 0 && value < 500).sort()
  const middle = (rising[(rising.length >> 1) - 1]! + rising[rising.length >> 1]!) / 2
  expect(Math.abs(harbour.medianDepth / middle - 1)).toBeLessThan(0.02)
  const after = setBoardDepth(film, 'b1', { origin: 'file', raster: harbour.media }, harbour.medianDepth)
  await studio.ask('project.operate', { projectId, first: 2, operations: [editOf(film, after)] })
})

/** One second of a tone at 24 kHz, 16-bit mono. */
function tone(): Buffer {
  const samples = 24_000
  const bytes = Buffer.alloc(44 + samples * 2)
  bytes.write('RIFF', 0, 'latin1')
  bytes.writeUInt32LE(bytes.length - 8, 4)
  bytes.write('WAVEfmt ', 8, 'latin1')
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(1, 22)
  bytes.writeUInt32LE(samples, 24)
  bytes.writeUInt32LE(samples * 2, 28)
  bytes.writeUInt16LE(2, 32)
  bytes.writeUInt16LE(16, 34)
  bytes.write('data', 36, 'latin1')
  bytes.writeUInt32LE(samples * 2, 40)
  for (let i = 0; i < samples; i++) bytes.writeInt16LE(Math.round(12_000 * Math.sin(i / 8)), 44 + i * 2)
  return bytes
}

test('a sound comes in at 48 kHz, can be played and drawn; what is no sound is refused by its name', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { id: projectId } = await studio.ask('project.create', { name: 'Sound' })
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'tone.wav'), tone())
  writeFileSync(join(folder, 'words.mp3'), 'no sound at all')
  studio.desktop.files = [join(folder, 'words.mp3'), join(folder, 'tone.wav')]
  const [sound, words] = await studio.ask('sounds.import', { projectId, source: { from: 'dialog' } })
  expect(words).toMatchObject({ ok: false, failure: { kind: 'error', error: { details: { file: 'words.mp3' } } } })
  if (sound?.ok !== true) throw new Error('the sound was not imported')
  expect(sound).toMatchObject({ name: 'tone.wav', channels: 1, durationSamples: 48_000 })
  const wav = await studio.studio.resolveMedia(soundUrl(projectId, sound.media))
  expect(readFileSync(fileOf(wav)).readUInt32LE(24)).toBe(48_000)
  const peaks = await studio.studio.resolveMedia(peaksUrl(projectId, sound.media))
  const pairs = new Int8Array(readFileSync(fileOf(peaks)))
  expect(pairs).toHaveLength(2 * Math.ceil(48_000 / peakSamples))
  // 12000 of 32768 is 47 of 128.
  expect([Math.min(...pairs), Math.max(...pairs)]).toEqual([-47, 47])
})

test('what was imported and never used goes when the project closes; undo, snapshots and older media keep theirs', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { project, film } = await oneShot(studio)
  const projectId = project.id
  const folder = await folderOf(studio, project)
  const bring = async (width: number): Promise<string> => {
    const picture = join(temporaryFolder(), 'more.png')
    writeBoard(picture, width, 20)
    const files = studio.studio.register([picture])
    const [result] = await studio.ask('pictures.import', { projectId, source: { from: 'dropped', files } })
    if (result?.ok !== true) throw new Error('the picture was not imported')
    return result.media
  }
  const [unused, undone, kept] = [await bring(30), await bring(31), await bring(32)]
  const withUndone = addBoard(film, aBoard('b2', { picture: { media: undone, width: 31, height: 20 } }))
  const operations = [editOf(film, withUndone), { kind: 'undo' as const }]
  await studio.ask('project.operate', { projectId, first: 2, operations })
  mkdirSync(join(folder, 'snapshots'), { recursive: true })
  writeFileSync(join(folder, 'snapshots', 'own.json'), JSON.stringify({ media: kept }))
  await studio.ask('project.close', { projectId })
  const media = readdirSync(join(folder, 'media')).map((name) => `media/${name}`)
  expect(media).not.toContain(unused)
  expect(media.toSorted()).toEqual([film.boards[0]!.picture.media, undone, kept].toSorted())
})
