import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { jpegIsComplete } from '../../../main/media/jpeg-header.ts'

const picture = (name: string) => readFileSync(new URL(`../../fixtures/pictures/${name}`, import.meta.url))

test.each(['orientation-1.jpg', 'progressive.jpg', 'grey.jpg', 'srgb-profile.jpg'])('%s is complete', (name) => {
  expect(jpegIsComplete(picture(name))).toBe(true)
})

test('a picture cut anywhere is not, even between two scans', () => {
  const whole = picture('progressive.jpg')
  for (let length = 0; length < whole.length - 1; length += 7) {
    expect(jpegIsComplete(whole.subarray(0, length)), `${length} bytes`).toBe(false)
  }
})

test('what phones append to a picture neither closes nor opens a scan', () => {
  const whole = picture('orientation-1.jpg')
  const movie = Buffer.from([0, 1, 0xff, 0xda, 2, 3])
  expect(jpegIsComplete(Buffer.concat([whole, movie]))).toBe(true)
  const cut = whole.subarray(0, whole.length - 20)
  expect(jpegIsComplete(Buffer.concat([cut, Buffer.from([0, 0, 0])]))).toBe(false)
})
