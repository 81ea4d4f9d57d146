import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addCutItem, trimClip } from '../../../core/project/edits/cut.ts'
import { fitCut } from '../../../core/project/edits/cut-fit.ts'
import { addScene, assignToScene } from '../../../core/project/edits/scenes.ts'
import { addShotBeside, duplicateShots, removeShots, stretchShot } from '../../../core/project/edits/storyboard.ts'
import { filmSchema, type Film } from '../../../core/project/schema/film.ts'
import { aPath, aScene, aShot, cutOrder, shotOrder, story } from './films.ts'

describe('stretching a shot', () => {
  test('its move takes the new time, its whole clip with it; a trimmed clip stays trimmed', () => {
    const film = stretchShot(trimClip(story(), 'c-b', { start: 4, end: 20 }), 's-a', 47)
    const shot = film.shots[0]!
    expect(shot.camera.source === 'keys' && shot.camera.path.keys.map(({ timeFrames }) => timeFrames)).toEqual([0, 46])
    expect(film.cut.items[0]).toMatchObject({ source: { start: 0, end: 47 } })
    expect(stretchShot(film, 's-b', 12).cut.items[1]).toMatchObject({ source: { start: 4, end: 18 } })
  })

  test('there and back is the same film but for rounding', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 500 }), (frames) => {
        const back = stretchShot(stretchShot(story(), 's-c', frames), 's-c', 24)
        expect(back.cut).toEqual(story().cut)
        const { camera } = back.shots[2]!
        const times = camera.source === 'keys' ? camera.path.keys.map(({ timeFrames }) => timeFrames) : []
        for (const [index, { timeFrames }] of aPath().keys.entries()) expect(times[index]).toBeCloseTo(timeFrames, 9)
      }),
    )
  })
})

const copy = { of: 's-b', id: 's-x', name: 'Copy', clipId: 'c-x' }

test('a copy follows its shot in story and cut, without its takes', () => {
  const film = duplicateShots(story(), [copy])
  expect([shotOrder(film), cutOrder(film)]).toEqual(['abxcd', 'abxcd'])
  expect(film.shots[2]).toMatchObject({ name: 'Copy', chosenTakeId: null, takeMarks: [] })
})

test('several copies follow the last of their scene, with their clips', () => {
  const two = assignToScene(addScene(story(), aScene('one')), ['s-a', 's-b'], 'one')
  const film = duplicateShots(two, [
    { of: 's-d', id: 's-z', name: 'Z', clipId: 'c-z' },
    { of: 's-a', id: 's-x', name: 'X', clipId: 'c-x' },
    { of: 's-c', id: 's-y', name: 'Y', clipId: 'c-y' },
  ])
  expect([shotOrder(two), shotOrder(film), cutOrder(film)]).toEqual(['abcd', 'axbcdyz', 'axbcdyz'])
})

