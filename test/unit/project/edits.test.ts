import { describe, expect, test } from 'vitest'
import { StudioError } from '../../../core/contract/errors.ts'
import { removeBoard, setBoardDepth } from '../../../core/project/edits/boards.ts'
import {
  addCutItem,
  addMarker,
  moveCutItem,
  removeCutItem,
  setSoundClip,
  addSoundTrack,
  splitClip,
  trimClip,
} from '../../../core/project/edits/cut.ts'
import { changeFilmSettings, setFilmRate } from '../../../core/project/edits/film.ts'
import { movePathKey, removePathKey, setPathKey, setShotCamera } from '../../../core/project/edits/shot-camera.ts'
import { addShotBoard, setEndBoard } from '../../../core/project/edits/shot-boards.ts'
import { addShot, moveShot, removeShot, setShotDuration } from '../../../core/project/edits/shots.ts'
import { chooseTake, rejectTake, starTake } from '../../../core/project/edits/takes.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import type { Marker } from '../../../core/project/schema/values.ts'
import { aFilm, aPath, aShot, deepFreeze } from './films.ts'

const film = deepFreeze(aFilm())
const itemIds = (of: Film) => of.cut.items.map(({ id }) => id)
const clipIn = (of: Film, id: string) => of.cut.items.find((item) => item.id === id && item.kind === 'clip')

function codeOf(edit: () => unknown): string {
  try {
    edit()
    return 'done'
  } catch (error) {
    if (error instanceof StudioError) return error.code
    throw error
  }
}

describe('boards', () => {
  test('one in use stays, and the error says by what', () => {
    expect(codeOf(() => removeBoard(film, 'b1'))).toBe('edit.board-in-use')
    expect(codeOf(() => removeBoard(film, 'b9'))).toBe('edit.unknown')
    expect(removeBoard(removeShot(film, 's1'), 'b1').boards.map(({ id }) => id)).toEqual(['b2'])
  })

  test('the subject distance is that of the file, whatever is done to its raster or shown in place of it', () => {
    const file = { origin: 'file', raster: `media/${'c'.repeat(64)}.npy` } as const
    const first = setBoardDepth(film, 'b1', file, 4.5)
    const shaped = setBoardDepth(first, 'b1', { ...file, relief: 0.5 }, null)
    const ground = setBoardDepth(shaped, 'b1', { origin: 'ground', horizon: 0.4 }, null)
    expect([first, shaped, ground].map(({ boards: [board] }) => board?.subjectDistance)).toEqual([4.5, 4.5, 4.5])
    expect(ground.boards[0]?.depth).toEqual({ origin: 'ground', horizon: 0.4 })
  })
})

const keysOf = ({ shots: [shot] }: Film) => (shot?.camera.source === 'keys' ? shot.camera.path.keys : [])

test('a zero has no sign, as in the file, and what has none is left as it is', () => {
  const moved = setPathKey(film, 's1', { ...aPath().keys[0]!, position: [-0, 1, -0] })
  expect(keysOf(moved)[0]!.position).toStrictEqual([0, 1, 0])
  expect(keysOf(moved)[1]).toBe(keysOf(film)[1])
  expect(moved.shots[1]).toBe(film.shots[1])
})

