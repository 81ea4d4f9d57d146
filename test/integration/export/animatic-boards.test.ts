import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { boardUseAt } from '../../../core/project/boards-of-shot.ts'
import { shotFrames, type Film } from '../../../core/project/schema/film.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { ProcessClient } from '../../../main/jobs/process-client.ts'
import { forkWorker } from '../../../main/jobs/worker-process.ts'
import { drawAnimatic, readAnimatic, type AnimaticTools } from '../../../main/services/exports/export-animatic.ts'
import { RasterCache } from '../../../main/services/media/raster-cache.ts'
import { packSummaries } from '../../../main/services/models/models.ts'
import { cameraAtFrame, shotGeometry } from '../../../renderer/state/board-view/shot-geometry.ts'
import { writeBoard } from '../../support/board.ts'
import { tinyPack } from '../../support/take.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { aBoard, aFilm, aPath, aShot } from '../../unit/project/films.ts'
import { sha256 } from '../project/one-shot.ts'

const mediaWorker = fileURLToPath(new URL('../../../out/media-worker.mjs', import.meta.url))
const secondPicture = fileURLToPath(new URL('../../fixtures/pictures/plain.png', import.meta.url))
const quiet = { signal: new AbortController().signal, report: () => undefined }

/** Frame of the shot at which the second board takes over. */
const takeOver = 5

function tools(): AnimaticTools {
  const media = new ProcessClient({ start: () => forkWorker(mediaWorker), diedCode: 'command.media-process-died' })
  const folder = temporaryFolder()
  return {
    media,
    packs: { embeddedPack: tinyPack, userPacks: join(folder, 'models') },
    rasters: new RasterCache(folder),
    version: '1',
  }
}

/** Two pictures that differ, in a project's media, each cropped at another edge: the frames of a model differ too. */
function boardsIn(project: string): Film['boards'] {
  mkdirSync(join(project, 'media'))
  writeBoard(join(project, 'first.png'), 192, 108)
  return [join(project, 'first.png'), secondPicture].map((file, index) => {
    const bytes = readFileSync(file)
    const media = `media/${sha256(bytes)}.png`
    writeFileSync(join(project, media), bytes)
    const size = { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
    return aBoard(`b${index + 1}`, {
      picture: { media, ...size },
      crop: { x: index / 2, y: 0, width: 0.5, height: 0.5 },
    })
  })
}

const shot: Shot = aShot('s1', 'b1', {
  durationFrames: 12,
  handles: { headFrames: 2, tailFrames: 2 },
  camera: { source: 'keys', path: aPath(11), layers: [] },
  boards: [
    { boardId: 'b1', frame: 0, role: 'start' },
    { boardId: 'b2', frame: takeOver, role: 'end' },
  ],
})

test('an exported animatic shows each board in its time, exactly as a shot of it alone, and as the window plays it', async () => {
  const project = temporaryFolder()
  const film: Film = { ...aFilm(), format: { width: 96, height: 54 }, boards: boardsIn(project), shots: [shot] }
  const used = tools()
  const read = (of: Shot) =>
    readAnimatic(
      project,
      { ...film, shots: [of] },
      { shot: of, stem: 's', take: null, frames: shotFrames(of) },
      used,
      quiet,
    )
  const drawn = async (of: Shot): Promise<string[]> => {
    const { files } = await drawAnimatic(await read(of), join(temporaryFolder(), 'frames'), used, quiet)
    return files.map((file) => sha256(readFileSync(file)))
  }
  const alone = (boardId: string, anchorFrame: number): Shot => ({
    ...shot,
    anchorFrame,
    boards: [{ boardId, frame: 0, role: 'start' }],
  })
  try {
    const [both, first, second] = [await drawn(shot), await drawn(alone('b1', 0)), await drawn(alone('b2', takeOver))]
    const head = shot.handles.headFrames
    expect(both).toHaveLength(16)
    expect(both).toEqual([...first.slice(0, head + takeOver), ...second.slice(head + takeOver)])
    // The boards and their frames do differ, but for the handles, in which the path holds still.
    expect(new Set([...both, ...first, ...second]).size).toBe(2 * shot.durationFrames)

    const [pack] = await packSummaries(used.packs)
    const exported = (await read(shot)).boards.flatMap(({ cameras, boardIntrinsics }) =>
      cameras.map((camera) => ({ camera, boardIntrinsics })),
    )
    const { start, end } = shotFrames(shot)
    const played = Array.from({ length: end - start }, (_, index) => {
      const geometry = shotGeometry(film, shot, pack!, boardUseAt(shot, start + index))
      return { camera: cameraAtFrame(geometry, start + index), boardIntrinsics: geometry.boardIntrinsics }
    })
    expect(played).toEqual(exported)
  } finally {
    used.media.close()
  }
})
