import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rememberSizes } from '../../../main/services/projects/media-sizes.ts'
import { missingMedia } from '../../../main/services/projects/project-open.ts'
import { relinkMedia } from '../../../main/services/projects/relink-media.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { aProject, contentOf, quiet } from './damaged-projects.ts'

/** A project whose two pictures lie in another folder, under names of their own, among others. */
function scattered(): {
  folder: string
  searched: string
  media: [string, string]
  film: Parameters<typeof missingMedia>[1]
} {
  const { folder, media, film } = aProject()
  const searched = temporaryFolder()
  mkdirSync(join(searched, 'deep', 'er'), { recursive: true })
  renameSync(join(folder, media[0]), join(searched, 'deep', 'er', '항구 board.PNG'))
  renameSync(join(folder, media[1]), join(searched, 'no extension'))
  writeFileSync(
    join(searched, 'other.png'),
    Buffer.concat([readFileSync(join(searched, 'no extension')), Buffer.from([0])]),
  )
  writeFileSync(join(searched, 'notes.txt'), 'mine')
  return { folder, searched, media, film }
}

test.each(['known', 'not known'])('missing media are found by their content where sizes are %s', async (sizes) => {
  const { folder, media } = aProject()
  if (sizes === 'known') await rememberSizes(folder)
  const others = scattered()
  rmSync(join(folder, 'media'), { recursive: true })
  mkdirSync(join(folder, 'media'))
  const before = contentOf(others.searched)
  const told: (number | null)[] = []
  const context = { ...quiet, report: ({ fraction }: { fraction: number | null }) => void told.push(fraction) }
  const found = await relinkMedia({ folder, searched: others.searched, missing: [...media] }, context)
  expect(found.found.toSorted()).toEqual([...media].toSorted())
  expect(await missingMedia(folder, others.film)).toEqual([])
  expect(contentOf(others.searched)).toEqual(before)
  expect(told.at(-1)).toBe(1)
})

test('with known sizes, files of another size are not read', async () => {
  const { folder, media } = aProject()
  await rememberSizes(folder)
  const searched = temporaryFolder()
  renameSync(join(folder, media[0]), join(searched, 'a'))
  writeFileSync(join(searched, 'b.png'), Buffer.concat([readFileSync(join(searched, 'a')), Buffer.alloc(9)]))
  const fractions: (number | null)[] = []
  const context = { ...quiet, report: ({ fraction }: { fraction: number | null }) => void fractions.push(fraction) }
  await relinkMedia({ folder, searched, missing: [media[0]] }, context)
  // One candidate: all of the work is done after it.
  expect(fractions.filter((fraction) => fraction !== null)).toEqual([1])
})

test('links are not followed, and what is not there stays missing', async () => {
  const { folder, searched, media, film } = scattered()
  const linked = temporaryFolder()
  symlinkSync(searched, join(linked, 'folder'))
  symlinkSync(join(searched, 'no extension'), join(linked, 'file'))
  expect(await relinkMedia({ folder, searched: linked, missing: [...media] }, quiet)).toMatchObject({ found: [] })
  expect(await missingMedia(folder, film)).toHaveLength(2)
})

test('a cancel ends it; what was found before stays, whole', async () => {
  const { folder, searched, media, film } = scattered()
  const controller = new AbortController()
  const report = ({ fraction }: { fraction: number | null }): void => {
    if (fraction !== null) controller.abort()
  }
  const work = relinkMedia({ folder, searched, missing: [...media] }, { signal: controller.signal, report })
  await expect(work).rejects.toMatchObject({ name: 'AbortError' })
  const left = await missingMedia(folder, film)
  expect(left.length).toBeLessThanOrEqual(2)
  expect(Object.keys(contentOf(join(folder, 'media'))).every((name) => media.includes(`media/${name}`))).toBe(true)
})

test('a folder that is gone is told by name', async () => {
  const { folder, media } = scattered()
  const work = relinkMedia({ folder, searched: join(folder, 'nowhere'), missing: [...media] }, quiet)
  await expect(work).rejects.toMatchObject({ code: 'media.missing' })
})
