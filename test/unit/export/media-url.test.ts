import { fileURLToPath, pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mediaUrl } from '../../../core/export/media-url.ts'

describe('media paths as URLs', () => {
  test.each([
    ['/home/kim/My Film/clip #1.mp4', 'file:///home/kim/My%20Film/clip%20%231.mp4'],
    ['/projects/영화/샷.mp4', 'file:///projects/%EC%98%81%ED%99%94/%EC%83%B7.mp4'],
    ['C:\\Films\\100%\\a b.mp4', 'file:///C:/Films/100%25/a%20b.mp4'],
    ['C:/Films/a.mp4', 'file:///C:/Films/a.mp4'],
    ['\\\\server\\share\\a b.mp4', 'file://server/share/a%20b.mp4'],
    ['clip.mp4', 'clip.mp4'],
    ['media/a b?.mp4', 'media/a%20b%3F.mp4'],
    ['a:b.mp4', 'a%3Ab.mp4'],
    ["it's(1)!*.mp4", 'it%27s%281%29%21%2A.mp4'],
  ])('%s', (path, url) => {
    expect(mediaUrl(path)).toBe(url)
  })

  test('absolute paths are what Node reads and, once decoded, writes', () => {
    const anyPath = fc
      .array(
        fc.string({ minLength: 1, unit: 'grapheme' }).filter((name) => !/[/\0]|^\.{1,2}$/.test(name)),
        { minLength: 1 },
      )
      .map((names) => `/${names.join('/')}`)
    fc.assert(
      fc.property(anyPath, (path) => {
        expect(fileURLToPath(mediaUrl(path))).toBe(path)
        expect(decodeURIComponent(mediaUrl(path))).toBe(decodeURIComponent(pathToFileURL(path).href))
      }),
    )
  })
})
