import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cleanTakes } from '../../../main/services/takes/clean-takes.ts'
import { takeSizes } from '../../../main/services/takes/take-sizes.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

function putTake(project: string, id: string, bytes: number): void {
  const folder = join(project, 'takes', id)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'take.json'), Buffer.alloc(10))
  writeFileSync(join(folder, 'frame_0000.png'), Buffer.alloc(bytes - 10))
}

const quiet = { signal: new AbortController().signal, report: () => undefined }

test('sizes are those of all files of a take; what is none counts apart, and links lead nowhere', async () => {
  const project = temporaryFolder()
  putTake(project, 'one', 1000)
  putTake(project, 'damaged', 700)
  mkdirSync(join(project, 'takes', 'one', 'work'))
  writeFileSync(join(project, 'takes', 'one', 'work', 'raw'), Buffer.alloc(50))
  putTake(project, '.one.unfinished-1-00000000', 30)
  const elsewhere = temporaryFolder()
  writeFileSync(join(elsewhere, 'large'), Buffer.alloc(5000))
  symlinkSync(elsewhere, join(project, 'takes', 'link'))
  expect(await takeSizes(project, ['one', 'link'])).toEqual({
    takes: expect.arrayContaining([
      { id: 'one', bytes: 1050 },
      { id: 'link', bytes: 0 },
    ]),
    otherBytes: 730,
  })
  expect(await takeSizes(join(project, 'none'), [])).toEqual({ takes: [], otherBytes: 0 })
})

test('takes that may go are gone, the others whole; what was freed is told', async () => {
  const project = temporaryFolder()
  for (const [id, bytes] of [
    ['a', 100],
    ['b', 200],
    ['c', 400],
  ] as const)
    putTake(project, id, bytes)
  const told: string[] = []
  const fractions: (number | null)[] = []
  const result = await cleanTakes(
    {
      projectFolder: project,
      takeIds: ['a', 'b', 'c', '../takes', 'none'],
      mayGo: (id) => id !== 'b',
      onRemoved: (id) => told.push(id),
    },
    { ...quiet, report: ({ fraction }) => fractions.push(fraction) },
  )
  expect(result).toEqual({ removed: ['a', 'c'], kept: ['b', '../takes', 'none'], freedBytes: 500, canceled: false })
  expect(told).toEqual(['a', 'c'])
  expect(fractions).toEqual([0, 0.2, 0.4, 0.6, 0.8])
  expect(readdirSync(join(project, 'takes'))).toEqual(['b'])
  expect(existsSync(join(project, 'takes', 'b', 'frame_0000.png'))).toBe(true)
})

test('a cancel stops between two takes and tells what is gone', async () => {
  const project = temporaryFolder()
  for (const id of ['a', 'b', 'c']) putTake(project, id, 100)
  const controller = new AbortController()
  const input = {
    projectFolder: project,
    takeIds: ['a', 'b', 'c'],
    mayGo: () => true,
    onRemoved: () => controller.abort(),
  }
  const result = await cleanTakes(input, { ...quiet, signal: controller.signal })
  expect(result).toEqual({ removed: ['a'], kept: [], freedBytes: 100, canceled: true })
  expect(readdirSync(join(project, 'takes')).toSorted()).toEqual(['b', 'c'])
})
