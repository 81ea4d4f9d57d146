import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { takeSteps } from '../../../main/services/projects/repair-takes.ts'
import { sweepProject } from '../../../main/services/projects/project-sweep.ts'
import { listTakes } from '../../../main/services/takes/take-index.ts'
import { bundleProgram } from '../../support/kills/bundle-studio.ts'
import { runAndKill } from '../../support/kills/run-and-kill.ts'
import { oldTake } from '../../support/old-take.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const kills = 8
const takes = 20
/** Enough that removing a take's files takes a while. */
const framesOfTake = 150

let program = ''

beforeAll(async () => {
  const bundle = await bundleProgram(new URL('cleaning-program.ts', import.meta.url))
  program = bundle.program
  return bundle.remove
})

/** A project of takes with all the files that their recipes name. */
function project(): string {
  const folder = temporaryFolder()
  const { files, ...take } = oldTake()
  const frames = Array.from({ length: framesOfTake }, (_, index) => ({
    name: `frame_${String(index).padStart(4, '0')}.png`,
    pixelsSha256: 'f'.repeat(64),
  }))
  const text = JSON.stringify({ ...take, files: { ...files, frames } })
  for (let index = 0; index < takes; index++) {
    const own = join(folder, 'takes', `${index < 4 ? 'kept' : 'old'}-${index}`)
    mkdirSync(own, { recursive: true })
    for (const { name } of frames) writeFileSync(join(own, name), name)
    for (const name of ['picture.png', 'depth.npy', 'clip.mp4', 'cut.otio']) writeFileSync(join(own, name), name)
    writeFileSync(join(own, 'take.json'), text)
  }
  return folder
}

test('a clean-up that is killed at any moment leaves whole takes only, and the next opening sweeps its rest', async () => {
  const folder = project()
  const named = () => readdirSync(join(folder, 'takes'))
  const removed = new Set<string>()
  let leftHidden = 0
  for (let kill = 0; kill < kills; kill++) {
    const said = await runAndKill({ program, folder, lines: 1 + (kill % 3), milliseconds: Math.random() * 12 })
    for (const [, id] of said.matchAll(/^removed (\S+)$/gm)) removed.add(id!)
    leftHidden += named().filter((name) => name.startsWith('.')).length
    // No damaged take, and none without a file that its recipe names.
    expect((await listTakes(folder)).filter(({ problem }) => problem !== null)).toEqual([])
    expect(await takeSteps(folder)).toEqual([])
    expect(named().filter((name) => removed.has(name))).toEqual([])
    await sweepProject(folder)
    expect(named().filter((name) => name.startsWith('.'))).toEqual([])
  }
  expect(removed.size).toBeGreaterThan(0)
  // Else nothing was ever killed between its two steps.
  expect(leftHidden).toBeGreaterThan(0)
  await runAndKill({ program, folder, lines: Infinity, milliseconds: 0 })
  expect(named().toSorted()).toEqual(['kept-0', 'kept-1', 'kept-2', 'kept-3'])
})
