import { appendFileSync, readdirSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addJobs, removeJobs, setPaused } from '../../../core/queue/list-edits.ts'
import { QueueFile } from '../../../main/jobs/queue-file.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { aNewJob, idOf } from '../queue/a-list.ts'

const namesIn = async (file: QueueFile): Promise<string[]> => (await file.read()).jobs.map(({ shotName }) => shotName)
const numbered = (count: number) => Array.from({ length: count }, (_, index) => aNewJob(`shot ${index}`))
const flip = (file: QueueFile): Promise<unknown> => file.change((list) => setPaused(list, !list.paused))

test('a change of a long list writes as little as one of a short list', async () => {
  const path = join(temporaryFolder(), 'queue.json')
  const file = new QueueFile(path)
  await file.change((list) => addJobs(list, numbered(1000)))
  const before = statSync(path)
  await file.change((list) => addJobs(list, [aNewJob('one more')]))
  const after = statSync(path)
  expect(after.ino).toBe(before.ino)
  expect(after.size - before.size).toBeLessThan(1000)
  expect(await namesIn(new QueueFile(path))).toHaveLength(1001)
})

test('the file never becomes much longer than its list, and who follows it sees each change', async () => {
  const path = join(temporaryFolder(), 'queue.json')
  const file = new QueueFile(path)
  const follower = new QueueFile(path)
  await file.change((list) => addJobs(list, numbered(50)))
  const files = new Set<number>()
  let longest = 0
  for (let change = 0; change < 150; change++) {
    const word = `new ${change}`
    await file.change((list) => addJobs(removeJobs(list, [list.jobs[0]!.id]), [aNewJob(word)]))
    const { ino, size } = statSync(path)
    files.add(ino)
    longest = Math.max(longest, size)
    expect((await namesIn(follower)).at(-1)).toBe(word)
  }
  expect(files.size).toBeGreaterThan(1)
  expect(longest).toBeLessThan(2 * JSON.stringify(await file.read()).length + 70_000)
})

test('a line that was cut off is left out, and the next change makes the file whole again', async () => {
  const path = join(temporaryFolder(), 'queue.json')
  const file = new QueueFile(path)
  await file.change((list) => addJobs(list, [aNewJob('a')]))
  await file.change((list) => addJobs(list, [aNewJob('b')]))
  truncateSync(path, statSync(path).size - 40)
  for (const reader of [file, new QueueFile(path)]) expect(await namesIn(reader)).toEqual(['a'])
  await file.change((list) => addJobs(list, [aNewJob('c')]))
  expect(await namesIn(new QueueFile(path))).toEqual(['a', 'c'])
  expect(readFileSync(path, 'utf8').trimEnd().split('\n')).toHaveLength(1)
  expect(readdirSync(join(path, '..'))).toEqual(['queue.json'])
})

test('a line that is still being written is read when it is whole', async () => {
  const path = join(temporaryFolder(), 'queue.json')
  const file = new QueueFile(path)
  await file.change((list) => addJobs(list, [aNewJob('a')]))
  const follower = new QueueFile(path)
  expect(await namesIn(follower)).toEqual(['a'])
  const size = statSync(path).size
  await flip(file)
  const line = readFileSync(path, 'utf8').slice(size)
  truncateSync(path, size + 10)
  expect((await follower.read()).paused).toBe(false)
  appendFileSync(path, line.slice(10))
  expect((await follower.read()).paused).toBe(true)
})

test('damage between the lines is told by who reads, and put aside by who has something to write', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'queue.json')
  const file = new QueueFile(path)
  await file.change((list) => addJobs(list, [aNewJob('a')]))
  appendFileSync(path, 'no change\n')
  appendFileSync(path, 'nor this\n')
  const damaged = readFileSync(path, 'utf8')
  const unusable = { code: 'jobs.queue-unusable', details: { file: path } }
  const [reader, writer] = [new QueueFile(path), new QueueFile(path)]
  for (let time = 0; time < 2; time++) await expect(reader.read()).rejects.toMatchObject(unusable)
  await expect(writer.change((list) => list)).rejects.toMatchObject(unusable)
  expect([readdirSync(folder), readFileSync(path, 'utf8')]).toEqual([['queue.json'], damaged])
  await writer.change((list) => addJobs(list, [aNewJob('b')]))
  const [aside = ''] = readdirSync(folder)
  expect(writer.problem).toEqual({ code: 'jobs.queue-damaged', details: { file: join(folder, aside) } })
  expect(readFileSync(join(folder, aside), 'utf8')).toBe(damaged)
  for (const each of [file, reader, writer]) expect(await namesIn(each)).toEqual(['b'])
})

test('programs that change it at the same time lose no change', async () => {
  const path = join(temporaryFolder(), 'queue.json')
  const files = Array.from({ length: 4 }, () => new QueueFile(path))
  await Promise.all(
    files.flatMap((file, program) =>
      Array.from({ length: 10 }, (_, index) => file.change((list) => addJobs(list, [aNewJob(`${program} ${index}`)]))),
    ),
  )
  for (const file of files) expect((await file.read()).jobs).toHaveLength(40)
  expect((await files[0]!.read()).jobs.map(({ id }) => id)).toContain(idOf('3 9'))
})

test('who reads while the same program changes it sees whole changes, each once', async () => {
  const path = join(temporaryFolder(), 'queue.json')
  const [file, other] = [new QueueFile(path), new QueueFile(path)]
  for (let round = 0; round < 20; round++) {
    const add = (who: QueueFile, name: string) => who.change((list) => addJobs(list, [aNewJob(`${name} ${round}`)]))
    const seen = await Promise.all([add(file, 'own'), file.read(), add(other, 'other'), file.read(), other.read()])
    expect(seen[1].jobs.length).toBeGreaterThanOrEqual(2 * round + 1)
    expect((await file.read()).jobs).toHaveLength(2 * round + 2)
    expect(await file.read()).toEqual(await new QueueFile(path).read())
  }
})
