import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Locator } from 'playwright'
import { expect, test } from 'vitest'
import type { Board } from '../../core/project/schema/board.ts'
import type { Film } from '../../core/project/schema/film.ts'
import { middleOf, Person } from '../support/person.ts'
import { filmOnDisk, projectFolder } from '../support/project-on-disk.ts'
import { newProjectWith, pictures, tab } from '../support/story.ts'
import { launchStudio } from '../support/studio-app.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const alley = fileURLToPath(new URL('../../resources/boards/alley.png', import.meta.url))

/** A project of one shot, saved whenever its film is asked for. */
async function oneShot() {
  const studio = await launchStudio()
  const person = new Person(studio)
  const { page } = studio
  await newProjectWith(person, pictures(['a.png']))
  await page.getByRole('group', { name: 'Boards in the shot’s time' }).waitFor()
  const film = async (): Promise<Film> => {
    await person.press('Control+s')
    await page.getByText('Saved', { exact: true }).waitFor()
    return filmOnDisk(projectFolder(studio.home, 'Untitled'))
  }
  return { studio, person, page, film }
}

function boardsOf(film: Film): string {
  return film.shots[0]!.boards.map(({ frame, role }) => `${frame} ${role}`).join(', ')
}

async function pointIn(target: Locator, x: number, y: number) {
  const box = (await target.boundingBox())!
  return { x: box.x + box.width * x, y: box.y + box.height * y }
}

test('a shot gets boards in its time: dropped, dragged, made the end board, told in Generate, taken out', async () => {
  const { studio, person, page, film } = await oneShot()
  const strip = page.getByRole('group', { name: 'Boards in the shot’s time' })
  await studio.dropFiles([alley], await pointIn(strip, 0.5, 0.3))
  const mark = strip.getByRole('slider')
  await expect.poll(() => mark.count()).toBe(1)
  await expect.poll(async () => boardsOf(await film())).toBe('0 start, 24 through')

  const from = await middleOf(mark)
  const width = (await strip.boundingBox())!.width
  await studio.drag(from, { x: from.x + width / 4, y: from.y })
  const dragged = Number(await mark.getAttribute('aria-valuenow'))
  expect(dragged).toBeGreaterThan(33)
  expect(dragged).toBeLessThan(39)
  await mark.focus()
  await person.press('ArrowLeft')
  await person.click(page.getByRole('checkbox', { name: 'End board' }))
  await expect.poll(async () => boardsOf(await film())).toBe(`0 start, ${dragged - 1} end`)

  await person.click(tab(page, 'Generate'))
  await page.getByRole('note').getByText('The end board is not used').waitFor()
  await person.click(tab(page, 'Board'))
  // One step each: end board, arrow key, drag, drop.
  for (const is of [`${dragged - 1} through`, `${dragged} through`, '24 through']) {
    await person.press('Control+z')
    await expect.poll(async () => boardsOf(await film())).toBe(`0 start, ${is}`)
  }
  await mark.focus()
  await person.press('Delete')
  await expect.poll(() => mark.count()).toBe(0)
  await expect.poll(async () => (await film()).boards.length).toBe(1)
})

