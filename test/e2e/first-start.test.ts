import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { canvasPixels, countPictures, shownFrames } from './canvas.ts'
import { Person } from '../support/person.ts'
import { tab, takeCards } from '../support/story.ts'
import { launchStudio } from '../support/studio-app.ts'

/** More than a first frame, its stand-in and its better form could make. */
const manyPictures = 12

test('the first start opens the sample in the system’s language, with takes that play', async () => {
  const studio = await launchStudio()
  const person = new Person(studio)
  const { page } = studio
  await page.getByRole('heading', { level: 1, name: 'Evening at the harbour' }).waitFor()
  await person.click(tab(page, 'Generate'))
  const list = page.getByRole('listbox', { name: 'Shots' }).getByRole('option')
  expect(await list.count()).toBe(4)
  for (const index of [0, 1, 2]) {
    await person.click(list.nth(index))
    await expect.poll(() => takeCards(page).count()).toBe(1)
    await person.click(page.getByRole('button', { name: 'Play', exact: true }))
    const picture = page.getByRole('region', { name: 'Take player' }).getByRole('img')
    expect(await countPictures(picture, manyPictures)).toBe(manyPictures)
    await person.click(page.getByRole('button', { name: 'Stop', exact: true }))
  }
})

test('the sample’s cut plays from shot to shot, those with a take and the one without', async () => {
  const studio = await launchStudio({ environment: { LANG: 'ko_KR.UTF-8', LANGUAGE: 'ko' } })
  const person = new Person(studio)
  const { page } = studio
  await page.getByRole('heading', { level: 1, name: '항구의 저녁' }).waitFor()
  await person.press('Control+4')
  const screen = page.getByRole('img', { name: '재생 헤드 위치의 컷 화면' })
  await expect.poll(() => screen.getAttribute('data-shown-frame')).toBe('0')
  await person.press('Space')
  const played = await shownFrames(screen, manyPictures)
  expect(played).toHaveLength(manyPictures)
  expect(played).toEqual(played.toSorted((a, b) => a - b))
  await person.press('Space')
  // The middle of each shot, a second after its first frame: first frames of one board look alike. The last shot has no
  // take, its board plays through the path.
  const pictures = new Set<string>()
  for (const [keys, frame] of [
    [['Home', 'Shift+ArrowRight'], 24],
    [['ArrowDown', 'Shift+ArrowRight'], 72],
    [['ArrowDown', 'Shift+ArrowRight'], 120],
    [['ArrowDown', 'Shift+ArrowRight'], 168],
    [['End'], 191],
  ] as const) {
    for (const key of keys) await person.press(key)
    await expect.poll(() => screen.getAttribute('data-shown-frame')).toBe(String(frame))
    // A board's still stands in until its view through the path is drawn.
    let picture = ''
    const isNew = async (): Promise<boolean> => {
      picture = createHash('sha256')
        .update((await canvasPixels(screen)).rgba)
        .digest('hex')
      return !pictures.has(picture)
    }
    await expect.poll(isNew).toBe(true)
    pictures.add(picture)
  }
  expect(pictures.size).toBe(5)
})
