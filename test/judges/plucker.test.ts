import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { expectSuccess } from '../support/command-line.ts'
import { askJudge, judgesPython, noPython } from '../support/judge.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** Three cameras: at rest, turned 90° about the vertical and moved, rolled by the 3-4-5 angle with a longer lens. */
const poses = `https://example.invalid/clip
0 0.5 0.8888888888888888 0.5 0.5 0 0 1 0 0 0 0 1 0 0 0 0 1 0
250000 0.5 0.8888888888888888 0.5 0.5 0 0 0 0 -1 0.25 0 1 0 -0.5 1 0 0 1.5
500000 0.75 1.3333333333333333 0.5 0.5 0 0 0.6 -0.8 0 -1 0.8 0.6 0 0.125 0 0 1 0.75
`

const cases = [
  { size: '576x320', poseSize: '1280x720', shape: [1, 3, 6, 320, 576] },
  { size: '384x256', poseSize: '1280x720', shape: [1, 3, 6, 256, 384] },
  { size: '576x320', poseSize: '640x640', shape: [1, 3, 6, 320, 576] },
]

test.for(cases)('numpy computes the Plücker map of $size from poses of $poseSize', async (example, { skip }) => {
  skip(judgesPython === '', noPython)
  const { size, poseSize, shape } = example
  const folder = temporaryFolder()
  const posesFile = join(folder, 'poses.txt')
  const mapFile = join(folder, 'map.npy')
  writeFileSync(posesFile, poses)
  await expectSuccess(['plucker', '--path', posesFile, '--size', size, '--pose-size', poseSize, '--out', mapFile])
  const verdict = askJudge('judge_plucker.py', [posesFile, size, poseSize, mapFile])
  expect(verdict).toMatchObject({ dtype: 'float32', shape })
  expect((verdict as { largestError: number }).largestError).toBeLessThan(1e-6)
})
