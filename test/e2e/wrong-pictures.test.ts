import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { filmOnDisk, projectFolder } from '../support/project-on-disk.ts'
import { cards, pictures } from '../support/story.ts'
import { launchStudio } from '../support/studio-app.ts'

test('good pictures become shots, each damaged one is told by name, dropped before the first project is there', async () => {
  const studio = await launchStudio()
  const { page } = studio
  const files = pictures(['1 quay.png', '2 damaged.png', '3 alley.png', '4 cut off.png', '5 letter.png'])
  damage(files[1]!, (bytes) => bytes.fill(0x5a, 2000, 6000))
  damage(files[3]!, (bytes) => bytes.subarray(0, bytes.length / 2))
  damage(files[4]!, () => Buffer.from('Dear producer, the picture is attached.'))
  // They come into the sample, which the first start is about to open.
  await page.locator('#root > *').first().waitFor()
  await studio.dropFiles(files, { x: 500, y: 400 })
  await page.getByRole('heading', { level: 1, name: 'Evening at the harbour' }).waitFor()

  await expect.poll(() => cards(page).count()).toBe(6)
  for (const words of [
    /2 damaged\.png is damaged.*Open it in a picture editor and save it again/,
    /4 cut off\.png ends before.*Copy it again/,
    /5 letter\.png is not a picture.*Choose a PNG, JPEG, WebP, TIFF, AVIF, PSD or EXR/,
  ])
    await page.getByRole('region', { name: 'Notifications' }).getByText(words).waitFor()
  expect(await page.getByText('Something is wrong in Craneshot').count()).toBe(0)
  await studio.close()
  const film = filmOnDisk(projectFolder(studio.home, 'Evening at the harbour'))
  expect(film.boards.slice(-2).map(({ name }) => name)).toEqual(['1 quay', '3 alley'])
  expect(film.shots.slice(4).map(({ name }) => name)).toEqual(['SH010', 'SH020'])
})

function damage(file: string, change: (bytes: Buffer) => Buffer): void {
  writeFileSync(file, change(readFileSync(file)))
}
