import { join } from 'node:path'
import { expect, test } from 'vitest'
import { askJudge, judgesPython, noPython } from '../support/judge.ts'
import { makeSmallTake } from '../support/take.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

test('OpenTimelineIO reads the cut of a take and finds its media', async ({ skip }) => {
  skip(judgesPython === '', noPython)
  const take = await makeSmallTake(temporaryFolder())
  const time = (value: number) => ({ value, rate: 24 })
  const cut = askJudge('read_timeline.py', [join(take, 'cut.otio')])
  expect(cut).toMatchObject({
    schema: 'Timeline',
    duration: time(12),
    tracks: [{ kind: 'Video', clips: [{ duration: time(12), reference: { present: true } }] }],
  })
})
