import { expect, test } from 'vitest'
import type { CameraKey } from '../../core/camera/path-schema.ts'
import type { CutItem } from '../../core/project/schema/cut.ts'
import { filmOnDisk, projectFolder } from '../support/project-on-disk.ts'
import { middleOf, Person } from '../support/person.ts'
import { newProjectWith, pictures, tab } from '../support/story.ts'
import { launchStudio } from '../support/studio-app.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

test('a key is turned to a point, and a flight becomes few keys, each one step of undo', async () => {
  const home = temporaryFolder()
  const person = new Person(await launchStudio({ home }))
  const { page } = person
  await newProjectWith(person, pictures(['a.png']))
  await person.click(tab(page, 'Camera'))
  await person.click(page.getByRole('group', { name: 'Moves' }).getByRole('button', { name: 'Truck', exact: true }))
  const keys = async (): Promise<readonly CameraKey[]> => {
    await person.press('Control+s')
    const camera = filmOnDisk(projectFolder(home, 'Untitled')).shots[0]?.camera
    return camera?.source === 'keys' ? camera.path.keys : []
  }
  await expect.poll(async () => (await keys()).length).toBe(2)
  const trucked = await keys()

  await person.click(page.getByRole('button', { name: 'To the last frame' }))
  await person.click(page.getByRole('button', { name: 'Look at a point' }))
  const seen = page.getByRole('img', { name: 'Through the camera' })
  await page.getByText('Click what to look at. Shift turns all keys, Esc leaves').first().waitFor()
  const middle = await middleOf(seen)
  await page.mouse.click(middle.x + 60, middle.y + 60)
  await expect.poll(async () => (await keys()).at(-1)?.orientation).not.toEqual(trucked.at(-1)?.orientation)
  const [first, turned] = await keys()
  expect(first).toEqual(trucked[0])
  expect(turned!.position).toEqual(trucked[1]!.position)
  await person.press('Control+z')
  await expect.poll(keys).toEqual(trucked)

  // By an axis and a number, as 3D programs have it; the click that takes it chooses no other key.
  await person.click(page.getByRole('button', { name: /^Key at frame 48/ }))
  const viewport = page.getByRole('application', { name: 'Space' })
  await viewport.focus()
  await person.press('g')
  await page.getByText('Move: press X, Y or Z').waitFor()
  await person.press('y')
  await person.type('-1.5')
  await page.getByText('−1.5 m').waitFor()
  await person.studio.screenshot('camera-transform')
  await viewport.click({ position: { x: 20, y: 200 } })
  await expect.poll(async () => (await keys()).map(({ position }) => position[1])).toEqual([0, -0.5])
  await person.press('r')
  await person.press('x')
  await person.type('20')
  await person.press('Escape')
  await person.press('Control+z')
  await expect.poll(keys).toEqual(trucked)

  // What was typed for one key is not the next one's, least of all that of the board's camera.
  await person.click(page.getByRole('button', { name: /^Key at frame 48/ }))
  await person.click(page.getByRole('spinbutton', { name: 'Position right' }))
  await person.type('3')
  await person.click(page.getByRole('button', { name: /^Key at frame 1,/ }))
  await expect.poll(async () => (await keys()).map(({ position }) => position[0])).toEqual([0, 1])
  await person.press('Control+z')
  await expect.poll(keys).toEqual(trucked)

  const record = page.getByRole('button', { name: 'Record a flight' })
  await person.click(record)
  await page.getByText('Recording', { exact: true }).first().waitFor()
  const space = await middleOf(page.getByRole('application', { name: 'Space' }))
  await page.mouse.move(space.x, space.y)
  await page.mouse.down({ button: 'right' })
  await page.keyboard.down('w')
  await expect.poll(() => record.getAttribute('aria-pressed'), { timeout: 60_000 }).toBe('false')
  await page.keyboard.up('w')
  await page.mouse.up({ button: 'right' })
  await page.getByText(/^\d+ frames recorded as \d+ keys/).waitFor()
  await expect.poll(async () => (await keys()).at(-1)?.position[2]).toBeLessThan(-0.01)
  const flown = await keys()
  expect(flown[0]).toMatchObject({ timeFrames: 0, position: [0, 0, 0] })
  expect(flown.length).toBeLessThan(24)
  await person.press('Control+z')
  await expect.poll(keys).toEqual(trucked)
})

test('a cut is rolled with the mouse, and the blade has the key of the chosen preset', async () => {
  const home = temporaryFolder()
  const person = new Person(await launchStudio({ home }))
  const { page } = person
  await newProjectWith(person, pictures(['a.png', 'b.png']))
  await person.click(tab(page, 'Edit'))
  const clips = page.getByRole('list', { name: 'Picture' }).getByRole('listitem')
  await expect.poll(() => clips.count()).toBe(2)
  // Half of the first shot is left out, so that the cut can roll into it.
  await person.press('Shift+ArrowRight')
  await person.press('w')
  const lengths = async (): Promise<readonly number[]> => {
    await person.press('Control+s')
    const { items } = filmOnDisk(projectFolder(home, 'Untitled')).cut
    return items.flatMap((item: CutItem) => (item.kind === 'clip' ? [item.source.end - item.source.start] : []))
  }
  await expect.poll(lengths).toEqual([24, 48])
  // What was typed for one clip is not lost with a press on another.
  await person.click(clips.first())
  await person.click(page.getByRole('spinbutton', { name: 'Length' }))
  await person.type('20')
  await person.click(clips.nth(1))
  await expect.poll(lengths).toEqual([20, 48])
  await person.press('Control+z')
  await expect.poll(lengths).toEqual([24, 48])
  await person.press('n')
  const box = (await clips.nth(1).boundingBox())!
  const from = { x: box.x + 8, y: box.y + box.height / 2 }
  await person.studio.drag(from, { x: from.x + (box.width / 48) * 10.2, y: from.y })
  await expect.poll(lengths).toEqual([34, 38])
  await person.press('Control+z')
  await expect.poll(lengths).toEqual([24, 48])

  const blade = page.getByRole('button', { name: 'Blade: split' })
  await person.press('Control+,')
  await person.click(page.getByRole('combobox', { name: 'Keys' }))
  await person.click(page.getByRole('option', { name: 'As in Resolve' }))
  await person.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await person.click(clips.first())
  await person.press('b')
  await expect.poll(() => blade.getAttribute('aria-pressed')).toBe('true')
})
