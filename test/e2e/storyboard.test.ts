import { join } from 'node:path'
import type { Locator, Page } from 'playwright'
import { expect, test } from 'vitest'
import type { Film } from '../../core/project/schema/film.ts'
import { writeBoard } from '../support/board.ts'
import { middleOf, Person } from '../support/person.ts'
import { filmOnDisk, projectFolder } from '../support/project-on-disk.ts'
import { cards, newProjectWith } from '../support/story.ts'
import { launchStudio } from '../support/studio-app.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const boardCount = 40
const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

test('40 boards: two scenes, a drag across them, search, names by a pattern, a split, and all of it undone', async () => {
  const home = temporaryFolder()
  const person = new Person(await launchStudio({ home }))
  const { page, studio } = person
  const saved = savedFilm(person, projectFolder(home, 'Untitled'))
  await newProjectWith(person, fortyBoards())
  await page.getByText('40 shots, 1:20').waitFor()
  const imported = await saved(({ shots }) => shots.length === boardCount)
  const places = new Map(imported.shots.map(({ id }, index) => [id, index + 1]))
  const order = ({ shots }: Film) => shots.map(({ id }) => places.get(id))

  await makeScene(person, [1, 4], 'Harbour')
  await makeScene(person, [5, 8], 'Alley')
  const two = await saved(({ scenes }) => scenes.length === 2)
  expect(scenesOf(two)).toEqual(['Harbour 1-4', 'Alley 5-8', 'none 9-40'])

  // The second and the third, chosen together, before the seventh.
  await person.press('Home')
  await person.click(card(page, 2))
  await card(page, 3).click({ modifiers: ['Control'] })
  await page.getByText('2 chosen').waitFor()
  await studio.screenshot('storyboard-scenes')
  await dragBefore(person, card(page, 3), card(page, 7))
  const moved = await saved((film) => order(film)[1] === 4)
  expect(order(moved).slice(0, 8)).toEqual([1, 4, 5, 6, 2, 3, 7, 8])
  expect(scenesOf(moved)).toEqual(['Harbour 1-2', 'Alley 3-8', 'none 9-40'])
  expect(moved.cut.items.map((item) => item.kind === 'clip' && places.get(item.shotId))).toEqual(order(moved))

  // Both words, anywhere: 3, 13, 23 and 30 to 39.
  await person.press('Control+f')
  await person.type('board 3')
  await page.getByText('13 of 40 shots').waitFor()
  expect(await cards(page).count()).toBe(13)
  await studio.screenshot('storyboard-search')
  await person.press('Enter')
  await person.press('Escape')
  await page.getByText('13 of 40 shots').waitFor({ state: 'detached' })

  await person.press('Shift+F2')
  const dialog = page.getByRole('dialog')
  await person.click(dialog.getByRole('button', { name: 'All shots: 40' }))
  await dialog.getByText('SC020_SH010').waitFor()
  await studio.screenshot('storyboard-names')
  await person.click(dialog.getByRole('button', { name: 'Rename 40 shots' }))
  const named = await saved(({ shots }) => shots[0]?.name === 'SC010_SH010')
  expect(named.shots.slice(1, 4).map(({ name }) => name)).toEqual(['SC010_SH020', 'SC020_SH010', 'SC020_SH020'])

  // The focus comes back to the chosen card when the dialog has faded.
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toMatch(/^shot-card-/)
  await person.press('Home')
  await person.press('Control+k')
  await person.click(page.getByRole('dialog').getByRole('button', { name: 'Split', exact: true }))
  const split = await saved(({ shots }) => shots.length === boardCount + 1)
  expect(split.shots.slice(0, 2).map(({ durationFrames }) => durationFrames)).toEqual([24, 24])
  await person.press('l')
  await page.getByRole('table').waitFor()
  await studio.screenshot('storyboard-list')

  // The split, the names, the drag, and two scenes with a name each.
  for (let step = 0; step < 7; step++) await person.press('Control+z')
  const undone = await saved(({ scenes, shots }) => scenes.length === 0 && shots.length === boardCount)
  expect(undone).toEqual(imported)

  // A copied shot is pasted, until the clipboard holds a picture; cut shots come back as they were.
  await person.press('Home')
  await person.press('Control+c')
  await person.press('Control+v')
  const copied = await saved(({ shots }) => shots.length === boardCount + 1)
  expect([copied.shots[1]!.boards, copied.boards.length]).toEqual([imported.shots[0]!.boards, boardCount])
  await page.evaluate((picture) => {
    const png = new Blob([Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0))], { type: 'image/png' })
    return navigator.clipboard.write([new ClipboardItem({ 'image/png': png })])
  }, onePixel)
  await person.press('Control+v')
  const pasted = await saved(({ shots }) => shots.length === boardCount + 2)
  expect(pasted.boards.length).toBe(boardCount + 1)
  await person.press('Control+z')
  await person.press('Control+z')
  await saved(({ shots }) => shots.length === boardCount)
  await person.press('Home')
  await person.press('Control+x')
  await person.press('End')
  await person.press('Control+v')
  const cut = await saved(({ shots }) => shots.at(-1)?.id === imported.shots[0]!.id)
  expect(cut.shots.at(-1)).toEqual(imported.shots[0])
  await person.press('Control+z')
  await person.press('Control+z')
  expect(await saved(({ shots }) => shots[0]?.id === imported.shots[0]!.id)).toEqual(imported)

  // Beside the camera, too, only what is in sight is drawn.
  await person.press('Control+2')
  const list = page.getByRole('listbox', { name: 'Shots' }).getByRole('option')
  await person.click(list.first())
  await person.press('End')
  await expect.poll(() => list.last().getAttribute('aria-posinset')).toBe('40')
  expect(await list.last().getAttribute('aria-selected')).toBe('true')
  expect(await list.count()).toBeLessThan(boardCount)
})

