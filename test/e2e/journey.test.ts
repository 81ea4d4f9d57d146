import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny'
import { expect, test } from 'vitest'
import type { CameraPath } from '../../core/camera/path-schema.ts'
import { Person } from '../support/person.ts'
import { filmOnDisk, projectFolder, takesOnDisk } from '../support/project-on-disk.ts'
import { cards, chooseDraft, exportEnds, newProjectWith, pictures, shorten, tab, takeCards } from '../support/story.ts'
import { launchStudio } from '../support/studio-app.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { countPictures } from './canvas.ts'

test('three pictures, an orbit, a dragged key, a take, an export; after a restart the drag is undone', async () => {
  const home = temporaryFolder()
  const folder = projectFolder(home, 'Untitled')
  const person = new Person(await launchStudio({ home }))
  const { page } = person
  await newProjectWith(person, pictures(['10 quay.png', '2 alley.png', '1 gate.png']))
  await expect.poll(() => cards(page).count()).toBe(3)
  for (const shot of [2, 1]) {
    await person.click(cards(page).nth(shot))
    await shorten(person)
  }

  // One click makes the orbit; the drag moves its last key.
  await person.click(tab(page, 'Camera'))
  await person.click(page.getByRole('group', { name: 'Moves' }).getByRole('button', { name: 'Orbit', exact: true }))
  const orbit = await pathOf(person, folder, (path) => path.keys.length > 2)
  const last = page
    .getByRole('group', { name: 'Keys' })
    .getByRole('button', { name: /^Key at frame/ })
    .last()
  await person.drag(last, { x: -1.1 * (await framePixels(person, orbit)), y: 0 })
  const dragged = await pathOf(person, folder, (path) => path.keys.at(-1)?.timeFrames !== orbit.keys.at(-1)?.timeFrames)
  expect(dragged.keys.at(-1)?.timeFrames).toBe(orbit.keys.at(-1)!.timeFrames - 1)
  expect(dragged.keys.slice(0, -1)).toEqual(orbit.keys.slice(0, -1))
  await page.getByText(/^Frame \d of 8$/).waitFor()

  await person.click(tab(page, 'Generate'))
  await chooseDraft(person)
  await person.press('Control+Enter')
  await expect.poll(() => takeCards(page).count(), { timeout: 300_000 }).toBe(1)
  const [made] = takesOnDisk(folder)
  expect(made!.take).toMatchObject({ shot: { name: 'SH020' } })
  expect(made!.take.source.camera).toMatchObject({ kind: 'shot', camera: { path: dragged } })
  await person.click(page.getByRole('button', { name: 'Play', exact: true }))
  expect(await countPictures(page.getByRole('region', { name: 'Take player' }).getByRole('img'), 6)).toBe(6)
  await person.click(page.getByRole('button', { name: 'Stop', exact: true }))

  const exported = temporaryFolder()
  await exportAsMp4(person, exported)
  await checkExport(exported)
  // Quitting takes along what was done a moment before.
  await person.click(tab(page, 'Edit'))
  await person.studio.close()

  const again = new Person(await launchStudio({ home }))
  await again.page.getByRole('tab', { name: /^Edit/, selected: true }).waitFor()
  await undoes(again, 'Undo: Change generation settings', 'Control+z')
  await undoes(again, 'Undo: Move keys in time', 'Control+z')
  expect(await pathOf(again, folder, (path) => path.keys.at(-1)?.timeFrames === orbit.keys.at(-1)?.timeFrames)).toEqual(
    orbit,
  )
  await undoes(again, 'Redo: Move keys in time', 'Control+Shift+z')
  expect(
    await pathOf(again, folder, (path) => path.keys.at(-1)?.timeFrames === dragged.keys.at(-1)?.timeFrames),
  ).toEqual(dragged)
})

/** The second shot's path in project.json, once it is as wanted. */
async function pathOf(person: Person, folder: string, wanted: (path: CameraPath) => boolean): Promise<CameraPath> {
  let found: CameraPath | null = null
  await expect
    .poll(async () => {
      await person.press('Control+s')
      const camera = filmOnDisk(folder).shots[1]?.camera
      found = camera?.source === 'keys' ? camera.path : null
      return found !== null && wanted(found)
    })
    .toBe(true)
  return found!
}

/** CSS pixels of a frame in the dope sheet. */
async function framePixels({ page }: Person, { keys }: CameraPath): Promise<number> {
  const marks = page.getByRole('group', { name: 'Keys' }).getByRole('button', { name: /^Key at frame/ })
  const [first, last] = [await marks.first().boundingBox(), await marks.last().boundingBox()]
  return (last!.x - first!.x) / (keys.at(-1)!.timeFrames - keys[0]!.timeFrames)
}

async function exportAsMp4(person: Person, folder: string): Promise<void> {
  const { page } = person
  await person.click(tab(page, 'Deliver'))
  await person.click(page.getByRole('button', { name: 'Generic' }))
  await person.click(page.getByRole('combobox', { name: 'Movies as' }))
  await person.click(page.getByRole('option', { name: /H\.264/ }))
  await person.chooseInDialog([folder], () => page.getByRole('button', { name: 'Export…' }).click())
  await exportEnds(page)
}

/** Two shots play their boards, the one between its take: 48 + 8 + 8 frames. */
async function checkExport(exported: string): Promise<void> {
  const inside = readdirSync(exported).length === 1 ? join(exported, readdirSync(exported)[0]!) : exported
  for (const name of ['Untitled.otio', 'Untitled.xml', 'Untitled.edl', 'Untitled.mp4'])
    expect(readdirSync(inside)).toContain(name)
  expect(await movieFrames(join(inside, 'Untitled.mp4'))).toEqual({
    codec: 'avc',
    frames: 64,
    width: 1920,
    height: 1080,
  })
  expect(await movieFrames(join(inside, 'media', 'SH020.mp4'))).toMatchObject({ frames: 8 })
  const rows = readFileSync(join(inside, 'media', 'SH020.camera.txt'), 'utf8')
    .trim()
    .split('\n')
  // RealEstate10K: one line for each frame, after the empty one that would name a source.
  expect(rows).toHaveLength(8)
  expect(existsSync(join(inside, 'media', 'SH020.camera.json'))).toBe(true)
}

async function movieFrames(file: string): Promise<Record<string, unknown>> {
  const input = new Input({ source: new BufferSource(new Uint8Array(readFileSync(file)).buffer), formats: ALL_FORMATS })
  const track = (await input.getPrimaryVideoTrack())!
  const { packetCount } = await track.computePacketStats()
  return { codec: track.codec, frames: packetCount, width: track.displayWidth, height: track.displayHeight }
}

/** Finds the step's name in the Edit menu, and does it by its keys. */
async function undoes(person: Person, name: string, keys: string): Promise<void> {
  const { page } = person
  await person.click(page.getByRole('menuitem', { name: 'Edit' }))
  await page.getByRole('menuitem', { name: new RegExp(`^${name}`) }).waitFor()
  await person.press('Escape')
  await page.getByRole('menu').waitFor({ state: 'detached' })
  await person.press(keys)
}
