import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Person } from '../support/person.ts'
import { filmOnDisk, projectFolder } from '../support/project-on-disk.ts'
import { newProjectWith, pictures, tab } from '../support/story.ts'
import { launchStudio } from '../support/studio-app.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { brightnessGraph } from '../support/weights/depth-graph.ts'

test('a depth network is added in the window, a wrong one first, and gives new boards their depth', async () => {
  const studio = await launchStudio()
  const { page, home } = studio
  const person = new Person(studio)
  const folder = temporaryFolder()
  const [wrong, right] = [join(folder, 'half.onnx'), join(folder, 'my network.onnx')]
  writeFileSync(wrong, brightnessGraph({ half: true }))
  writeFileSync(right, brightnessGraph())
  await page.getByRole('heading', { name: 'Evening at the harbour' }).waitFor()

  await person.press('Control+Comma')
  await person.click(page.getByRole('button', { name: 'Add a depth network…' }))
  const dialog = page.getByRole('dialog', { name: 'Add a depth network' })
  const add = dialog.getByRole('button', { name: 'Add network' })
  expect(await add.getAttribute('aria-description')).toBe('Choose the network’s file first')
  await studio.screenshot('add-network-empty')
  const choose = (file: string): Promise<void> =>
    person.chooseInDialog([file], () => person.click(dialog.getByRole('button', { name: 'Choose file…' })))
  await choose(wrong)
  await person.click(add)
  const refusal = dialog.getByRole('alert')
  await refusal.waitFor()
  expect(await refusal.innerText()).toContain('pixel_values float16')
  await studio.screenshot('add-network-wrong')
  await choose(right)
  await refusal.waitFor({ state: 'detached' })
  await person.click(add)
  await dialog.waitFor({ state: 'detached' })
  await page.getByText('Added Depth Anything.').waitFor()
  expect(readdirSync(join(home, 'models'))).toEqual(['depth-anything'])

  await newProjectWith(person, pictures(['a.png']))
  const depth = async (): Promise<unknown> => {
    await person.press('Control+s')
    return filmOnDisk(projectFolder(home, 'Untitled')).boards[0]?.depth
  }
  await expect.poll(depth, { timeout: 60_000 }).toMatchObject({ origin: 'estimated', packId: 'depth-anything' })
  await person.click(tab(page, 'Camera'))
  await page.getByText('Estimated from the picture by depth-anything.').waitFor()
  await studio.screenshot('board-by-network')

  await person.press('Control+Comma')
  await page.getByText(/^Estimates the depth of every board/).waitFor()
  await studio.screenshot('settings-with-network')
  await person.click(page.getByRole('button', { name: 'Remove Depth Anything' }))
  const question = page.getByRole('alertdialog', { name: 'Remove Depth Anything?' })
  await question.waitFor()
  expect(await question.innerText()).toContain('Boards keep the depth that it gave them')
})
