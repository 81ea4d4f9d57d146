import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { takeFileNames } from '../../../core/contract/take.ts'
import { ProcessClient } from '../../../main/jobs/process-client.ts'
import { measureTake } from '../../../main/services/takes/measure-take.ts'
import { oldTake } from '../../support/old-take.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const quiet = { signal: new AbortController().signal, report: () => undefined }
const start = (): never => expect.unreachable('a process was started')

test('a recipe with more cameras than frames, or fewer, is refused before anything is measured', async () => {
  const { spec, ...take } = oldTake()
  const takeFolder = temporaryFolder()
  const file = path.join(takeFolder, takeFileNames.recipe)
  const [first] = spec.filmCameras
  for (const filmCameras of [
    [...spec.filmCameras, first],
    [first, first, first, first, first, first, first],
  ]) {
    writeFileSync(file, JSON.stringify({ ...take, spec: { ...spec, filmCameras } }))
    const measured = measureTake(new ProcessClient({ start, diedCode: 'command.media-process-died' }))
    const reason = `files.frames: ${take.files.frames.length} for ${filmCameras.length} cameras`
    await expect(measured({ takeFolder }, quiet)).rejects.toMatchObject({
      code: 'command.recipe.invalid',
      details: { file, reason },
    })
  }
})