describe('shots', () => {
  test('a shorter shot holds its clips and boards inside, and drops what no longer fits', () => {
    const withBoards = addShotBoard(addShotBoard(film, 's1', 'b2', 12), 's1', 'b2', 23)
    const long = setEndBoard(withBoards, 's1', true)
    const short = setShotDuration(long, 's1', 10)
    expect(short.shots[0]?.boards.map(({ frame, role }) => [frame, role])).toEqual([
      [0, 'start'],
      [9, 'end'],
    ])
    expect(clipIn(short, 'c1')).toMatchObject({ source: { start: 0, end: 16 } })
    // The clip now uses the whole tail handle, so nothing is left for the dissolve.
    expect(itemIds(short)).toEqual(['c1', 'c2'])
    expect(setShotDuration(film, 's1', 24).cut).toBe(film.cut)
    expect(codeOf(() => setShotDuration(film, 's1', 0))).toBe('edit.refused')
  })

  test('a shot that goes takes its clips and the dissolves beside them from the cut', () => {
    expect(itemIds(removeShot(film, 's1'))).toEqual(['c2'])
  })

  test('reordering keeps every shot and the cut', () => {
    const three = addShot(film, aShot('s3', 'b1'), 0)
    expect(moveShot(three, 's3', 2).shots.map(({ id }) => id)).toEqual(['s1', 's2', 's3'])
    expect(moveShot(three, 's3', 2).cut).toBe(film.cut)
  })
})

describe('path keys', () => {
  const keyTimes = (of: Film) => {
    const camera = of.shots[0]?.camera
    return camera?.source === 'keys' ? camera.path.keys.map(({ timeFrames }) => timeFrames) : []
  }
  const key = { ...aPath().keys[0]!, timeFrames: 8 }

  test('stay in order of time, one at each time', () => {
    const three = setPathKey(film, 's1', key)
    expect(keyTimes(three)).toEqual([0, 8, 23])
    expect(keyTimes(setPathKey(three, 's1', { ...key, focalLengthMm: 50 }))).toEqual([0, 8, 23])
    expect(keyTimes(movePathKey(three, 's1', 8, 30))).toEqual([0, 23, 30])
    expect(keyTimes(movePathKey(three, 's1', 8, 23))).toEqual([0, 23])
    expect(keyTimes(removePathKey(three, 's1', 0))).toEqual([8, 23])
  })

  test('the last one cannot go, an imported path has none', () => {
    expect(codeOf(() => removePathKey(removePathKey(film, 's1', 0), 's1', 23))).toBe('edit.refused')
    const file = `media/${'d'.repeat(64)}.txt`
    const imported = setShotCamera(film, 's1', { source: 'file', file, unitsPerSubjectDistance: 1, poseSize: null })
    expect(codeOf(() => setPathKey(imported, 's1', key))).toBe('edit.imported-path')
  })
})

describe('takes', () => {
  test('choosing lifts a rejection, rejecting lifts the choice, stars stay', () => {
    const starred = starTake(film, 's1', 't1', 4)
    const rejected = rejectTake(chooseTake(starred, 's1', 't1'), 's1', 't1', true)
    expect(rejected.shots[0]).toMatchObject({ chosenTakeId: null, takeMarks: [{ stars: 4, rejected: true }] })
    const chosen = chooseTake(rejected, 's1', 't1')
    expect(chosen.shots[0]).toMatchObject({ chosenTakeId: 't1', takeMarks: [{ stars: 4, rejected: false }] })
    expect(codeOf(() => starTake(film, 's1', 't1', 6))).toBe('edit.refused')
  })
})