test('a board is looked at large: onion skin, crop by mouse, wheel and numbers, another picture on the same path', async () => {
  const { studio, person, page, film } = await oneShot()
  const before = await film()
  await studio.dropFiles([alley], await middleOf(page.getByRole('main')))
  await expect.poll(async () => (await film()).shots.length).toBe(2)
  await person.click(page.getByRole('button', { name: 'View large: alley' }))
  await page.getByText('Board 2 of 2').waitFor()
  await person.press('o')
  await page.getByRole('img', { name: 'Before: a' }).waitFor()
  await person.press('ArrowLeft')
  await page.getByText('Board 1 of 2').waitFor()
  await page.getByRole('img', { name: 'After: alley' }).waitFor()

  await person.press('c')
  const box = page.getByRole('group', { name: 'Part that the film shows' })
  await studio.drag(await pointIn(box, 1, 1), await pointIn(box, 0.5, 0.5))
  await expect.poll(async () => (await film()).boards[0]!.crop?.width).toBeCloseTo(0.5, 1)
  expect((await film()).boards[0]!.crop!.x).toBe(0)
  await person.drag(box, { x: 60, y: 0 })
  await expect.poll(async () => (await film()).boards[0]!.crop!.x).toBeGreaterThan(0.03)
  const { mouse } = page
  await mouse.wheel(0, -300)
  await expect.poll(async () => (await film()).boards[0]!.crop!.width).toBeLessThan(0.4)
  await person.click(page.getByRole('spinbutton', { name: 'Width' }))
  await person.type('640')
  await person.press('Enter')
  const widthPixels = ({ picture, crop }: Board): number => (crop?.width ?? 0) * picture.width
  await expect.poll(async () => widthPixels((await film()).boards[0]!)).toBeCloseTo(640, 3)
  const { picture, crop } = (await film()).boards[0]!
  expect((crop!.width * picture.width) / (crop!.height * picture.height)).toBeCloseTo(16 / 9, 4)

  await person.chooseInDialog([alley], () => page.getByRole('button', { name: 'Replace…' }).first().click())
  await expect.poll(async () => (await film()).boards[0]!.picture.media).not.toBe(picture.media)
  const after = await film()
  expect(after.shots[0]!.camera).toEqual(before.shots[0]!.camera)
  // Out of the crop, then back to the storyboard. A tooltip under the mouse would take the first.
  await mouse.move(400, 400)
  await page.getByRole('tooltip').waitFor({ state: 'detached' })
  await person.press('Escape')
  await page.getByRole('button', { name: 'Onion skin' }).waitFor()
  await person.press('Escape')
  await page.getByRole('heading', { name: 'Storyboard' }).waitFor()
})

test('an empty shot is painted in the program of the settings, undone, and filled by a drop', async () => {
  const { studio, person, page, film } = await oneShot()
  await person.click(page.getByRole('button', { name: 'Shot 1: SH010' }))
  await person.press('n')
  const empty = page.getByRole('button', { name: 'Shot 2: SH020' })
  await empty.waitFor()
  const folder = temporaryFolder()
  const brush = join(folder, 'brush')
  const seen = join(folder, 'seen')
  writeFileSync(brush, `#!/bin/sh\nprintf %s "$1" > '${seen}'\ncp '${alley}' "$1.new" && mv "$1.new" "$1"\n`)
  chmodSync(brush, 0o755)
  await person.press('Control+Comma')
  await person.chooseInDialog([brush], () => page.getByRole('button', { name: 'Choose…' }).click())
  await page.getByRole('dialog').getByText('brush', { exact: true }).waitFor()
  await person.press('Escape')
  const before = (await film()).boards[1]!
  await person.click(page.getByRole('button', { name: 'Paint', exact: true }))
  await page.getByText('SH020 has the picture you saved in your paint program.').waitFor()
  await expect.poll(async () => (await film()).boards[1]!.picture.media).not.toBe(before.picture.media)
  const after = (await film()).boards[1]!
  expect(after.id).toBe(before.id)
  const project = projectFolder(studio.home, 'Untitled')
  expect(readFileSync(seen, 'utf8')).toBe(join(project, 'paint', 'SH020.png'))
  expect(readFileSync(join(project, after.picture.media))).toEqual(readFileSync(alley))
  // One step back is the blank board, which one picture fills; on a drawn board it becomes a shot.
  await person.press('Control+z')
  await expect.poll(async () => (await film()).boards[1]!.picture.media).toBe(before.picture.media)
  await person.drop([alley], empty)
  await expect.poll(async () => (await film()).boards[1]!.picture.media).toBe(after.picture.media)
  await person.drop(pictures(['c.png']), empty)
  await expect.poll(async () => (await film()).shots.map(({ name }) => name)).toEqual(['SH010', 'SH020', 'SH030'])
})
