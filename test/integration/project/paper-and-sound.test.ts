import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { boardSheetOptions } from '../../../core/export/board-sheet-presets.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { TestStudio } from './a-studio.ts'
import { folderOf, nothing, oneShot, sha256 } from './one-shot.ts'

/** The job's end. */
async function ended(studio: TestStudio, id: string | null) {
  const { job } = await studio.event(
    'job',
    (event) => event.job.id === id && /done|failed|canceled/.test(event.job.state),
  )
  return job
}

test('a storyboard takes a free name in the folder that was chosen, can be shown, and leaves nothing when cancelled', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { project } = await oneShot(studio)
  const projectId = project.id
  const out = temporaryFolder()
  writeFileSync(join(out, 'One shot.pdf'), 'mine')
  studio.desktop.folder = out
  const options = boardSheetOptions('rows')
  const ids = await Promise.all([1, 2].map(() => studio.ask('export.storyboard', { projectId, options })))
  for (const id of ids)
    expect(await ended(studio, id)).toMatchObject({ state: 'done', failure: null, subject: { kind: 'export' } })
  expect(readdirSync(out).toSorted()).toEqual(['One shot 2.pdf', 'One shot 3.pdf', 'One shot.pdf'])
  expect(readFileSync(join(out, 'One shot.pdf'), 'utf8')).toBe('mine')
  expect(readFileSync(join(out, 'One shot 2.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
  // Both were asked for at once: neither has to be the first.
  const shown: string[] = []
  for (const id of ids) {
    await studio.ask('job.reveal', { id: id! })
    shown.push(studio.desktop.revealed.pop()!)
  }
  expect(shown.toSorted()).toEqual(['One shot 2.pdf', 'One shot 3.pdf'].map((name) => join(out, name)))

  const id = await studio.ask('export.storyboard', { projectId, options })
  await studio.ask('job.cancel', { id: id! })
  expect((await ended(studio, id)).state).toBe('canceled')
  expect(readdirSync(out).length).toBe(3)
  studio.desktop.folder = null
  expect(await studio.ask('export.storyboard', { projectId, options })).toBeNull()
})

test('a recording becomes media of its project; a page that begins anew has no microphone and leaves nothing', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { project } = await oneShot(studio)
  const projectId = project.id
  const folder = await folderOf(studio, project)
  const before = readdirSync(join(folder, 'media'))
  await studio.ask('recording.begin', { projectId })
  expect(studio.desktop.microphone).toBe(true)
  await studio.ask('recording.append', { projectId, samples: new Uint8Array(96_000) })
  const { media, durationSamples } = await studio.ask('recording.keep', { projectId })
  expect([durationSamples, studio.desktop.microphone]).toEqual([48_000, false])
  expect(media).toBe(`media/${sha256(readFileSync(join(folder, media)))}.wav`)

  await studio.ask('recording.begin', { projectId })
  await studio.ask('recording.append', { projectId, samples: new Uint8Array(2) })
  await studio.ask('app.start', nothing)
  expect(studio.desktop.microphone).toBe(false)
  expect(readdirSync(join(folder, 'media')).toSorted()).toEqual([...before, media.slice('media/'.length)].toSorted())

  studio.desktop.microphoneIsThere = false
  await expect(studio.ask('recording.begin', { projectId })).rejects.toMatchObject({ code: 'recording.denied' })
  await expect(studio.ask('recording.append', { projectId, samples: new Uint8Array(3) })).rejects.toThrow(/samples/)
})

test('a recording ends with its project', async () => {
  const studio = new TestStudio(temporaryFolder())
  const { project } = await oneShot(studio)
  const folder = await folderOf(studio, project)
  await studio.ask('recording.begin', { projectId: project.id })
  await studio.ask('project.close', { projectId: project.id })
  await expect.poll(() => studio.desktop.microphone).toBe(false)
  await expect.poll(() => readdirSync(join(folder, 'media')).filter((name) => name.includes('recording'))).toEqual([])
})
