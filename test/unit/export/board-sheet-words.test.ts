import { expect, test } from 'vitest'
import { camerasFromPath } from '../../../core/camera/cameras.ts'
import { pathFromMoves } from '../../../core/camera/moves.ts'
import { boardSheetWords, filmWords } from '../../../core/export/board-sheet-words.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import { aFilm, aShot } from '../project/films.ts'

const size = { width: 640, height: 360 }

function camerasOf(move: Parameters<typeof pathFromMoves>[0]) {
  const path = pathFromMoves(move, { frames: 24, focalLengthMm: 24, seed: 0, framesPerSecond: 24 })
  return camerasFromPath(path, { size, timesInFrames: Array.from({ length: 24 }, (_, index) => index) }).cameras
}

const film: Film = { ...aFilm(), metresPerUnit: 3, scenes: [{ id: 'n', name: '골목', note: '', placements: [] }] }

function said(move: Parameters<typeof pathFromMoves>[0], language: 'en' | 'ko' = 'en'): string {
  const shot = aShot('s1', 'b1')
  // Moves are kept together on a line by spaces that do not break.
  return boardSheetWords(film, shot, shot.boards[0]!, camerasOf(move), language).camera.replaceAll('\u00a0', ' ')
}

test.each([
  [[{ name: 'pan', amount: 20 }], 'Pan right 20°'],
  [[{ name: 'pan', amount: -5 }], 'Pan left 5°'],
  [[{ name: 'tilt', amount: 12 }], 'Tilt up 12°'],
  [[{ name: 'roll', amount: 30 }], 'Roll clockwise 30°'],
  [[{ name: 'dolly', amount: 0.4 }], 'Dolly in 1.2 m'],
  [[{ name: 'dolly', amount: -0.4 }], 'Dolly out 1.2 m'],
  [[{ name: 'truck', amount: -0.5 }], 'Truck left 1.5 m'],
  [[{ name: 'pedestal', amount: 0.5 }], 'Pedestal up 1.5 m'],
  [[{ name: 'zoom', amount: 2 }], 'Zoom in × 2'],
  [[{ name: 'static', amount: 0 }], 'Camera holds'],
  [
    [
      { name: 'dolly', amount: 0.4 },
      { name: 'pan', amount: 20 },
    ],
    'Dolly in 1.2 m · Pan right 20°',
  ],
] as const)('%j is told as the move that it is', (move, words) => {
  expect(said(move as unknown as Parameters<typeof pathFromMoves>[0])).toBe(words)
})

test('a move out and home is told as one, and Korean has words for all', () => {
  const there = camerasOf([{ name: 'truck', amount: 0.5 }] as unknown as Parameters<typeof pathFromMoves>[0])
  const shot = aShot('s1', 'b1')
  const home = [...there, ...there.toReversed()]
  expect(boardSheetWords(film, shot, shot.boards[0]!, home, 'en').camera).toMatch(/comes back/)
  expect(said([{ name: 'pan', amount: 20 }] as unknown as Parameters<typeof pathFromMoves>[0], 'ko')).toBe(
    '팬 오른쪽 20°',
  )
})

test('name, scene, length and texts stand with the first board; later boards say what they are', () => {
  const shot = aShot('s1', 'b1', {
    name: 'SH010',
    sceneId: 'n',
    group: 'A',
    dialogue: ' “가자.” ',
    note: '\n',
    boards: [
      { boardId: 'b1', frame: 0, role: 'start' },
      { boardId: 'b2', frame: 12, role: 'through' },
    ],
  })
  const words = boardSheetWords(film, shot, shot.boards[0]!, [], 'en')
  expect(words).toMatchObject({ heading: 'SH010', scene: '골목 · A', duration: '24 frames · 00:00:01:00' })
  expect(words.texts).toEqual([{ label: 'Dialogue', text: '“가자.”' }])
  const later = boardSheetWords(film, shot, shot.boards[1]!, [], 'ko')
  expect(later).toMatchObject({ heading: 'SH010 · 12프레임의 보드', scene: '', duration: '', texts: [] })
})

test('the film’s own line counts its shots and their frames', () => {
  expect(filmWords(film, 'en')).toBe('2 shots · 00:00:02:00')
  expect(filmWords({ ...film, shots: film.shots.slice(0, 1) }, 'ko')).toBe('샷 1개 · 00:00:01:00')
})
