import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { peaksUrl, pictureUrl, posesUrl, rasterUrl, soundUrl, takeFileUrl } from '../../../core/contract/media-urls.ts'
import { ProcessClient } from '../../../main/jobs/process-client.ts'
import { MediaResolver } from '../../../main/services/media/media-resolver.ts'
import { PictureCache } from '../../../main/services/media/picture-cache.ts'
import { fileOf } from '../../support/resolved-file.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const id = '0123456789abcdef'
const sound = 'the sound'
const soundName = `${createHash('sha256').update(sound).digest('hex')}.wav`
const secretName = `${'5'.repeat(64)}.png`

let folder = ''
let outside = ''
let open: { readonly id: string; readonly folder: string } | null = null
let resolver: MediaResolver
let decoded: string[] = []

beforeEach(() => {
  const root = realpathSync(temporaryFolder())
  folder = join(root, 'project')
  outside = join(root, 'outside')
  decoded = []
  for (const each of ['media', 'takes/t1', 'takes/.t2.unfinished-1-00000000'])
    mkdirSync(join(folder, each), { recursive: true })
  mkdirSync(outside)
  writeFileSync(join(folder, 'project.json'), '{}')
  writeFileSync(join(folder, 'media', soundName), sound)
  writeFileSync(join(folder, 'takes', 't1', 'clip.mp4'), 'clip')
  writeFileSync(join(folder, 'takes', 't1', 'notes.txt'), 'mine')
  writeFileSync(join(folder, 'takes', '.t2.unfinished-1-00000000', 'clip.mp4'), 'clip')
  writeFileSync(join(outside, 'clip.mp4'), 'secret')
  writeFileSync(join(outside, secretName), 'secret')
  const media = new ProcessClient({ start: noProcess, diedCode: 'command.media-process-died' })
  open = { id, folder }
  resolver = new MediaResolver({
    project: () => open,
    pictures: new PictureCache(media, join(root, 'cache')),
    rasterFile: async (kind, sha256) => `${kind}:${sha256}`,
  })
})

function noProcess(): never {
  decoded.push('started')
  throw new Error('nothing may be decoded here')
}

test('the addresses that the window makes lead to the files of the open project', async () => {
  expect(await resolver.resolve(soundUrl(id, `media/${soundName}`))).toEqual({ file: join(folder, 'media', soundName) })
  expect(await resolver.resolve(takeFileUrl(id, 't1', 'clip.mp4'))).toEqual({
    file: join(folder, 'takes', 't1', 'clip.mp4'),
  })
  expect(await resolver.resolve(rasterUrl(id, 'depth', 'ab'))).toEqual({ file: 'depth:ab' })
})

test('poses are text of the project, and nothing else of it is', async () => {
  const poses = `media/${'7'.repeat(64)}.txt`
  writeFileSync(join(folder, poses), 'poses')
  expect(await resolver.resolve(posesUrl(id, poses))).toEqual({ file: join(folder, poses) })
  expect(await resolver.resolve(posesUrl(id, `media/${soundName}`))).toBeNull()
})

test.each([
  ['another project', takeFileUrl('fedcba9876543210', 't1', 'clip.mp4')],
  ['another scheme', takeFileUrl(id, 't1', 'clip.mp4').replace('studio-media', 'file')],
  ['a file of the folder itself', `studio-media://${id}/take/../project.json`],
  ['a file that takes do not have', takeFileUrl(id, 't1', 'notes.txt')],
  ['an unfinished take', takeFileUrl(id, '.t2.unfinished-1-00000000', 'clip.mp4')],
  ['a take that is not there', takeFileUrl(id, 't3', 'clip.mp4')],
  ['a folder', takeFileUrl(id, '', '')],
  ['more behind the name', `${takeFileUrl(id, 't1', 'clip.mp4')}/x`],
  ['a query', `${takeFileUrl(id, 't1', 'clip.mp4')}?x`],
  ['a size that there is none of', pictureUrl(id, `media/${soundName}`, 'constructor' as 'display')],
  ['an encoded way out', `studio-media://${id}/take/%2e%2e/outside`],
  ['a zero byte', `studio-media://${id}/sound/${soundName}\0`],
])('%s is not found', async (_, url) => {
  expect(await resolver.resolve(url)).toBeNull()
})

test('a project that was open and is closed shows nothing any more, and one that never was is not found', async () => {
  const clip = takeFileUrl(id, 't1', 'clip.mp4')
  expect(await resolver.resolve(clip)).not.toBeNull()
  for (const next of [{ id: 'fedcba9876543210', folder: outside }, null]) {
    open = next
    expect(await resolver.resolve(clip)).toBe('closed')
    expect(await resolver.resolve(takeFileUrl('0'.repeat(16), 't1', 'clip.mp4'))).toBeNull()
    expect(await resolver.resolve(`${clip}?x`)).toBeNull()
  }
})

test('links that lead out of the project are not found, wherever they are on the way', async () => {
  symlinkSync(join(outside, secretName), join(folder, 'media', secretName))
  symlinkSync(outside, join(folder, 'takes', 't9'))
  symlinkSync(join(outside, 'clip.mp4'), join(folder, 'takes', 't1', 'frame_0000.png'))
  for (const url of [
    soundUrl(id, `media/${secretName}`),
    peaksUrl(id, `media/${secretName}`),
    pictureUrl(id, `media/${secretName}`, 'display'),
    takeFileUrl(id, 't9', 'clip.mp4'),
    takeFileUrl(id, 't1', 'frame_0000.png'),
  ])
    expect(await resolver.resolve(url), url).toBeNull()
  expect(decoded).toEqual([])
})

test('a file with another content than its name says never reaches the decoder or the cache', async () => {
  writeFileSync(join(folder, 'media', secretName), 'not what its name says')
  linkSync(join(folder, 'media', soundName), join(folder, 'media', `${'6'.repeat(64)}.wav`))
  expect(await resolver.resolve(pictureUrl(id, `media/${secretName}`, 'thumbnail'))).toBeNull()
  expect(await resolver.resolve(peaksUrl(id, `media/${'6'.repeat(64)}.wav`))).toBeNull()
  expect(decoded).toEqual([])
})

test('whatever is asked for, nothing outside of media and takes is found', async () => {
  const word = fc.constantFrom(
    '..',
    '.',
    '',
    '%2e%2e',
    '..%2f',
    '\\',
    't1',
    'clip.mp4',
    'outside',
    'media',
    'takes',
    'project.json',
    '~',
    'C:',
    '\0',
    soundName,
    'picture',
    'display',
    'take',
    'sound',
    'peaks',
    'raster',
    'depth',
  )
  const ownPicture = new RegExp(`^/(peaks|picture/(display|thumbnail))/${soundName}$`)
  const rest = fc.oneof(
    fc.array(fc.oneof(word, fc.string({ maxLength: 8 })), { maxLength: 7 }).map((words) => words.join('/')),
    fc.string(),
  )
  await fc.assert(
    fc.asyncProperty(rest, async (tail) => {
      const url = `studio-media://${id}/${tail}`
      decoded = []
      const found = await resolver.resolve(url).catch((thrown: unknown) => {
        // The project's own sound may be looked at, and nobody is there to do it.
        if (decoded.length === 0 || !ownPicture.test(new URL(url).pathname)) throw thrown
        return null
      })
      if (found === null || /^(picture|depth):/.test(fileOf(found))) return
      expect([join(folder, 'media', soundName), join(folder, 'takes', 't1', 'clip.mp4')]).toContain(fileOf(found))
    }),
    { numRuns: 2000 },
  )
})
