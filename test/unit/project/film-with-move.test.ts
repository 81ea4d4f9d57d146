import { expect, test } from 'vitest'
import { DEFAULT_AMOUNTS, parseMove } from '../../../core/camera/move-names.ts'
import { pathFromMoves } from '../../../core/camera/moves.ts'
import { evaluatePath } from '../../../core/camera/path.ts'
import { STANDARD_MOVE_NAMES, STANDARD_MOVES, standardMoveName } from '../../../core/camera/standard-moves.ts'
import { valueOf } from '../../../core/contract/result.ts'
import { filmWithMove } from '../../../core/project/film-with-move.ts'
import { filmSchema } from '../../../core/project/schema/film.ts'
import { aBoard, aFilm, aShot, deepFreeze } from './films.ts'

const film = deepFreeze({
  ...aFilm(),
  boards: [aBoard('b1', { lens: { focalLengthMm: 50, origin: 'chosen' } }), aBoard('b2')],
})

test('a move takes the place of one shot’s camera, from its board and over its length, and of nothing else', () => {
  const moved = filmWithMove(film, 's1', 'orbit:20')
  expect(filmSchema.safeParse(moved).error).toBeUndefined()
  expect({ ...moved, shots: [] }).toEqual({ ...film, shots: [] })
  expect(moved.shots[1]).toBe(film.shots[1])
  const { camera, anchorFrame, ...rest } = moved.shots[0]!
  expect({ ...film.shots[0]!, camera, anchorFrame }).toEqual({ ...rest, camera, anchorFrame })
  if (camera.source !== 'keys') throw new Error('no keys')
  const wanted = pathFromMoves(valueOf(parseMove('orbit:20')), { frames: 24, focalLengthMm: 50, easing: 'ease-in-out' })
  expect(camera).toEqual({ source: 'keys', path: wanted, layers: [] })
  const [first, last] = evaluatePath(camera.path, [0, 23])
  expect(first!.position).toEqual([0, 0, 0])
  expect(last!.position[0]).toBeCloseTo(Math.sin((20 * Math.PI) / 180), 6)
})

test('it also takes the place of imported cameras and of an anchor elsewhere', () => {
  const file = {
    source: 'file' as const,
    file: `media/${'c'.repeat(64)}.json`,
    unitsPerSubjectDistance: 2,
    poseSize: null,
  }
  const imported = { ...film, shots: [aShot('s1', 'b1', { camera: file, anchorFrame: 7 })] }
  expect(filmWithMove(imported, 's1', 'static').shots[0]).toMatchObject({ anchorFrame: 0, camera: { source: 'keys' } })
})

test('what is no move, and no shot, is refused by name', () => {
  expect(() => filmWithMove(film, 's1', 'fly')).toThrow(expect.objectContaining({ code: 'camera.move.unknown' }))
  expect(() => filmWithMove(film, 's9', 'pan')).toThrow(expect.objectContaining({ code: 'edit.unknown' }))
})

test('standard moves are what their names say, by the default amounts', () => {
  for (const name of STANDARD_MOVE_NAMES) {
    const [move, ...others] = valueOf(parseMove(STANDARD_MOVES[name]))
    expect(others).toEqual([])
    expect(Math.abs(move!.amount), name).toBe(DEFAULT_AMOUNTS[move!.name])
    expect(/left|down|out$/.test(name), name).toBe(move!.amount < 0)
    expect(standardMoveName(STANDARD_MOVES[name])).toBe(name)
    // The window's name is the command line's word.
    expect(valueOf(parseMove(name)), name).toEqual([move])
  }
  expect(standardMoveName('dolly:0.31')).toBeNull()
})
