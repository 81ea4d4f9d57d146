import { cpSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Transformer } from '@napi-rs/image'
import type { Locator, Page } from 'playwright'
import { expect, test } from 'vitest'
import { takeSchema } from '../../core/contract/take.ts'
import { Person } from '../support/person.ts'
import { projectFolder, takesOnDisk } from '../support/project-on-disk.ts'
import { tab, takeCards } from '../support/story.ts'
import { launchStudio } from '../support/studio-app.ts'
import { canvasPixels } from './canvas.ts'

const size = { width: 448, height: 252 }
const frame = 3

/** A frame file's pixels, three bytes each. */
async function frameOf(take: string): Promise<Uint8Array> {
  const raw = new Uint8Array(await new Transformer(readFileSync(join(take, `frame_000${frame}.png`))).rawPixels())
  const channels = raw.length / (size.width * size.height)
  return raw.filter((_, at) => at % channels < 3)
}

type TakeOnDisk = ReturnType<typeof takesOnDisk>[number]

/** @returns the copy's folder, beside the take's */
function copyTake({ folder, take }: TakeOnDisk, id: string, change: Partial<TakeOnDisk['take']>): string {
  const copy = join(dirname(folder), id)
  const unfinished = join(dirname(folder), `.${id}.unfinished-1-00000000`)
  cpSync(folder, unfinished, { recursive: true })
  writeFileSync(join(unfinished, 'take.json'), JSON.stringify(takeSchema.parse({ ...take, ...change })))
  renameSync(unfinished, copy)
  return copy
}

/** What a canvas of the stage shows, three bytes a pixel, once it shows the frame. */
async function shownPixels(page: Page, name: RegExp): Promise<Uint8Array> {
  const canvas = page.getByRole('img', { name })
  await expect.poll(() => canvas.getAttribute('data-shown-frame')).toBe(String(frame))
  const { rgba, ...found } = await canvasPixels(canvas)
  expect(found).toEqual(size)
  return rgba.filter((_, at) => at % 4 < 3)
}

/** The first picture left of a column, the second right of it. */
function wiped(first: Uint8Array, second: Uint8Array, column: number): Uint8Array {
  return first.map((value, at) => ((at / 3) % size.width < column ? value : second[at]!))
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.from(a).equals(b)
}