/** Small pictures of different widths, no two alike. */
function fortyBoards(): string[] {
  const folder = temporaryFolder()
  return Array.from({ length: boardCount }, (_, index) => {
    const file = join(folder, `board ${index + 1}.png`)
    writeBoard(file, 160 + index, 90)
    return file
  })
}

/** The film in project.json once it is as wanted. */
function savedFilm(person: Person, folder: string): (wanted: (film: Film) => boolean) => Promise<Film> {
  return async (wanted) => {
    let film: Film | null = null
    await expect
      .poll(
        async () => {
          await person.press('Control+s')
          film = filmOnDisk(folder)
          return wanted(film)
        },
        { timeout: 30_000 },
      )
      .toBe(true)
    return film!
  }
}

/** The card of that place in the storyboard, from 1. */
function card(page: Page, number: number): Locator {
  return page.getByRole('button', { name: new RegExp(`^Shot ${number}: `) })
}

/** Chooses the shots from one place to another and makes them a scene of that name. */
async function makeScene(person: Person, [first, last]: readonly [number, number], name: string): Promise<void> {
  const { page } = person
  await person.click(card(page, first))
  await card(page, last).click({ modifiers: ['Shift'] })
  await page.getByText(`${last - first + 1} chosen`).waitFor()
  await person.press('Control+Shift+n')
  await page.getByRole('textbox', { name: 'Name of the scene' }).waitFor()
  await person.type(name)
  await person.press('Enter')
  await page.getByRole('heading', { name }).waitFor()
}

async function dragBefore(person: Person, from: Locator, to: Locator): Promise<void> {
  const box = (await to.boundingBox())!
  await person.studio.drag(await middleOf(from), { x: box.x + 4, y: box.y + box.height / 2 })
}

/** Each run of shots with its scene, by their places from 1. */
function scenesOf({ shots, scenes }: Film): string[] {
  const names = shots.map(({ sceneId }) => scenes.find(({ id }) => id === sceneId)?.name ?? 'none')
  const starts = names.flatMap((name, index) => (name === names[index - 1] ? [] : [index]))
  return starts.map((start, run) => `${names[start]!} ${start + 1}-${starts[run + 1] ?? names.length}`)
}
