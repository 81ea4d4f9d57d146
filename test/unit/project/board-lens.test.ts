import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyFilm, filmSchema, type Film } from '../../../core/project/schema/film.ts'
import { appendShots } from '../../../core/project/edits/append-shots.ts'
import { setBoardLens } from '../../../core/project/edits/boards.ts'
import { setPath } from '../../../core/project/edits/shot-camera.ts'
import { camerasAt } from '../../../core/project/compile-shot.ts'
import { boardIntrinsics, shotToCompile } from '../../../core/project/shot-to-compile.ts'
import { aFilm, aPath, aShot, deepFreeze } from './films.ts'

const size = { width: 64, height: 36 }
const raster = { ...size, sha256: 'f'.repeat(64) }
const picture = { media: `media/${'a'.repeat(64)}.png`, width: 1920, height: 1080 }
const pack = {
  id: 'p',
  version: '1',
  manifestSha256: '',
  rayLayout: 'moment-direction' as const,
  steps: { draft: 3, standard: 8, fine: 12 },
  frames: { min: 1, max: 64, default: 16 },
  controls: undefined,
}
const lensMm = fc.double({ min: 8, max: 300, noNaN: true })

/** fx, fy, cx, cy at those frames of the film's first shot, and of its board. */
function lensesOf(film: Film, frames: readonly number[]) {
  const [shot, board] = [film.shots[0]!, film.boards[0]!]
  const compiled = shotToCompile(film, shot, pack, { size, picture: raster, depth: raster })
  const shown = camerasAt(compiled, frames).cameras.map(({ intrinsics }) => intrinsics)
  return { shown, board: boardIntrinsics(film, board, size) }
}

function newShot(focalLengthMm = 24): Film {
  let ids = 0
  const lens = { focalLengthMm, origin: 'chosen' as const }
  return appendShots(emptyFilm('Lens'), [{ boardName: 'b', picture, lens }], () => `id${ids++}`)
}

test('a new shot shows the whole board first, whatever lens the board came with or gets later', () => {
  fc.assert(
    fc.property(lensMm, fc.array(lensMm, { maxLength: 4 }), (first, later) => {
      const film = later.reduce((changed, mm) => setBoardLens(changed, changed.boards[0]!.id, mm), newShot(first))
      const { shown, board } = lensesOf(film, [0])
      expect(shown[0]).toEqual(board)
      expect(filmSchema.safeParse(film).error?.issues ?? []).toEqual([])
    }),
  )
})

test('a zoom keeps its factor and a shot that begins closer stays as much closer', () => {
  const path = aPath()
  const keys = path.keys.map((key, index) => ({ ...key, focalLengthMm: index === 0 ? 36 : 90 }))
  const film = newShot()
  const zoomed = setPath(film, film.shots[0]!.id, { ...path, keys })
  const { shown, board } = lensesOf(setBoardLens(zoomed, film.boards[0]!.id, 50), [0, 47])
  expect(shown[0]![0]! / board[0]!).toBeCloseTo(1.5, 6)
  expect(shown[1]![0]! / shown[0]![0]!).toBeCloseTo(2.5, 6)
  // Where a key's lens cannot go along it stays a lens.
  const extreme = setPath(film, film.shots[0]!.id, {
    ...path,
    keys: path.keys.map((key) => ({ ...key, focalLengthMm: 5000 })),
  })
  expect(lensesOf(setBoardLens(extreme, film.boards[0]!.id, 300), [0]).shown[0]![0]).toBeCloseTo(
    (10_000 / 24.89) * 64,
    1,
  )
})

test('all shots that begin with the board go along, and no other', () => {
  const film = deepFreeze(aFilm())
  const through = { boardId: 'b1', frame: 9, role: 'through' as const }
  const three = {
    ...film,
    shots: [...film.shots, aShot('s3', 'b1'), aShot('s4', 'b2', { boards: [...aShot('s4', 'b2').boards, through] })],
  }
  const changed = setBoardLens(three, 'b1', 48)
  const same = three.shots.filter((shot, index) => shot === changed.shots[index])
  expect(same.map(({ id }) => id)).toEqual(
    three.shots.filter(({ boards }) => boards[0]!.boardId !== 'b1').map(({ id }) => id),
  )
  expect(changed.shots.find(({ id }) => id === 's3')!.camera).toMatchObject({
    path: { keys: [{ focalLengthMm: 48 }, { focalLengthMm: 48 }] },
  })
  expect(changed.boards[0]!.lens).toEqual({ focalLengthMm: 48, origin: 'chosen' })
})
