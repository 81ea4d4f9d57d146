import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluatePath, type CameraPose } from '../../../core/camera/path.ts'
import type { CameraPath } from '../../../core/camera/path-schema.ts'
import { anchorFrameOf, boardUseAt } from '../../../core/project/boards-of-shot.ts'
import { addMarker, trimClip } from '../../../core/project/edits/cut.ts'
import { splitShot } from '../../../core/project/edits/split-shot.ts'
import { stretchShot } from '../../../core/project/edits/storyboard.ts'
import { filmSchema, type Film } from '../../../core/project/schema/film.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { anyPath as pathOver, cameras, pathOf } from './any-path.ts'
import { cutOrder, shotOrder, story, storyNames } from './films.ts'

const frames = 24
const second = { id: 's-x', name: 'X' }

const anyPath = pathOver(frames)

function withPath(path: CameraPath, anchorFrame: number): Film {
  const film = story()
  return {
    ...film,
    shots: film.shots.map((shot) =>
      shot.id === 's-b' ? { ...shot, anchorFrame, camera: { source: 'keys', path, layers: [] } } : shot,
    ),
  }
}

const times = (shot: Shot) => Array.from({ length: shot.durationFrames }, (_, frame) => frame)

function numbers({ position, orientation, focalLengthMm }: CameraPose): number[] {
  return [...position, ...orientation, focalLengthMm]
}

function expectNear(found: readonly (readonly number[])[], wanted: readonly (readonly number[])[]): void {
  expect(found.length).toBe(wanted.length)
  found.forEach((row, index) =>
    row.forEach((value, at) => {
      const near = wanted[index]![at]!
      expect(Math.abs(value - near)).toBeLessThan(1e-5 * (1 + Math.abs(near)))
    }),
  )
}

