import { expect, it } from 'vitest'
import { applyDepthOperations } from '../../../core/cache/apply-depth-operations.ts'
import { flatDepth, medianDepth } from '../../../core/cache/depth.ts'
import { estimatedBoardDepth, rasterUnit, shapingOf } from '../../../core/project/board-depth.ts'
import { setBoardDepth } from '../../../core/project/edits/boards.ts'
import { emptyFilm, filmSchema } from '../../../core/project/schema/film.ts'
import { withEstimates } from '../../../renderer/state/board-depth.ts'
import { withPictures } from '../../../renderer/state/shots.ts'

const raster = `media/${'d'.repeat(64)}.npy`
const estimate = { media: raster, packId: 'embedded', packVersion: '1.0.0' }

type BoardDepth = Parameters<typeof shapingOf>[0]

function filmOfBoards(count: number) {
  const pictures = Array.from({ length: count }, (_, i) => ({
    name: `${i}.png`,
    media: `media/${String(i).repeat(64)}.png`,
    width: 160,
    height: 90,
  }))
  return withPictures(emptyFilm('Test'), pictures)
}

it('an estimate is a depth that the film takes, sharpened, with the pack that made it', () => {
  const film = filmOfBoards(2)
  const [first, second] = film.boards
  const changed = withEstimates(film, [
    { ok: true, boardId: first!.id, ...estimate },
    { ok: false, boardId: second!.id, failure: { kind: 'canceled' } },
  ])
  expect(filmSchema.parse(changed)).toEqual(changed)
  expect(changed.boards.map(({ depth }) => depth)).toEqual([
    { origin: 'estimated', raster, packId: 'embedded', packVersion: '1.0.0', sharpening: 2 },
    { origin: 'flat' },
  ])
  expect(shapingOf(changed.boards[0]!.depth)).toEqual([{ kind: 'sharpen', passes: 2 }])
  expect(withEstimates(changed, [{ ok: true, boardId: first!.id, ...estimate }])).toBe(changed)
})

it('a raster is sharpened before its relief is changed, and only where that does something', () => {
  const first = { ...estimatedBoardDepth(estimate, { origin: 'flat' }), relief: 0.5 } as BoardDepth
  const depth = estimatedBoardDepth({ ...estimate, media: raster.replace('d', 'e') }, first)
  expect(shapingOf(depth)).toEqual([
    { kind: 'sharpen', passes: 2 },
    { kind: 'relief', strength: 0.5 },
  ])
  expect(shapingOf({ origin: 'file', raster, relief: 1, sharpening: 0 })).toEqual([])
  expect(shapingOf({ origin: 'flat' })).toEqual([])
})

it('an estimate counts in subject distances, so that a file’s own unit is neither taken for it nor lost', () => {
  const film = filmOfBoards(1)
  const { id } = film.boards[0]!
  const estimated = withEstimates(film, [{ ok: true, boardId: id, ...estimate }])
  expect(rasterUnit(estimated.boards[0]!)).toBe(1)
  const filed = setBoardDepth(estimated, id, { origin: 'file', raster }, 3.2)
  expect(rasterUnit(filed.boards[0]!)).toBe(3.2)
  const again = withEstimates(filed, [{ ok: true, boardId: id, ...estimate }])
  expect([rasterUnit(again.boards[0]!), again.boards[0]!.subjectDistance]).toEqual([1, 3.2])
})

it('each file counts in its own unit: another one, at once or after flat, shows the scene at the same distance', () => {
  const film = filmOfBoards(1)
  const { id } = film.boards[0]!
  const { width, height, values } = flatDepth(8, 4)
  const rasterOf = (median: number) => ({ width, height, values: values.map((_, i) => median * (0.7 + i / 50)) })
  const [steps, metres] = [rasterOf(30_000), rasterOf(4)]
  const [a, b] = ['a', 'b'].map((digit) => `media/${digit.repeat(64)}.npy`) as [string, string]
  const first = setBoardDepth(film, id, { origin: 'file', raster: a }, medianDepth(steps))
  const flat = setBoardDepth(first, id, { origin: 'flat' }, null)
  for (const before of [first, flat]) {
    const [board] = setBoardDepth(before, id, { origin: 'file', raster: b }, medianDepth(metres)).boards
    expect(board!.subjectDistance).toBe(medianDepth(metres))
    expect(medianDepth(applyDepthOperations(metres, null, [], rasterUnit(board!)))).toBeCloseTo(1, 6)
  }
  const without = setBoardDepth(first, id, { origin: 'file', raster: b }, null).boards[0]!
  expect(rasterUnit(without)).toBeNull()
})