describe('copies in a cut with dissolves', () => {
  const handles = { headFrames: 0, tailFrames: 0 }
  const bare = { ...story(), shots: story().shots.map((shot) => ({ ...shot, handles })) }

  test('a dissolve for which the whole copy has no frames left goes; one that fits leaves from the copy', () => {
    const trimmed = trimClip(trimClip(bare, 'c-a', { start: 0, end: 16 }), 'c-b', { start: 4, end: 24 })
    const dissolved = addCutItem(trimmed, { kind: 'dissolve', id: 'd-o', inFrames: 4, outFrames: 4 }, 1)
    const film = duplicateShots(dissolved, [{ ...copy, of: 's-a' }])
    expect([cutOrder(dissolved), shotOrder(film), cutOrder(film)]).toEqual(['aobcd', 'axbcd', 'axbcd'])
    expect(film.cut.items.slice(0, 2)).toMatchObject([{ source: { end: 16 } }, { source: { start: 0, end: 24 } }])
    const roomy = addCutItem(story(), { kind: 'dissolve', id: 'd-o', inFrames: 4, outFrames: 4 }, 1)
    expect(cutOrder(duplicateShots(roomy, [{ ...copy, of: 's-a' }]))).toBe('axobcd')
  })

  test('whatever is trimmed, dissolved and chosen, nothing is refused and what was there stays', () => {
    const trim = fc.record({ start: fc.nat({ max: 11 }), end: fc.integer({ min: 13, max: 24 }) })
    const dissolve = fc.record({ inFrames: fc.nat({ max: 6 }), outFrames: fc.nat({ max: 6 }) })
    const chosen = fc.subarray(['s-a', 's-b', 's-c', 's-d'], { minLength: 1 })
    const dissolves = fc.array(dissolve, { minLength: 3, maxLength: 3 })
    fc.assert(
      fc.property(fc.array(trim, { minLength: 4, maxLength: 4 }), dissolves, chosen, (trims, between, ids) => {
        const clips = bare.cut.items.map((item, index) => ({ ...item, source: trims[index]! }))
        const items = clips.flatMap((clip, index) => [
          clip,
          ...(index < 3 ? [{ kind: 'dissolve' as const, id: `d-${index}`, ...between[index]! }] : []),
        ])
        const tried = { ...bare, cut: { ...bare.cut, items } } as Film
        const film = { ...tried, cut: fitCut(tried) }
        expect(filmSchema.safeParse(film).error?.issues ?? []).toEqual([])
        const copied = duplicateShots(
          film,
          ids.map((of) => ({ of, id: `${of}x`, name: 'Copy', clipId: `c-${of}` })),
        )
        expect(filmSchema.safeParse(copied).error?.issues ?? []).toEqual([])
        expect(copied.shots).toHaveLength(film.shots.length + ids.length)
        expect(copied.shots.filter(({ id }) => !id.endsWith('x'))).toEqual(film.shots)
        const clipsOf = ({ cut }: Film) => cut.items.filter(({ kind }) => kind === 'clip')
        const [before, after] = [clipsOf(film), clipsOf(copied)]
        expect(after).toHaveLength(before.length + ids.length)
        expect(after.filter(({ id }) => before.some((clip) => clip.id === id))).toEqual(before)
      }),
    )
  })
})

test('boards on the way, the anchor and a loop take the new time too', () => {
  const path = { ...aPath(12), loop: { periodFrames: 24 } }
  const boards = [
    { boardId: 'b-a', frame: 0, role: 'start' as const },
    { boardId: 'b-b', frame: 10, role: 'through' as const },
    { boardId: 'b-c', frame: 23, role: 'end' as const },
  ]
  const one = {
    ...story(),
    shots: [aShot('s-a', 'b-a', { boards, anchorFrame: 5, camera: { source: 'keys', path, layers: [] } })],
  }
  const [shot] = stretchShot({ ...one, cut: { ...one.cut, items: [] } }, 's-a', 48).shots
  expect(shot!.boards.map(({ frame }) => frame)).toEqual([0, 20, 47])
  expect(shot!.anchorFrame).toBe(10)
  expect(shot!.camera).toMatchObject({
    path: { loop: { periodFrames: 48 }, keys: [{ timeFrames: 0 }, { timeFrames: 24 }] },
  })
})

test('a board goes with its last shot', () => {
  const film = duplicateShots(story(), [copy])
  const one = removeShots(film, ['s-b', 's-a'])
  expect(one.boards.map(({ id }) => id)).toEqual(['b-b', 'b-c', 'b-d'])
  expect(cutOrder(one)).toBe('xcd')
  expect(removeShots(one, ['s-x']).boards.map(({ id }) => id)).toEqual(['b-c', 'b-d'])
})

test('a new shot comes beside another in story and cut; a dissolve that does not fit it goes', () => {
  const beside = (film: Film, side: 'before' | 'after') =>
    addShotBeside(film, aShot('s-x', 'b-a', { handles: { headFrames: 0, tailFrames: 0 } }), {
      besideId: 's-c',
      side,
      clipId: 'c-x',
    })
  expect([shotOrder(beside(story(), 'after')), cutOrder(beside(story(), 'after'))]).toEqual(['abcxd', 'abcxd'])
  const dissolved = addCutItem(story(), { kind: 'dissolve', id: 'd-o', inFrames: 3, outFrames: 3 }, 2)
  expect(cutOrder(dissolved)).toBe('abocd')
  expect([shotOrder(beside(dissolved, 'before')), cutOrder(beside(dissolved, 'before'))]).toEqual(['abxcd', 'abxcd'])
})