describe('a split shot', () => {
  test('shows the same cameras as before, at every frame and between, wherever the board’s camera is', () => {
    fc.assert(
      fc.property(
        anyPath,
        fc.integer({ min: 1, max: frames - 1 }),
        fc.nat({ max: frames - 1 }),
        (path, at, anchorFrame) => {
          const film = withPath(path, anchorFrame)
          const [before, split] = [film.shots[1]!, splitShot(film, 's-b', at, second, () => 'c-x')]
          const [a, b] = [split.shots[1]!, split.shots[2]!]
          expect([a.durationFrames, b.durationFrames]).toEqual([at, frames - at])
          expectNear([...cameras(a), ...cameras(b)], cameras(before))
          const between = times(b).map((frame) => frame + 0.37)
          expectNear(
            evaluatePath(pathOf(b), between).map(numbers),
            evaluatePath(
              path,
              between.map((time) => time + at),
            ).map(numbers),
          )
          expect(filmSchema.safeParse(split).error?.issues ?? []).toEqual([])
        },
      ),
      { numRuns: 100 },
    )
  })

  test('the cut shows the same frames in the same order', () => {
    const range = fc
      .tuple(fc.integer({ min: -6, max: 29 }), fc.integer({ min: -6, max: 30 }))
      .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) + (a === b ? 1 : 0) }))
    fc.assert(
      fc.property(range, fc.integer({ min: 1, max: frames - 1 }), (source, at) => {
        const film = trimClip(story(), 'c-b', source)
        const split = splitShot(film, 's-b', at, second, () => 'c-x')
        const shown = (of: Film) =>
          of.cut.items.flatMap((item) => {
            if (item.kind !== 'clip') return []
            const offset = item.shotId === 's-x' ? at : 0
            const name = item.shotId === 's-x' ? 's-b' : item.shotId
            const { start, end } = item.source
            return Array.from({ length: end - start }, (_, frame) => `${name} ${start + frame + offset}`)
          })
        // The second part's head handle is as long as the first's: a clip of the handle alone is held at its edge.
        expect(shown(split)).toEqual(shown(film))
      }),
    )
  })

  test('stretching the second part keeps its first camera', () => {
    const film = splitShot(withPath({ ...pathOf(story().shots[1]!) }, 0), 's-b', 10, second, () => 'c-x')
    const stretched = stretchShot(film, 's-x', 55).shots[2]!
    expectNear(cameras(stretched).slice(0, 1), cameras(film.shots[2]!).slice(0, 1))
    expectNear(cameras(stretched).slice(-1), cameras(film.shots[2]!).slice(-1))
  })

  test('words, takes and the clip’s markers stay with their part', () => {
    const marker = { id: 'm', frame: 15, durationFrames: 1, name: '', comment: '', color: 'red' } as const
    const film = addMarker(story(), marker, 'c-b')
    const spoken = { ...film, shots: film.shots.map((shot) => ({ ...shot, dialogue: 'Stop!', chosenTakeId: 't' })) }
    const split = splitShot(spoken, 's-b', 10, second, () => 'c-x')
    expect([shotOrder(split), cutOrder(split)]).toEqual(['abxcd', 'abxcd'])
    expect(split.shots[1]).toMatchObject({ dialogue: 'Stop!', chosenTakeId: 't' })
    expect(split.shots[2]).toMatchObject({ dialogue: '', chosenTakeId: null, name: 'X' })
    expect(split.cut.items[1]).toMatchObject({ source: { start: 0, end: 10 }, markers: [] })
    expect(split.cut.items[2]).toMatchObject({ source: { start: 0, end: 14 }, markers: [{ frame: 5 }] })
  })

  test('boards go to the part they lie in; the one that is seen on the frame starts the second part', () => {
    const use = (boardId: string, frame: number, role: 'start' | 'through' | 'end') => ({ boardId, frame, role })
    const film = story()
    const boards = [use('b-b', 0, 'start'), use('b-c', 10, 'through'), use('b-d', 23, 'end')]
    const three = { ...film, shots: film.shots.map((shot) => (shot.id === 's-b' ? { ...shot, boards } : shot)) }
    const on = splitShot(three, 's-b', 10, second, () => 'c-x')
    expect(on.shots[1]!.boards).toEqual([use('b-b', 0, 'start')])
    expect(on.shots[2]).toMatchObject({ anchorFrame: 0, boards: [use('b-c', 0, 'start'), use('b-d', 13, 'end')] })
    const after = splitShot(three, 's-b', 12, second, () => 'c-x')
    expect(after.shots[1]!.boards).toEqual([use('b-b', 0, 'start'), use('b-c', 10, 'through')])
    expect(after.shots[2]).toMatchObject({ anchorFrame: -2, boards: [use('b-c', 0, 'start'), use('b-d', 11, 'end')] })
    const end = splitShot(
      { ...three, shots: three.shots.map((shot) => ({ ...shot, durationFrames: 30 })) },
      's-b',
      26,
      second,
      () => 'c-x',
    )
    expect(end.shots[2]).toMatchObject({ anchorFrame: -3, boards: [use('b-d', 0, 'start')] })
  })

  test('every frame shows the board that it showed, from where it was seen', () => {
    const later = fc.uniqueArray(fc.integer({ min: 1, max: frames - 1 }), { maxLength: 4 })
    const anchor = fc.integer({ min: -frames, max: 2 * frames })
    fc.assert(
      fc.property(
        later,
        anchor,
        fc.integer({ min: 1, max: frames - 1 }),
        fc.boolean(),
        (at, anchorFrame, frame, ends) => {
          const boards = [0, ...at.toSorted((a, b) => a - b)].map((start, index, { length }) => ({
            boardId: `b-${storyNames[index % storyNames.length]}`,
            frame: start,
            role:
              index === 0 ? ('start' as const) : ends && index === length - 1 ? ('end' as const) : ('through' as const),
          }))
          const film = story()
          const shots = film.shots.map((shot) => (shot.id === 's-b' ? { ...shot, boards, anchorFrame } : shot))
          const split = splitShot({ ...film, shots }, 's-b', frame, second, () => 'c-x')
          const seen = (shot: Shot) =>
            times(shot).map((time) => {
              const use = boardUseAt(shot, time)
              return [use.boardId, time - anchorFrameOf(shot, use)]
            })
          expect([...seen(split.shots[1]!), ...seen(split.shots[2]!)]).toEqual(seen(shots[1]!))
          expect(filmSchema.safeParse(split).error?.issues ?? []).toEqual([])
        },
      ),
    )
  })

  test.each([0, 24, -1, 3.5])('there is no split at frame %s', (frame) => {
    expect(() => splitShot(story(), 's-b', frame, second, () => 'c-x')).toThrow('edit.refused')
  })

  test('cameras from a file cannot be split', () => {
    const film = story()
    const camera = {
      source: 'file',
      file: `media/${'f'.repeat(64)}.txt`,
      unitsPerSubjectDistance: 1,
      poseSize: null,
    } as const
    const filed = { ...film, shots: film.shots.map((shot) => ({ ...shot, camera })) }
    expect(() => splitShot(filed, 's-b', 3, second, () => 'c-x')).toThrow('edit.imported-path')
  })
})
