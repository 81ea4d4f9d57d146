import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { expectSuccess } from '../support/command-line.ts'
import { askJudge, judgesPython, noPython } from '../support/judge.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const board = fileURLToPath(new URL('../../resources/boards/drawing.png', import.meta.url))

test('OpenTimelineIO reads the cut of a take and finds its media', async ({ skip }) => {
  skip(judgesPython === '', noPython)
  const out = join(temporaryFolder(), 'take')
  const size = ['--size', '128x128', '--frames', '4', '--steps', '2', '--seconds', '0.5', '--fps', '24']
  await expectSuccess(['generate', '--image', board, '--move', 'pan:10', ...size, '--out', out])
  const time = (value: number) => ({ value, rate: 24 })
  const cut = askJudge('read_timeline.py', [join(out, 'cut.otio')])
  expect(cut).toMatchObject({
    schema: 'Timeline',
    duration: time(12),
    tracks: [{ kind: 'Video', clips: [{ duration: time(12), reference: { present: true } }] }],
  })
})
