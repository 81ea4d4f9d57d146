import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { MediaCache } from '../../../main/services/media/media-cache.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

test('few files are made at a time, however many are asked for and whenever', async () => {
  const cache = new MediaCache(temporaryFolder())
  let [now, most, made] = [0, 0, 0]
  const make = async (file: string): Promise<void> => {
    most = Math.max(most, ++now)
    await delay((made++ % 3) * 2)
    writeFileSync(file, 'x')
    now -= 1
  }
  const asked: Promise<string>[] = []
  for (let index = 0; index < 60; index++) {
    asked.push(cache.get(`${index}.jpg`, make))
    if (index % 5 === 0) await delay(1)
    // Right at the end of another one.
    void asked[Math.floor(index / 2)]!.then(() => cache.get(`after ${index}.jpg`, make)).catch(() => undefined)
  }
  await Promise.all(asked)
  expect(most).toBe(2)
})

test('who asks for a file that is being made waits for it; one that failed is made anew', async () => {
  const folder = temporaryFolder()
  const cache = new MediaCache(folder)
  let made = 0
  const make = async (file: string): Promise<void> => {
    made += 1
    await delay(5)
    if (made === 1) throw new Error('half a picture')
    writeFileSync(file, 'whole')
  }
  const both = await Promise.allSettled([cache.get('a.jpg', make), cache.get('a.jpg', make)])
  expect([made, ...both.map(({ status }) => status)]).toEqual([1, 'rejected', 'rejected'])
  const files = await Promise.all([cache.get('a.jpg', make), cache.get('a.jpg', make)])
  expect([made, new Set(files).size, readFileSync(files[0], 'utf8')]).toEqual([2, 1, 'whole'])
  expect(readdirSync(folder)).toEqual(['a.jpg'])
  expect(files[0]).toBe(join(folder, 'a.jpg'))
})
