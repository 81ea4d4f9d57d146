import { readFileSync } from 'node:fs'
import { Transformer } from '@napi-rs/image'
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { Person } from '../support/person.ts'
import { newProjectWith, pictures, tab } from '../support/story.ts'
import { launchStudio } from '../support/studio-app.ts'
import { canvasPixels } from './canvas.ts'

type Colour = readonly [number, number, number]

/** Mean colour of pixels with that many channels each. */
function meanColour(pixels: Uint8Array, channels: number): Colour {
  const sums = [0, 0, 0]
  for (let at = 0; at < pixels.length; at += channels) {
    for (let channel = 0; channel < 3; channel++) sums[channel]! += pixels[at + channel]!
  }
  const [red, green, blue] = sums.map((sum) => (sum * channels) / Math.max(1, pixels.length))
  return [red!, green!, blue!]
}

async function colourOfFile(file: string): Promise<Colour> {
  const image = new Transformer(readFileSync(file))
  const { width, height } = await image.metadata()
  const pixels = new Uint8Array(await image.rawPixels())
  return meanColour(pixels, pixels.length / (width * height))
}

async function colourThroughTheCamera(page: Page): Promise<Colour> {
  const { rgba } = await canvasPixels(page.getByRole('img', { name: 'Through the camera' }))
  return meanColour(rgba, 4)
}

/** Largest difference of a channel, in 8-bit steps; the model's frame shows a little less of a board than its file. */
function difference(a: Colour, b: Colour): number {
  return Math.max(...a.map((value, channel) => Math.abs(value - b[channel]!)))
}

test('the picture through the camera is that of the chosen shot, whichever was shown before', async () => {
  const studio = await launchStudio()
  const person = new Person(studio)
  const { page } = studio
  const [ink] = pictures(['a.png'], 'alley.png')
  const [photo] = pictures(['b.png'], 'harbour.png')
  const colours = await Promise.all([ink!, photo!].map(colourOfFile))
  expect(difference(colours[0]!, colours[1]!)).toBeGreaterThan(40)
  await newProjectWith(person, [ink!, photo!])
  await person.click(tab(page, 'Camera'))
  const rows = page.getByRole('listbox', { name: 'Shots' }).getByRole('option')
  for (const index of [0, 1, 0, 1]) {
    await person.click(rows.nth(index))
    await expect
      .poll(async () => difference(await colourThroughTheCamera(page), colours[index]!), { timeout: 60_000 })
      .toBeLessThan(12)
  }
})
