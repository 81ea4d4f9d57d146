import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addBoard } from '../../../core/project/edits/boards.ts'
import { chooseTake } from '../../../core/project/edits/takes.ts'
import { writeProject } from '../../../core/project/project-file.ts'
import { emptyFilm } from '../../../core/project/schema/film.ts'
import { writeBoard } from '../../support/board.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { aBoard } from '../../unit/project/films.ts'
import { TestStudio } from './a-studio.ts'
import { editOf, folderOf, generate, oneShot, sha256, type Opened } from './one-shot.ts'

/** A picture of the user's that no project has any business with. */
function secret(): { folder: string; picture: string } {
  const folder = temporaryFolder()
  const picture = join(folder, 'secret.png')
  writeBoard(picture, 320, 180)
  return { folder, picture }
}

/** Closes a project, changes its folder as its sender might have, and opens it again. */
async function reopened(studio: TestStudio, project: Opened, change: (folder: string) => void): Promise<Opened> {
  const folder = await folderOf(studio, project)
  await studio.ask('project.close', { projectId: project.id })
  change(folder)
  studio.desktop.folder = folder
  return (await studio.ask('project.open', { from: 'dialog' }))!
}

test('media that are links are not shown, prepared or decoded', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { project, film } = await oneShot(studio)
  const { media } = film.boards[0]!.picture
  const { picture } = secret()
  const opened = await reopened(studio, project, (folder) => {
    rmSync(join(folder, media))
    symlinkSync(picture, join(folder, media))
  })
  expect(opened.missingMedia).toEqual([media])
  const name = media.slice('media/'.length)
  expect(await studio.studio.resolveMedia(`studio-media://${opened.id}/picture/display/${name}`)).toBeNull()
  const { packs } = await studio.ask('app.start', {})
  const prepare = { projectId: opened.id, boardId: 'b1', packId: packs[0]!.id }
  await expect(studio.ask('board.prepare', prepare)).rejects.toMatchObject({ code: 'media.link' })
})

test('frames of a take that are links are neither shown nor exported', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { project, film } = await oneShot(studio)
  const id = await generate(studio, project, film)
  const chosen = { projectId: project.id, first: 0, operations: [editOf(film, chooseTake(film, 's1', id))] }
  await studio.ask('project.operate', chosen)
  const { picture } = secret()
  const opened = await reopened(studio, project, (folder) => {
    const frame = join(folder, 'takes', id, 'frame_0003.png')
    rmSync(frame)
    symlinkSync(picture, frame)
  })
  expect(await studio.studio.resolveMedia(`studio-media://${opened.id}/take/${id}/frame_0003.png`)).toBeNull()
  const target = join(temporaryFolder(), 'export')
  studio.desktop.folder = target
  const options = { preset: 'generic', movieFormat: 'mp4-h264', cutMovie: true, shotMovies: false } as const
  const jobId = await studio.ask('export.start', {
    projectId: opened.id,
    options: { ...options, timelines: true, cameras: true },
  })
  const { job } = await studio.event('job', (event) => event.job.id === jobId && /done|failed/.test(event.job.state))
  expect(job).toMatchObject({ state: 'failed', failure: { error: { code: 'media.link' } } })
})

test('a whole take that is a link leads nowhere', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { project, film } = await oneShot(studio)
  const id = await generate(studio, project, film)
  const elsewhere = join(temporaryFolder(), 'take')
  const opened = await reopened(studio, project, (folder) => {
    mkdirSync(elsewhere)
    for (const name of readdirSync(join(folder, 'takes', id)))
      writeFileSync(join(elsewhere, name), readFileSync(join(folder, 'takes', id, name)))
    symlinkSync(elsewhere, join(folder, 'takes', 'linked'))
  })
  expect(await studio.studio.resolveMedia(`studio-media://${opened.id}/take/linked/frame_0000.png`)).toBeNull()
})