describe('the cut', () => {
  const marker: Marker = { id: 'm1', frame: 20, durationFrames: 1, name: '', comment: '', color: 'red' }

  test('a trim is held inside the shot and its handles', () => {
    const tight = removeCutItem(film, 'd1')
    expect(clipIn(trimClip(tight, 'c1', { start: -99, end: 99 }), 'c1')).toMatchObject({
      source: { start: -6, end: 30 },
    })
    expect(itemIds(trimClip(film, 'c1', { start: 0, end: 30 }))).toEqual(['c1', 'c2'])
  })

  test('a split keeps every frame and gives each part its markers', () => {
    const split = splitClip(addMarker(film, marker, 'c1'), 'c1', 10, 'c1b')
    expect(itemIds(split)).toEqual(['c1', 'c1b', 'd1', 'c2'])
    expect(clipIn(split, 'c1')).toMatchObject({ source: { start: 0, end: 10 }, markers: [] })
    expect(clipIn(split, 'c1b')).toMatchObject({ source: { start: 10, end: 24 }, markers: [marker] })
    expect(codeOf(() => splitClip(film, 'c1', 0, 'c1b'))).toBe('edit.refused')
  })

  test('moving or removing an item takes the dissolves beside it', () => {
    expect(itemIds(moveCutItem(film, 'c1', 9))).toEqual(['c2', 'c1'])
    expect(itemIds(removeCutItem(film, 'c2'))).toEqual(['c1'])
    expect(itemIds(removeCutItem(film, 'd1'))).toEqual(['c1', 'c2'])
    const gap = addCutItem(film, { kind: 'gap', id: 'g', durationFrames: 5 }, 0)
    expect(itemIds(gap)).toEqual(['g', 'c1', 'd1', 'c2'])
    expect(codeOf(() => addCutItem(film, { kind: 'gap', id: 'g', durationFrames: 5 }, 1))).toBe('edit.refused')
  })

  test('sounds stay in order of time and may not overlap', () => {
    const track = addSoundTrack(film, 'a1', 'Music')
    const media = `media/${'e'.repeat(64)}.wav`
    const sound = {
      id: 'x',
      name: '',
      media,
      recordStartFrame: 50,
      durationFrames: 10,
      sourceStartSample: 0,
      gainDb: 0,
    }
    const two = setSoundClip(setSoundClip(track, 'a1', sound), 'a1', { ...sound, id: 'y', recordStartFrame: 40 })
    expect(two.cut.soundTracks[0]?.clips.map(({ id }) => id)).toEqual(['y', 'x'])
    expect(codeOf(() => setSoundClip(two, 'a1', { ...sound, id: 'z', recordStartFrame: 45 }))).toBe('edit.refused')
  })
})

describe('the film', () => {
  test('a rate without drop-frame turns it off', () => {
    const ntsc = setFilmRate(film, { numerator: 30000, denominator: 1001 })
    const drop = { ...ntsc, cut: { ...ntsc.cut, dropFrame: true } }
    expect(setFilmRate(drop, { numerator: 60000, denominator: 1001 }).cut.dropFrame).toBe(true)
    expect(setFilmRate(drop, { numerator: 25, denominator: 1 }).cut.dropFrame).toBe(false)
    expect(codeOf(() => setFilmRate(film, { numerator: 0, denominator: 1 }))).toBe('edit.refused')
  })

  test('another rate leaves sounds at their pictures, as long as they were where there is room', () => {
    const clip = (id: string, recordStartFrame: number, durationFrames: number) => ({
      id,
      name: id,
      media: `media/${'0'.repeat(64)}.wav`,
      recordStartFrame,
      durationFrames,
      sourceStartSample: 0,
      gainDb: 0,
    })
    const track = { id: 'a1', name: 'A1', muted: false, gainDb: 0, clips: [clip('x', 0, 240), clip('y', 270, 100)] }
    const sounding = { ...film, rate: { numerator: 24, denominator: 1 }, cut: { ...film.cut, soundTracks: [track] } }
    const clipsAt = (numerator: number, denominator = 1): number[][] =>
      setFilmRate(sounding, { numerator, denominator }).cut.soundTracks[0]!.clips.map((each) => [
        each.recordStartFrame,
        each.durationFrames,
      ])
    expect(clipsAt(25)).toEqual([
      [0, 250],
      [270, 104],
    ])
    expect(clipsAt(12)).toEqual([
      [0, 120],
      [270, 50],
    ])
    // Twice as many frames for the first would reach into the second.
    expect(clipsAt(48)).toEqual([
      [0, 270],
      [270, 200],
    ])
    expect(clipsAt(24_000, 1001)).toEqual([
      [0, 240],
      [270, 100],
    ])
  })

  test('settings out of limits are refused', () => {
    expect(changeFilmSettings(film, { name: 'New' }).name).toBe('New')
    expect(codeOf(() => changeFilmSettings(film, { metresPerUnit: 0 }))).toBe('edit.refused')
  })
})
