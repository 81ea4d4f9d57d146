import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { isAbort } from '../../../core/contract/errors.ts'
import type { Obedience } from '../../../core/contract/obedience.ts'
import { takeFileNames } from '../../../core/contract/take.ts'
import { ProcessClient } from '../../../main/jobs/process-client.ts'
import { StudioObedience } from '../../../main/services/studio/studio-obedience.ts'
import { oldTake } from '../../support/old-take.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const obedience: Obedience = {
  format: 'craneshot-obedience',
  version: 1,
  summary: { state: 'unmeasurable', reason: 'lost' },
  sums: null,
  travelScale: null,
  frames: [null, null, null],
}

/** A process that measures what it is asked for when it is told to, and stops no sooner when a task is cancelled. */
function slowMedia() {
  const asked: { readonly folder: string; answer(): void }[] = []
  const start = (): ReturnType<ConstructorParameters<typeof ProcessClient>[0]['start']> => {
    let tell: (message: unknown) => void = () => undefined
    const cancelled = new Set<number>()
    return {
      post: (message) => {
        const { id, task, input } = message as { id: number; task: string; input?: { pictureFile: string } }
        if (task === 'cancel') return void cancelled.add(id)
        const canceled = { id, type: 'failed', failure: { kind: 'canceled' } }
        const answer = (): void => tell(cancelled.has(id) ? canceled : { id, type: 'done', output: obedience })
        asked.push({ folder: path.dirname(input!.pictureFile), answer })
      },
      onMessage: (listener) => void (tell = listener),
      onExit: () => undefined,
      kill: () => undefined,
      holdParent: () => undefined,
    }
  }
  return { asked, media: new ProcessClient({ start, diedCode: 'command.media-process-died' }) }
}

/** A project with takes of these names. */
function aProject(id: string, ...takes: readonly string[]) {
  const folder = temporaryFolder()
  for (const take of takes) {
    mkdirSync(path.join(folder, 'takes', take), { recursive: true })
    writeFileSync(path.join(folder, 'takes', take, takeFileNames.recipe), JSON.stringify(oldTake()))
  }
  return { id, folder, take: (take: string) => path.join(folder, 'takes', take) }
}

function aStudio(first: ReturnType<typeof aProject>) {
  const { asked, media } = slowMedia()
  const open = { project: first }
  const measured = new StudioObedience({
    measureMedia: media,
    emit: () => undefined,
    onBug: (_where, thrown) => expect.unreachable(String(thrown)),
    projects: {
      get current() {
        return open.project
      },
      store: () => open.project,
    },
  })
  /** Waits until the process is at so many tasks. */
  const at = async (tasks: number): Promise<void> => {
    await expect.poll(() => asked.length, { interval: 2 }).toBe(tasks)
  }
  return { asked, open, measured, at }
}

const outcome = (work: Promise<void>): Promise<string> =>
  work.then(
    () => 'measured',
    (thrown: unknown) => (isAbort(thrown) ? 'stopped' : String(thrown)),
  )

test('what another project has to measure waits while the last one’s stops, however often it is looked', async () => {
  const [one, other] = [aProject('one', 't1', 't2'), aProject('other', 't1')]
  const { asked, open, measured, at } = aStudio(one)
  const first = outcome(measured.measure('one', ['t1', 't2']))
  await at(1)
  open.project = other
  measured.follow()
  const second = outcome(measured.measure('other', ['t1']))
  for (let call = 0; call < 3; call++) measured.follow()
  asked[0]!.answer()
  expect(await first).toBe('stopped')
  await at(2)
  asked[1]!.answer()
  expect(await second).toBe('measured')
  expect(asked.map(({ folder }) => folder)).toEqual([one.take('t1'), other.take('t1')])
})

test('who asks again for what is being stopped has it measured', async () => {
  const { asked, measured, at } = aStudio(aProject('one', 't1'))
  const first = outcome(measured.measure('one', ['t1']))
  await at(1)
  measured.stop()
  const [again, alike] = [outcome(measured.measure('one', ['t1'])), outcome(measured.measure('one', ['t1']))]
  asked[0]!.answer()
  expect(await first).toBe('stopped')
  await at(2)
  asked[1]!.answer()
  expect([await again, await alike, asked.length]).toEqual(['measured', 'measured', 2])
})
