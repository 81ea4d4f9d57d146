import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { timeInRound } from '../../../core/camera/loop.ts'
import { evaluatePath } from '../../../core/camera/path.ts'
import type { CameraPath } from '../../../core/camera/path-schema.ts'
import { setShotDuration } from '../../../core/project/edits/shots.ts'
import { stretchShot } from '../../../core/project/edits/storyboard.ts'
import { filmSchema, type Film } from '../../../core/project/schema/film.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { anyPath, cameras, pathOf } from './any-path.ts'
import { story } from './films.ts'

const frames = 24
const anyFrame = fc.nat({ max: frames - 1 })

function withPath(path: CameraPath, anchorFrame: number): Film {
  const camera = { source: 'keys' as const, path, layers: [] }
  const film = story()
  return { ...film, shots: film.shots.map((shot) => (shot.id === 's-b' ? { ...shot, anchorFrame, camera } : shot)) }
}

const shotOf = (film: Film) => film.shots[1]!
const stretched = (film: Film, durationFrames: number) => stretchShot(film, 's-b', durationFrames)

/** The path with the key nearest to a frame of its own on that frame, the anchor's. */
function anchoredAt(path: CameraPath, anchorFrame: number): CameraPath {
  const nearest = path.keys.toSorted(
    (a, b) => Math.abs(a.timeFrames - anchorFrame) - Math.abs(b.timeFrames - anchorFrame),
  )[0]!
  const by = anchorFrame - nearest.timeFrames
  return {
    ...path,
    keys: path.keys.map((key) => ({ ...key, timeFrames: key === nearest ? anchorFrame : key.timeFrames + by })),
  }
}

/** Which key of the path is the camera of the shot's anchor. */
function anchorKey(shot: Shot): number {
  const { keys, loop } = pathOf(shot)
  const [first, last] = [keys[0]!.timeFrames, keys.at(-1)!.timeFrames]
  const held = Math.max(first, Math.min(last, shot.anchorFrame))
  const time = loop === undefined ? held : timeInRound(shot.anchorFrame, first, loop)
  return keys.findIndex(({ timeFrames }) => timeFrames === time)
}

/** The board's camera in numbers; a zero of an edited film has no sign. */
function anchorPose(shot: Shot): number[] {
  const { position, orientation, focalLengthMm } = evaluatePath(pathOf(shot), [shot.anchorFrame])[0]!
  return [...position, ...orientation, focalLengthMm].map((value) => value + 0)
}

describe('a stretched shot', () => {
  test('keeps the key at its anchor there, in loops too, and there and back the anchor', () => {
    const lengths = fc.tuple(fc.integer({ min: 2, max: 90 }), fc.integer({ min: frames, max: 400 }))
    fc.assert(
      fc.property(anyPath(frames), anyFrame, lengths, (path, anchorFrame, [any, longer]) => {
        const film = withPath(anchoredAt(path, anchorFrame), anchorFrame)
        const key = anchorKey(shotOf(film))
        expect(key).toBeGreaterThanOrEqual(0)
        const other = stretched(film, any)
        expect(anchorKey(shotOf(other))).toBe(key)
        expect(filmSchema.safeParse(other).error?.issues ?? []).toEqual([])
        const long = stretched(film, longer)
        const back = stretched(long, frames)
        expect([anchorKey(shotOf(long)), anchorKey(shotOf(back))]).toEqual([key, key])
        expect(shotOf(back).anchorFrame).toBe(anchorFrame)
      }),
    )
  })

  test('sees the board from the same pose where the camera stands on a key, also before the first and after the last', () => {
    const keyed = anyPath(frames).filter(({ speed, loop }) => speed === 'keyed' && loop === undefined)
    fc.assert(
      fc.property(keyed, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 2, max: 90 }), (path, beside, length) => {
        const first = Math.ceil(path.keys[0]!.timeFrames) - beside
        const last = Math.floor(path.keys.at(-1)!.timeFrames) + beside
        for (const anchorFrame of [first, last]) {
          const film = withPath(path, anchorFrame)
          expect(anchorPose(shotOf(stretched(film, length)))).toEqual(anchorPose(shotOf(film)))
          expect(shotOf(stretched(stretched(film, 300), frames)).anchorFrame).toBe(anchorFrame)
        }
        const key = Math.round(path.keys.at(-1)!.timeFrames)
        const film = withPath(anchoredAt(path, key), key)
        expect(anchorPose(shotOf(stretched(film, length)))).toEqual(anchorPose(shotOf(film)))
      }),
    )
  })

  test('moves only the key at the anchor to a whole frame, unless others are in its way', () => {
    const key = pathOf(shotOf(story())).keys[0]!
    const pathAt = (...times: number[]): CameraPath => ({
      speed: 'keyed',
      keys: times.map((timeFrames) => ({ ...key, timeFrames })),
    })
    const timesAfter = (film: Film, length: number) => {
      const shot = shotOf(stretched(film, length))
      return [shot.anchorFrame, ...pathOf(shot).keys.map(({ timeFrames }) => Math.round(timeFrames * 1000) / 1000)]
    }
    expect(timesAfter(withPath(pathAt(0, 12, 23), 12), 30)).toEqual([15, 0, 15, 29])
    // 11 frames in place of 23: 5.739 goes to 6, past the key at 5.978, which goes along.
    expect(timesAfter(withPath(pathAt(0, 12, 12.5, 23), 12), 12)).toEqual([6, 0.261, 6, 6.239, 11.261])
  })

  test('scales a loop’s anchor as its keys', () => {
    const [first, second] = pathOf(shotOf(story())).keys
    const keys = [first!, { ...second!, timeFrames: 18 }]
    const loop: CameraPath = { speed: 'keyed', keys, loop: { periodFrames: frames } }
    const shot = shotOf(stretched(withPath(loop, 18), 240))
    expect(shot.anchorFrame).toBe(180)
    expect(pathOf(shot)).toMatchObject({ keys: [{ timeFrames: 0 }, { timeFrames: 180 }], loop: { periodFrames: 240 } })
  })
})

test('a shorter or longer shot shows the same cameras at the frames that stay, wherever the board is seen from', () => {
  const anchor = fc.integer({ min: -frames, max: 2 * frames })
  fc.assert(
    fc.property(anyPath(frames), anchor, fc.integer({ min: 1, max: 3 * frames }), (path, anchorFrame, length) => {
      const film = withPath(path, anchorFrame)
      const changed = setShotDuration(film, 's-b', length)
      const both = Math.min(frames, length)
      expect(cameras(shotOf(changed)).slice(0, both)).toEqual(cameras(shotOf(film)).slice(0, both))
      expect(shotOf(setShotDuration(changed, 's-b', frames)).anchorFrame).toBe(anchorFrame)
    }),
  )
})
