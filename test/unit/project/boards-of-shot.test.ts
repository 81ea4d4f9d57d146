import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anchorFrameOf, boardSpans, boardUseAt } from '../../../core/project/boards-of-shot.ts'
import { camerasAt, evenTimes } from '../../../core/project/compile-shot.ts'
import { shotFrames } from '../../../core/project/schema/film.ts'
import type { BoardUse, Shot } from '../../../core/project/schema/shot.ts'
import { shotToCompile } from '../../../core/project/shot-to-compile.ts'
import { aFilm, aShot } from './films.ts'

const anyShot: fc.Arbitrary<Shot> = fc
  .record({
    frames: fc.uniqueArray(fc.integer({ min: 1, max: 23 }), { maxLength: 6 }),
    first: fc.constantFrom(0, 0, 0, 1),
    headFrames: fc.integer({ min: 0, max: 5 }),
    tailFrames: fc.integer({ min: 0, max: 5 }),
  })
  .map(({ frames, first, headFrames, tailFrames }) => {
    const later = frames.filter((frame) => frame > first).toSorted((a, b) => a - b)
    const boards = [first, ...later].map((frame, index): BoardUse => ({
      boardId: `b${index}`,
      frame,
      role: index === 0 ? 'start' : 'through',
    }))
    return aShot('s1', 'b0', { boards, handles: { headFrames, tailFrames } })
  })

test('the spans cover every frame of the shot once, in order, and agree with the board of each frame', () => {
  fc.assert(
    fc.property(anyShot, (shot) => {
      const { start, end } = shotFrames(shot)
      let at = start
      for (const { use, frames } of boardSpans(shot)) {
        expect(frames.start).toBe(at)
        expect(frames.end).toBeGreaterThan(at)
        for (; at < frames.end; at++) expect(boardUseAt(shot, at)).toBe(use)
      }
      expect(at).toBe(end)
    }),
  )
})

test('a later board takes over at its own frame, the end board too', () => {
  const boards: BoardUse[] = [
    { boardId: 'b1', frame: 0, role: 'start' },
    { boardId: 'b2', frame: 8, role: 'through' },
    { boardId: 'b1', frame: 20, role: 'end' },
  ]
  const shot = aShot('s1', 'b1', { boards })
  expect([-6, 0, 7, 8, 19, 20, 29, 99].map((frame) => boardUseAt(shot, frame).frame)).toEqual([
    0, 0, 0, 8, 8, 20, 20, 20,
  ])
})

test('each board is seen as it was drawn at its own frame, and the move goes on from there', () => {
  const film = aFilm()
  const boards: BoardUse[] = [
    { boardId: 'b1', frame: 0, role: 'start' },
    { boardId: 'b2', frame: 10, role: 'through' },
  ]
  const shot = aShot('s1', 'b1', { boards, handles: { headFrames: 0, tailFrames: 0 }, anchorFrame: 2 })
  expect(boards.map((use) => anchorFrameOf(shot, use))).toEqual([2, 10])
  const size = { width: 64, height: 36 }
  const raster = { width: 1, height: 1, sha256: '0'.repeat(64) }
  const pack = {
    id: 'p',
    version: '1',
    manifestSha256: '0'.repeat(64),
    rayLayout: 'direction-moment',
    steps: { draft: 1, standard: 2, fine: 3 },
    frames: { min: 1, max: 8, default: 8 },
  } as const
  const seen = boards.map(
    (use) =>
      camerasAt(shotToCompile(film, shot, pack, { size, picture: raster, depth: raster }, [], use), evenTimes(24, 24))
        .cameras,
  )
  const identity = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]
  expect(seen[0]![2]!.worldFromCamera.slice(0, 12)).toEqual(identity)
  expect(seen[1]![10]!.worldFromCamera.slice(0, 12)).toEqual(identity)
  // The path has no turn: seen from either board, the camera goes the same way between two frames.
  const step = (cameras: (typeof seen)[number], part: number) =>
    cameras[20]!.worldFromCamera[part]! - cameras[12]!.worldFromCamera[part]!
  for (const part of [3, 7, 11]) expect(step(seen[1]!, part)).toBeCloseTo(step(seen[0]!, part), 5)
})
