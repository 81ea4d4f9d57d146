import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { calls } from '../../../core/contract/calls.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { TestStudio } from './a-studio.ts'
import { folderOf } from './one-shot.ts'

const fixtures = fileURLToPath(new URL('../../fixtures/imports', import.meta.url))
const from = (name: string): string => join(fixtures, name)

async function openStudio() {
  const studio = new TestStudio(temporaryFolder())
  const project = await studio.ask('project.create', { name: 'Documents' })
  const media = join(await folderOf(studio, project), 'media')
  return { studio, projectId: project.id, media }
}

test('a document gives its pages in order, and each kind of file what it is', async () => {
  const { studio, projectId, media } = await openStudio()
  const files = studio.studio.register([
    from('ghostscript.pdf'),
    from('imagemagick-rgb.psd'),
    from('imagemagick.exr'),
    from('imagemagick-pages.tiff'),
    from('cairo.pdf'),
  ])
  const results = await studio.ask('pictures.import', { projectId, source: { from: 'dropped', files } })
  expect(calls['pictures.import'].output.parse(results)).toEqual(results)
  expect(
    results.map((result) =>
      result.ok
        ? `${result.name} ${result.page} ${result.width}×${result.height} ${result.media.split('.').at(-1)}`
        : result.failure,
    ),
  ).toEqual([
    'cairo.pdf null 1920×1080 png',
    'ghostscript.pdf 1 1920×1080 png',
    'ghostscript.pdf 2 1920×3413 png',
    'ghostscript.pdf 3 1920×1080 png',
    'imagemagick-pages.tiff 1 48×32 png',
    'imagemagick-pages.tiff 2 24×32 png',
    'imagemagick-pages.tiff 3 48×32 png',
    'imagemagick-rgb.psd null 48×32 psd',
    'imagemagick.exr null 48×32 exr',
  ])
  const psd = results.find(({ name }) => name.endsWith('.psd'))
  expect(psd?.ok && readFileSync(join(media, '..', psd.media))).toEqual(readFileSync(from('imagemagick-rgb.psd')))
  expect(studio.events.filter(({ type }) => type === 'import')).toContainEqual({
    type: 'import',
    projectId,
    done: 1,
    total: 3,
  })
})

test('locked and damaged files name themselves, and leave nothing', async () => {
  const { studio, projectId, media } = await openStudio()
  const folder = temporaryFolder()
  const bytes = readFileSync(from('imagemagick-pages.tiff'))
  // The last page's pixels are cut off.
  writeFileSync(join(folder, 'cut.tiff'), Buffer.concat([bytes.subarray(0, 8), Buffer.alloc(40), bytes.subarray(48)]))
  writeFileSync(join(folder, 'noise.pdf'), '%PDF-1.7\nnothing')
  const files = studio.studio.register([from('locked.pdf'), join(folder, 'noise.pdf'), join(folder, 'cut.tiff')])
  const results = await studio.ask('pictures.import', { projectId, source: { from: 'dropped', files } })
  expect(
    results.map((result) =>
      !result.ok && result.failure.kind === 'error'
        ? [result.failure.error.code, result.failure.error.details['file']]
        : result,
    ),
  ).toEqual([
    ['media.picture.corrupt', 'cut.tiff'],
    ['media.pdf.password', 'locked.pdf'],
    ['media.pdf.damaged', 'noise.pdf'],
  ])
  expect(readdirSync(media)).toEqual([])
})

test('an import that is cancelled takes nothing of the document', async () => {
  const { studio, projectId, media } = await openStudio()
  const files = studio.studio.register([from('ghostscript.pdf')])
  const importing = studio.ask('pictures.import', { projectId, source: { from: 'dropped', files } })
  await studio.event('import')
  await studio.ask('files.cancelImport', {})
  expect(await importing).toMatchObject([{ ok: false, failure: { kind: 'canceled' } }])
  expect(readdirSync(media)).toEqual([])
})

