import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { takeSummarySchema } from '../../../core/contract/studio.ts'
import type { Take } from '../../../core/contract/take.ts'
import { listTakes, summariseTake, takeFolder } from '../../../main/services/takes/take-index.ts'
import { oldTake, sha, size } from '../../support/old-take.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const shotOf = (id: string) => ({ id, name: `Shot ${id}`, headFrames: 2 })

function putTake(project: string, id: string, take: unknown): string {
  const folder = path.join(project, 'takes', id)
  mkdirSync(folder, { recursive: true })
  const text = typeof take === 'string' ? take : JSON.stringify(take, null, 2)
  writeFileSync(path.join(folder, 'take.json'), text)
  return folder
}

describe('takes of a project', () => {
  test('are told as lists and players need them, the oldest first', async () => {
    const project = temporaryFolder()
    const deliveryBox = { x: 0, y: 8, width: 64, height: 48 }
    putTake(project, '20260102-000000-000-aaaaaa', { ...oldTake(), shot: shotOf('s2'), madeAt: 2000, deliveryBox })
    putTake(project, '20260101-000000-000-bbbbbb', { ...oldTake(), shot: shotOf('s1'), madeAt: 1000 })
    const listed = await listTakes(project)
    expect(listed.map(({ take }) => take?.shotId)).toEqual(['s1', 's2'])
    const summary = listed[1]!.take!
    expect(takeSummarySchema.parse(summary)).toEqual(summary)
    expect(summary).toEqual({
      id: '20260102-000000-000-aaaaaa',
      shotId: 's2',
      madeAt: 2000,
      frames: 3,
      headFrames: 2,
      rate: { numerator: 24, denominator: 1 },
      size,
      deliveryBox,
      seed: 9,
      steps: 4,
      cache: 'on',
      pack: { id: 'tiny', version: '1' },
      provider: 'cpu',
      milliseconds: 1000.5,
      coverage: 0.75,
      pluckerSha256: sha('b'),
      pictureSha256: sha('c'),
      depthSha256: sha('d'),
      boardIntrinsics: [64, 64, 32, 32],
      deliveredPart: deliveryBox,
      moves: [],
    })
  })

  test('of a model with controls tell what was set of them', async () => {
    const project = temporaryFolder()
    const take = oldTake()
    const controls = { guidanceLast: 2.5, betweenFrames: 'nearest' as const }
    putTake(project, 'set', { ...take, spec: { ...take.spec, controls } })
    const [listed] = await listTakes(project)
    expect(listed?.take?.controls).toEqual(controls)
    expect(takeSummarySchema.parse(listed?.take)).toEqual(listed?.take)
  })

  test('that were delivered at a size of their own are all of their frames', async () => {
    const project = temporaryFolder()
    const delivery = { size: { width: 1280, height: 720 }, box: { x: 0, y: 8, width: 64, height: 36 } }
    const take = oldTake()
    putTake(project, 'new', { ...take, spec: { ...take.spec, delivery } })
    expect((await listTakes(project))[0]?.take).toMatchObject({
      size: { width: 1280, height: 720 },
      deliveryBox: { x: 0, y: 0, width: 1280, height: 720 },
      deliveredPart: delivery.box,
    })
  })

  test('of an older version are read, with what they do not say taken for granted', async () => {
    const project = temporaryFolder()
    putTake(project, 'old', oldTake())
    const take = (await listTakes(project))[0]?.take
    expect(take).toMatchObject({ shotId: null, headFrames: 0, deliveryBox: { x: 0, y: 0, ...size } })
    // The file was written a moment ago.
    expect(Math.abs(Date.now() - (take?.madeAt ?? 0))).toBeLessThan(3600_000)
  })

  test.each([
    ['cut off', '{"format": "craneshot-take", "ver', 'command.recipe.invalid'],
    ['empty', '', 'media.empty'],
    ['no take', '[]', 'command.recipe.invalid'],
    ['of a newer version', { ...oldTake(), version: 2 }, 'command.recipe.newer'],
    [
      'of another seed than there is',
      { ...oldTake(), spec: { ...oldTake().spec, seed: -1 } },
      'command.recipe.invalid',
    ],
  ])('that are damaged (%s) are listed as such beside the others', async (_, text, code) => {
    const project = temporaryFolder()
    putTake(project, 'good', { ...oldTake(), madeAt: 1 })
    putTake(project, 'bad', text)
    const listed = await listTakes(project)
    expect(listed.find(({ id }) => id === 'bad')).toMatchObject({ take: null, problem: { code } })
    expect(listed.find(({ id }) => id === 'good')).toMatchObject({ problem: null })
  })

  test('that were never finished are none, nor is anything else that lies there', async () => {
    const project = temporaryFolder()
    expect(await listTakes(project)).toEqual([])
    mkdirSync(path.join(project, 'takes', 'aborted'), { recursive: true })
    putTake(project, '.20260101.unfinished-12-abcdef01', oldTake())
    putTake(project, 'a name of the user’s', oldTake())
    writeFileSync(path.join(project, 'takes', 'notes'), 'text')
    expect(await listTakes(project)).toEqual([])
  })

  test('are all found among many', async () => {
    const project = temporaryFolder()
    const text = JSON.stringify({ ...oldTake(), shot: shotOf('s1'), madeAt: 5 })
    for (let i = 0; i < 500; i++) putTake(project, `take-${String(i).padStart(3, '0')}`, text)
    const listed = await listTakes(project)
    expect(listed.map(({ id }) => id)).toEqual(readdirSync(path.join(project, 'takes')).toSorted())
    expect(listed).toHaveLength(500)
  })

  test('in a folder that cannot be read are a named error', async ({ skip }) => {
    skip(process.getuid?.() === 0, 'root may read everything')
    const project = temporaryFolder()
    mkdirSync(path.join(project, 'takes'))
    chmodSync(path.join(project, 'takes'), 0)
    await expect(listTakes(project)).rejects.toMatchObject({ code: 'media.unreadable' })
  })
})

test('a take made just now and the same take read again are told alike', async () => {
  const project = temporaryFolder()
  const take: Take = { ...oldTake(), shot: shotOf('s1'), madeAt: 1234, coverage: [] }
  putTake(project, 'one', take)
  expect((await listTakes(project))[0]!.take).toEqual(summariseTake('one', take, 0))
  expect(summariseTake('one', take, 0).coverage).toBeNull()
})

test('a take’s folder is inside the project, whatever the id', () => {
  const takes = path.join('/p', 'takes')
  expect(takeFolder('/p', '20260101-000000-000-abcdef')).toBe(path.join(takes, '20260101-000000-000-abcdef'))
  for (const id of ['..', '.', '', 'a/b', 'a\\b', '../../etc', 'a\0b']) expect(takeFolder('/p', id)).toBeNull()
})