test('two takes are wiped, blinked and subtracted to the pixel, and a matrix of all plays in step', async () => {
  const studio = await launchStudio()
  const { page } = studio
  const person = new Person(studio)
  await page.getByRole('heading', { level: 1, name: 'Evening at the harbour' }).waitFor()
  const project = projectFolder(studio.home, 'Evening at the harbour')
  const own = takesOnDisk(project).find(({ take }) => take.shot?.id === 'harbour-crane')!
  const foreign = takesOnDisk(project).find(({ take }) => take.shot?.id === 'harbour-dolly-zoom')!
  // The same board through another camera, as an older take of the same shot with another seed.
  const { spec } = foreign.take
  const second = copyTake(foreign, 'second', { shot: own.take.shot, madeAt: 1, spec: { ...spec, seed: 2 } })

  await person.click(tab(page, 'Generate'))
  await expect.poll(() => takeCards(page).count()).toBe(2)
  await person.click(takeCards(page).first())
  await takeCards(page)
    .nth(1)
    .click({ modifiers: ['Control'] })
  for (let step = 0; step < frame; step++) await person.press('Alt+ArrowRight')
  const [a, b] = [await frameOf(own.folder), await frameOf(second)]
  expect(isSame(a, b)).toBe(false)

  await person.press('d')
  const difference = /^Difference of Take 2 and Take 1/
  await page.getByText(/^At most \d+, mean \d+\.\d\d of 255$/).waitFor()
  const expected = a.map((value, at) => Math.min(255, Math.abs(value - b[at]!) * 4))
  expect(isSame(await shownPixels(page, difference), expected)).toBe(true)
  await studio.screenshot('compare-difference')

  await person.press('w')
  const wipe = /^Take 2 left of the divider/
  const middle = wiped(a, b, size.width / 2)
  await expect.poll(async () => isSame(await shownPixels(page, wipe), middle)).toBe(true)
  const divider = page.getByRole('slider', { name: 'Divider of the wipe' })
  await studio.screenshot('compare-wipe')
  await person.drag(divider, { x: -100, y: 0 })
  const part = Number(await divider.getAttribute('aria-valuenow')) / 100
  expect(part).toBeLessThan(0.5)
  await person.press('Home')
  await expect.poll(async () => isSame(await shownPixels(page, wipe), b)).toBe(true)
  await person.press('End')
  await expect.poll(async () => isSame(await shownPixels(page, wipe), a)).toBe(true)
  await person.press('Shift+ArrowLeft')
  const column = Math.round(size.width * 0.9)
  await expect.poll(async () => isSame(await shownPixels(page, wipe), wiped(a, b, column))).toBe(true)

  // By the key alone it stands until the key comes again.
  await person.press('Backslash')
  const blink = /^Take 2 and Take 1 in turn/
  const first = await shownPixels(page, blink)
  expect(isSame(first, a) || isSame(first, b)).toBe(true)
  await person.press('Backslash')
  const other = isSame(first, a) ? b : a
  await expect.poll(async () => isSame(await shownPixels(page, blink), other)).toBe(true)

  // Keys act on the take whose stars have the focus, not on the one on the stage.
  await person.click(takeCards(page).first())
  const stars = page.getByRole('list', { name: 'Takes' }).getByRole('slider', { name: 'Take 1' })
  await stars.click({ position: { x: 4, y: 8 } })
  await expect.poll(() => stars.getAttribute('aria-valuenow')).toBe('1')
  await person.press('x')
  const rejected = page.getByRole('list', { name: 'Takes' }).locator('[data-rejected]')
  await expect.poll(() => rejected.getByRole('button').getAttribute('aria-label')).toMatch(/^Take 1/)
  expect(await rejected.count()).toBe(1)

  await person.press('m')
  const grid = page.getByRole('grid', { name: 'Matrix of cameras and seeds' })
  await expect.poll(() => grid.getByRole('gridcell').count()).toBe(4)
  expect(await grid.getByRole('button', { name: /^Make this one/ }).count()).toBe(2)
  await expect.poll(() => grid.getByRole('img', { name: /^Take/ }).count()).toBe(2)
  await studio.screenshot('matrix')
  expect(await framesApart(page, 12)).toBeLessThanOrEqual(2)
  await grid.getByRole('button', { name: /^Take 2/ }).focus()
  await person.press('ArrowDown')
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Make this one')
  await person.press('Enter')
  await grid.getByText(/^(Queued|Generating)/).waitFor()
  await person.press('Control+Period')
  await expect.poll(() => grid.getByRole('button', { name: /^Make this one/ }).count()).toBe(2)

  // A cell goes on showing the take that was turned to, with its picture, when it is chosen and so becomes the best.
  copyTake(own, 'third', { madeAt: Date.now() })
  const cell = grid.getByRole('gridcell').first()
  await person.click(cell.getByRole('button', { name: '1/2' }))
  await person.doubleClick(cell.getByRole('button', { name: /^Take 3/ }))
  await cell.getByRole('button', { name: '1/2' }).waitFor()
  await cell.getByRole('button', { name: /^Take 3, .*In cut/ }).waitFor()
  await cell.getByRole('img', { name: 'Take 3' }).waitFor()

  // The strip holds all of a card in a film of any shape.
  await person.click(tab(page, 'Deliver'))
  await person.click(page.getByRole('spinbutton', { name: 'Height' }))
  await person.type('2276')
  await person.press('Enter')
  await person.click(tab(page, 'Generate'))
  await expect
    .poll(async () => (await ends(stars)) <= (await ends(page.locator('section[data-zone=takes]'))))
    .toBe(true)
  await studio.screenshot('strip-upright')

  // A take that is thrown away leaves the focus, and with it the keys, to the one in its place.
  await studio.app.evaluate(({ shell }) => {
    const { rmSync } = process.getBuiltinModule('node:fs')
    shell.trashItem = async (folder) => rmSync(folder, { recursive: true })
  })
  await person.click(takeCards(page).first())
  await person.press('Delete')
  await expect.poll(() => takeCards(page).count()).toBe(2)
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
  await expect.poll(focused).toMatch(/^Take 2/)
  expect(await takeCards(page).first().getAttribute('aria-pressed')).toBe('true')
})

/** Where an element ends, in pixels from the top of the window. */
async function ends(element: Locator): Promise<number> {
  const { y, height } = (await element.boundingBox())!
  return y + height
}

/** Plays until all views have shown so many frames. @returns how many frames they were apart at most */
async function framesApart(page: Page, wanted: number): Promise<number> {
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  const most = await page.evaluate(async (frames) => {
    const views = [...document.querySelectorAll<HTMLElement>('[role=grid] canvas')]
    const seen = views.map(() => new Set<number>())
    let apart = 0
    const end = performance.now() + 60_000
    while (seen.some(({ size }) => size < frames) && performance.now() < end) {
      const shown = views.map(({ dataset }) => Number(dataset['shownFrame']))
      shown.forEach((frame, view) => seen[view]!.add(frame))
      const now = Math.max(...shown) - Math.min(...shown)
      // Movies are opened at their first frames. Over the end of a loop the first frames meet the last.
      if (seen.every(({ size }) => size > 2)) apart = Math.max(apart, Math.min(now, 48 - now))
      await new Promise((resolve) => requestAnimationFrame(resolve))
    }
    return seen.some(({ size }) => size < frames) ? Infinity : apart
  }, wanted)
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  return most
}