test('a folder gives its pictures in natural order, without what belongs to no one', async () => {
  const { studio } = await openStudio()
  const folder = join(temporaryFolder(), 'Storyboard')
  mkdirSync(join(folder, 'part 2'), { recursive: true })
  mkdirSync(join(folder, '.cache'))
  mkdirSync(join(folder, 'film'))
  for (const name of [
    'board10.png',
    'board2.png',
    'notes.txt',
    'part 2/board1.PSD',
    '.cache/x.png',
    'film/project.json',
    'film/a.png',
    'talk.fountain',
  ])
    cpSync(from('colours.png'), join(folder, name))
  symlinkSync(from('colours.png'), join(folder, 'link.png'))
  const files = studio.studio.register([folder, from('colours.png')])
  const listed = await studio.ask('files.list', { files })
  expect(listed.files.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
    'colours.png picture',
    'Storyboard/board2.png picture',
    'Storyboard/board10.png picture',
    'Storyboard/part 2/board1.PSD picture',
    'Storyboard/talk.fountain story',
  ])
  expect(listed.leftOut).toBe(1)
  const demo = await studio.ask('files.list', { files: studio.studio.register([from('demo')]) })
  expect(demo.files.map(({ name }) => name)).toEqual(['demo/demo.storyboarder'])
  const empty = studio.studio.register([temporaryFolder()])
  await expect(studio.ask('files.list', { files: empty })).rejects.toMatchObject({ code: 'import.folder.empty' })
})

test('a storyboard project comes with its layers laid over each other', async () => {
  const { studio, projectId, media } = await openStudio()
  const [file] = studio.studio.register([from('demo/demo.storyboarder')])
  const { story, notes } = await studio.ask('story.import', { projectId, file: file! })
  const pictures = story.scenes.flatMap(({ shots }) => shots.map(({ picture }) => picture))
  expect(pictures.map(({ width, height, isCard }) => [width, height, isCard])).toEqual([
    [32, 18, false],
    [32, 18, false],
    [1920, 1080, true],
  ])
  expect(notes).toEqual([
    { code: 'import.storyboarder.no-picture', details: { file: 'demo.storyboarder', count: 1 } },
    { code: 'import.storyboarder.sound', details: { file: 'demo.storyboarder', count: 1 } },
  ])
  expect(readdirSync(media).toSorted()).toEqual(pictures.map((picture) => picture.media.slice(6)).toSorted())
})

test('a storyboard project reads no file beside its images folder', async () => {
  const { studio, projectId, media } = await openStudio()
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'images'))
  cpSync(from('colours.png'), join(folder, 'secret.png'))
  cpSync(from('colours.png'), join(folder, 'images', 'real.png'))
  symlinkSync(join(folder, 'secret.png'), join(folder, 'images', 'link.png'))
  mkdirSync(join(folder, 'images', 'folder.png'))
  const urls = [
    '../secret.png',
    '..\\secret.png',
    join(folder, 'secret.png'),
    'link.png',
    'folder.png',
    'images/real.png',
    '',
    'a\0b',
    'x'.repeat(300),
  ]
  const boards = [...urls, 'real.png'].map((url) => ({ url, newShot: true }))
  writeFileSync(join(folder, 'hostile.storyboarder'), JSON.stringify({ boards }))
  const [file] = studio.studio.register([join(folder, 'hostile.storyboarder')])
  const { story } = await studio.ask('story.import', { projectId, file: file! })
  expect(story.scenes[0]?.shots.map(({ picture }) => picture.isCard)).toEqual([...urls.map(() => true), false])
  // The one card that all of them share, and the picture.
  expect(readdirSync(media)).toHaveLength(2)
})

test('a script becomes scenes with cards, and one that is none is refused without its folder', async () => {
  const { studio, projectId } = await openStudio()
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'bytes.fountain'), Buffer.from([0xff, 0x00, 0xc3, 0x28]))
  writeFileSync(join(folder, 'wide.fountain'), Buffer.from('\uFEFFINT. 부엌\n\nAnna waits.', 'utf16le'))
  const [script, bytes, wide, gone] = studio.studio.register([
    from('evening.fountain'),
    join(folder, 'bytes.fountain'),
    join(folder, 'wide.fountain'),
    join(folder, 'gone.fountain'),
  ])
  const ask = (file: string | undefined) => studio.ask('story.import', { projectId, file: file! })
  const { story } = await ask(script)
  expect(story.scenes.map(({ shots }) => shots.length)).toEqual([2, 1, 1])
  expect(new Set(story.scenes.flatMap(({ shots }) => shots.map(({ picture }) => picture.media))).size).toBe(1)
  expect((await ask(wide)).story.scenes[0]).toMatchObject({ name: 'INT. 부엌', shots: [{ action: 'Anna waits.' }] })
  await expect(ask(bytes)).rejects.toMatchObject({
    code: 'import.fountain.not-text',
    details: { file: 'bytes.fountain' },
  })
  await expect(ask(gone)).rejects.toMatchObject({ code: 'media.missing', details: { file: 'gone.fountain' } })
})