test.each(['snapshots', 'set-aside'])(
  'a project whose %s lead elsewhere is refused before anything is written',
  async (name) => {
    const folder = temporaryFolder()
    const { folder: elsewhere } = secret()
    writeFileSync(join(folder, 'project.json'), writeProject(emptyFilm('Trap')))
    symlinkSync(elsewhere, join(folder, name))
    const studio = new TestStudio(temporaryFolder())
    studio.desktop.folder = folder
    await expect(studio.ask('project.open', { from: 'dialog' })).rejects.toMatchObject({
      code: 'project.open.no-folder',
    })
    expect(readdirSync(elsewhere)).toEqual(['secret.png'])
  },
)

test('the project’s own files that are links are read, and what is saved takes their place instead of going through them', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { folder: elsewhere } = secret()
  const folder = temporaryFolder()
  const names = [
    'project.json',
    'project.json.backup',
    'journal.jsonl',
    'history.json',
    'workspace.json',
    'media-sizes.json',
  ]
  for (const name of names) {
    writeFileSync(join(elsewhere, name), name.startsWith('project') ? writeProject(emptyFilm('Trap')) : 'mine')
    symlinkSync(join(elsewhere, name), join(folder, name))
  }
  const before = names.map((name) => sha256(readFileSync(join(elsewhere, name))))
  studio.desktop.folder = folder
  const opened = (await studio.ask('project.open', { from: 'dialog' }))!
  const edit = editOf(opened.film, { ...opened.film, name: 'Changed' })
  await studio.ask('project.operate', { projectId: opened.id, first: 0, operations: [edit] })
  await studio.ask('workspace.save', { projectId: opened.id, workspace: { panel: 1 } })
  await studio.ask('project.save', { projectId: opened.id })
  await studio.ask('project.close', { projectId: opened.id })
  expect(names.map((name) => sha256(readFileSync(join(elsewhere, name))))).toEqual(before)
  expect(lstatSync(join(folder, 'project.json')).isSymbolicLink()).toBe(false)
  expect(readFileSync(join(folder, 'project.json'), 'utf8')).toContain('Changed')
})

const path = [
  '../secret.png',
  '/etc/passwd',
  'media/../../secret.png',
  'C:\\secret.png',
  '\\\\server\\share\\a.png',
  'file:///etc/passwd',
]

test.each(path)('a film that names %s is refused by its place', async (media) => {
  const film = addBoard(emptyFilm('Trap'), aBoard('b1'))
  const folder = temporaryFolder()
  const own = JSON.stringify(film.boards[0]!.picture.media)
  writeFileSync(join(folder, 'project.json'), writeProject(film).replaceAll(own, JSON.stringify(media)))
  const studio = new TestStudio(temporaryFolder())
  studio.desktop.folder = folder
  await expect(studio.ask('project.open', { from: 'dialog' })).rejects.toMatchObject({
    code: 'project.file.invalid',
    details: { place: 'film.boards[0].picture.media' },
  })
})

test('a pack whose files lie elsewhere is not used', async () => {
  const home = temporaryFolder()
  const { picture } = secret()
  const manifest = JSON.parse(readFileSync(new URL('../../fixtures/tiny-pack/pack.json', import.meta.url), 'utf8')) as {
    id: string
    components: Record<string, { file: string }>
  }
  for (const [name, file] of [
    ['up', '../../secret.onnx'],
    ['root', '/etc/passwd'],
    ['windows', '..\\secret.onnx'],
  ] as const) {
    mkdirSync(join(home, 'models', name), { recursive: true })
    const component = { ...manifest.components['denoiser'], file }
    const pack = { ...manifest, id: name, components: { ...manifest.components, denoiser: component } }
    writeFileSync(join(home, 'models', name, 'pack.json'), JSON.stringify(pack))
  }
  mkdirSync(join(home, 'models', 'linked'))
  writeFileSync(join(home, 'models', 'linked', 'pack.json'), JSON.stringify({ ...manifest, id: 'linked' }))
  for (const { file } of Object.values(manifest.components)) symlinkSync(picture, join(home, 'models', 'linked', file))
  const studio = new TestStudio(home)
  const { packs } = await studio.ask('app.start', {})
  expect(packs.map(({ id }) => id)).toEqual([manifest.id])
})
