import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { Person } from '../support/person.ts'
import { filmOnDisk, projectFolder } from '../support/project-on-disk.ts'
import { newProjectWith, pictures, tab } from '../support/story.ts'
import { launchStudio } from '../support/studio-app.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { canvasPixels } from './canvas.ts'

const tinyPack = fileURLToPath(new URL('../fixtures/tiny-pack', import.meta.url))

test('automatic depth comes in the background, bends the board, takes a relief, and is undone in one step', async () => {
  const home = temporaryFolder()
  mkdirSync(join(home, 'models'))
  cpSync(tinyPack, join(home, 'models', 'tiny'), { recursive: true, filter: (source) => !source.includes('golden') })
  const studio = await launchStudio({ home })
  const person = new Person(studio)
  const { page } = studio
  await newProjectWith(person, pictures(['board.png']))
  await person.click(tab(page, 'Generate'))
  await person.click(page.getByRole('combobox', { name: 'Model pack' }))
  await person.click(page.getByRole('option', { name: /Tiny random/ }))
  await person.click(tab(page, 'Camera'))
  const depth = page.getByRole('group', { name: 'Depth', exact: true })
  // Whatever the board got when it was imported.
  await person.click(depth.getByRole('button', { name: 'Flat' }))
  // Where the camera is not the board's, depth shows.
  await person.click(page.getByRole('button', { name: 'To the last frame' }))
  await page.getByText('Frame 48 of 48').waitFor()
  const canvas = page.getByRole('img', { name: 'Through the camera' })
  const seen = async (): Promise<string> => Buffer.from((await canvasPixels(canvas)).rgba).toString('base64')
  const board = async () => {
    await person.press('Control+s')
    return filmOnDisk(projectFolder(studio.home, 'Untitled')).boards[0]!
  }
  await expect.poll(async () => (await board()).depth).toEqual({ origin: 'flat' })
  let flat = await seen()
  await expect.poll(async () => [flat, (flat = await seen())].every((each, _, [first]) => each === first)).toBe(true)

  await person.click(depth.getByRole('button', { name: 'Automatic' }))
  const estimated = { origin: 'estimated', packId: 'tiny-random', packVersion: '0.1.0', sharpening: 2 }
  await expect.poll(async () => (await board()).depth).toMatchObject(estimated)
  await expect.poll(seen).not.toBe(flat)
  await page.getByRole('button', { name: 'Estimate again' }).waitFor()

  await person.click(page.getByRole('spinbutton', { name: 'Relief' }))
  await person.type('0')
  await person.press('Enter')
  await expect.poll(async () => (await board()).depth).toMatchObject({ ...estimated, relief: 0 })
  await expect.poll(seen).toBe(flat)

  await page.getByRole('slider', { name: 'Playhead' }).focus()
  await person.press('Control+z')
  await person.press('Control+z')
  await expect.poll(async () => (await board()).depth).toEqual({ origin: 'flat' })
})
