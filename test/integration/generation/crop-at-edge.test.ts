import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { takeSchema } from '../../../core/contract/take.ts'
import { runCommandLine } from '../../support/command-line.ts'
import { tinyPack } from '../../support/take.ts'
import { decode } from '../media/media-worker.ts'
import { aProject, aSmallShot, putBoard } from './project.ts'

/** Part of a 16:9 board's height that a 2.39 film shows of its whole width. */
const height = 320 / 2.39 / 180

/** Peak signal to noise of two pictures of one size, dB. */
function psnr(a: Uint8Array, b: Uint8Array): number {
  const squares = a.reduce((sum, value, at) => sum + (value - b[at]!) ** 2, 0)
  return 10 * Math.log10((255 ** 2 * a.length) / squares)
}

test('the first frame of a take shows the crop where it was drawn, at the board’s upper edge and at its lower', async () => {
  const cropAt = (y: number) => ({ x: 0, y, width: 1, height })
  const crops = [cropAt(0), cropAt(1 - height)]
  const handles = { headFrames: 0, tailFrames: 0 }
  const project = aProject((film, folder) => ({
    ...film,
    format: { width: 2390, height: 1000 },
    boards: crops.map((crop, index) => putBoard(folder, `b${index}`, 320, 180, { crop })),
    shots: crops.map((_, index) => aSmallShot(`s${index}`, `b${index}`, { handles })),
  }))
  const words = ['render', project.folder, '--model', tinyPack, '--provider', 'cpu', '--steps', '1', '--json']
  const { exitCode, standardOutput, standardError } = await runCommandLine(words)
  expect(exitCode, standardError).toBe(0)
  const { takes } = JSON.parse(standardOutput) as { takes: { folder: string }[] }
  expect(takes).toHaveLength(2)
  const board = path.join(project.folder, project.film.boards[0]!.picture.media)
  for (const [index, { folder }] of takes.entries()) {
    const { spec, files } = takeSchema.parse(JSON.parse(readFileSync(path.join(folder, 'take.json'), 'utf8')))
    const size = spec.delivery!.size
    expect(size).toEqual({ width: 128, height: 54 })
    const frame = await decode(path.join(folder, files.frames[0]!.name), size.width, size.height)
    const shown = await decode(board, size.width, size.height, crops[index])
    const middle = await decode(board, size.width, size.height, cropAt((1 - height) / 2))
    expect(psnr(frame, shown)).toBeGreaterThan(40)
    expect(psnr(frame, middle)).toBeLessThan(25)
  }
})
