import path from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { writeTemplates, writeUserFiles } from '../../support/weights/user-files.ts'
import { TestStudio } from '../project/a-studio.ts'

it('adds a model of what was chosen in dialogs, and tells the window how far it is and which models there are', async () => {
  const home = temporaryFolder()
  const studio = new TestStudio(home)
  const family = 'svd-cameractrl'
  expect(await studio.ask('model.choose', { family, option: 'svd' })).toBeNull()
  const files = writeUserFiles(temporaryFolder())
  writeTemplates(home)
  studio.desktop.folder = files.svd
  studio.desktop.files = [files.cameractrl]
  expect(await studio.ask('model.choose', { family, option: 'svd' })).toBe('svd')
  expect(await studio.ask('model.choose', { family, option: 'cameractrl' })).toBe(path.basename(files.cameractrl))
  const wish = { family, precision: 'full', copy: false, overwrite: false } as const
  expect(await studio.ask('model.add', wish)).toEqual({ id: 'adding-up', name: 'Adding up' })
  const { packs } = await studio.event('packs')
  expect(packs.map(({ id, origin }) => [id, origin]).at(-1)).toEqual(['adding-up', 'user'])
  const stages = studio.events.flatMap((event) => (event.type === 'model-task' ? [event.progress?.stage] : []))
  expect(stages).toContain('models.try')
  expect(stages.at(-1)).toBeUndefined()

  const again = studio.ask('model.add', { ...wish, overwrite: true })
  await studio.event('model-task', ({ progress }) => progress !== null)
  await studio.ask('model.cancel', {})
  await expect(again).rejects.toMatchObject({ name: 'AbortError' })
  await expect(studio.ask('model.add', wish)).rejects.toMatchObject({ code: 'weights.installed' })
})
