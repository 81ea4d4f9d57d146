import fc from 'fast-check'
import { expect, test } from 'vitest'
import { StudioError } from '../../../core/contract/errors.ts'
import * as boards from '../../../core/project/edits/boards.ts'
import * as cut from '../../../core/project/edits/cut.ts'
import * as settings from '../../../core/project/edits/film.ts'
import * as camera from '../../../core/project/edits/shot-camera.ts'
import * as groups from '../../../core/project/edits/groups.ts'
import * as names from '../../../core/project/edits/shot-names.ts'
import * as scenes from '../../../core/project/edits/scenes.ts'
import * as split from '../../../core/project/edits/split-shot.ts'
import * as shotBoards from '../../../core/project/edits/shot-boards.ts'
import * as order from '../../../core/project/edits/story-order.ts'
import * as story from '../../../core/project/edits/storyboard.ts'
import * as shots from '../../../core/project/edits/shots.ts'
import * as takes from '../../../core/project/edits/takes.ts'
import {
  applyOperation,
  filmOperationSchema,
  packedHistorySchema,
  packHistory,
  unpackHistory,
  type FilmHistory,
  type FilmOperation,
} from '../../../core/project/film-history.ts'
import { patchBetween } from '../../../core/project/film-patch.ts'
import { commitEdit, newHistory, redo, undo } from '../../../core/project/history.ts'
import { filmSchema, type Film } from '../../../core/project/schema/film.ts'
import { aBoard, aFilm, aPath, aShot, deepFreeze } from './films.ts'

type Edit = (film: Film) => Film

// Few ids and small numbers, so that edits meet each other; some out of limits, so that some are refused.
const boardId = fc.constantFrom('b1', 'b2', 'b3')
const shotId = fc.constantFrom('s1', 's2', 's3')
const itemId = fc.constantFrom('c1', 'c2', 'c3', 'c4', 'd1', 'd2', 'g1')
const manyShots = fc.uniqueArray(shotId, { maxLength: 3 })
const takeId = fc.constantFrom('t1', 't2')
const index = fc.integer({ min: -1, max: 6 })
const frame = fc.integer({ min: -12, max: 40 })
const text = fc.string({ maxLength: 201 })
const range = fc.record({ start: frame, end: frame })
const key = fc.record({ at: fc.integer({ min: -1, max: 40 }), x: fc.double({ min: -2, max: 2 }) })
const marker = fc.record({
  id: fc.constantFrom('m1', 'm2'),
  frame,
  durationFrames: fc.constantFrom(0, 1, 5),
  name: text,
  comment: text,
  color: fc.constantFrom('red', 'blue'),
})
const aSound = { name: '', media: `media/${'e'.repeat(64)}.wav`, sourceStartSample: 0, gainDb: 0 }
const clipId = fc.option(itemId, { nil: null })

function edit<Values extends unknown[]>(
  values: { [Index in keyof Values]: fc.Arbitrary<Values[Index]> },
  apply: (film: Film, ...of: Values) => Film,
): fc.Arbitrary<Edit> {
  return fc.tuple<Values>(...values).map((of) => (film: Film) => apply(film, ...of))
}

const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  edit([boardId, index], (film, id, at) => boards.addBoard(film, aBoard(id), at)),
  edit([boardId], boards.removeBoard),
  edit([boardId, index], boards.moveBoard),
  edit([boardId, text], (film, id, name) => boards.changeBoard(film, id, { name })),
  edit([boardId, fc.double({ min: -1, max: 3000 })], boards.setBoardLens),
  edit([boardId, fc.double()], (film, id, horizon) => boards.setBoardDepth(film, id, { origin: 'ground', horizon }, 2)),
  edit([shotId, boardId, index], (film, id, board, at) => shots.addShot(film, aShot(id, board), at)),
  edit([shotId], shots.removeShot),
  edit([shotId, index], shots.moveShot),
  edit([shotId, fc.integer({ min: 0, max: 40 })], shots.setShotDuration),
  edit([shotId, boardId, frame], shotBoards.addShotBoard),
  edit([shotId, frame, frame], shotBoards.moveShotBoard),
  edit([shotId, frame], shotBoards.takeOutShotBoard),
  edit([shotId, fc.boolean()], shotBoards.setEndBoard),
  edit([shotId, text, frame], (film, id, name, anchorFrame) =>
    shots.changeShotSettings(film, id, { name, anchorFrame }),
  ),
  edit([shotId, frame, frame], (film, id, headFrames, tailFrames) =>
    shots.changeShotSettings(film, id, { handles: { headFrames, tailFrames } }),
  ),
  edit([shotId, boardId], (film, sceneId, board) =>
    scenes.addScene(film, {
      id: sceneId,
      name: '',
      note: '',
      placements: [{ boardId: board, position: [0, 0, 0], orientation: [0, 0, 0, 1], scale: 1 }],
    }),
  ),
  edit([shotId], scenes.removeScene),
  edit([manyShots, fc.option(shotId, { nil: null }), fc.option(shotId, { nil: null })], (film, ids, before, sceneId) =>
    order.moveShotsInStory(film, ids, { before, sceneId }),
  ),
  edit([shotId, manyShots], (film, id, ids) =>
    scenes.newScene(film, { id, name: 'Scene', note: '', placements: [] }, ids),
  ),
  edit([manyShots, fc.option(shotId, { nil: null })], scenes.assignToScene),
  edit([shotId, shotId], scenes.mergeScenes),
  edit([shotId, fc.constantFrom(1 as const, -1 as const)], scenes.moveScene),
  edit([shotId, text], (film, id, name) => scenes.changeScene(film, id, { name })),
  edit([manyShots, fc.constantFrom('A', 'B')], groups.groupShots),
  edit([manyShots], groups.ungroupShots),
  edit([manyShots, fc.integer({ min: 0, max: 40 })], story.stretchShots),
  edit([manyShots], story.removeShots),
  edit([shotId, shotId, itemId], (film, of, id, clip) =>
    story.duplicateShots(film, [{ of, id, name: '', clipId: clip }]),
  ),
  edit([shotId, frame, shotId, itemId], (film, id, at, second, clip) =>
    split.splitShot(film, id, at, { id: second, name: '' }, () => clip),
  ),
  edit([manyShots, text], (film, ids, pattern) =>
    names.renameShots(film, names.patternNames(film, ids, { pattern, start: 1, step: 1, digits: 2, restart: true })),
  ),
  edit([shotId, key], (film, id, { at, x }) =>
    camera.setPathKey(film, id, { ...aPath().keys[0]!, timeFrames: at, position: [x, 0, 0] }),
  ),
  edit([shotId, fc.constantFrom(0, 23)], camera.removePathKey),
  edit([shotId, fc.constantFrom(0, 23), frame], camera.movePathKey),
  edit([shotId, takeId], takes.chooseTake),
  edit([shotId, takeId, fc.integer({ min: -1, max: 6 })], takes.starTake),
  edit([shotId, takeId, fc.boolean()], takes.rejectTake),
  edit([itemId, shotId, range, index], (film, id, of, source, at) =>
    cut.addCutItem(film, { kind: 'clip', id, shotId: of, source, markers: [] }, at),
  ),
  edit([itemId, fc.nat({ max: 8 }), fc.nat({ max: 8 }), index], (film, id, inFrames, outFrames, at) =>
    cut.addCutItem(film, { kind: 'dissolve', id, inFrames, outFrames }, at),
  ),
  edit([itemId, index], (film, id, at) => cut.addCutItem(film, { kind: 'gap', id, durationFrames: 7 }, at)),
  edit([itemId], cut.removeCutItem),
  edit([itemId, index], cut.moveCutItem),
  edit([itemId, range], cut.trimClip),
  edit([itemId, frame, itemId], cut.splitClip),
  edit([marker, clipId], (film, each, id) => cut.addMarker(film, each as never, id)),
  edit([fc.constantFrom('m1', 'm2'), clipId], cut.removeMarker),
  edit([marker, clipId], (film, each, id) => cut.changeMarker(film, each as never, id)),
  edit([fc.constantFrom('a1', 'a2'), text], cut.addSoundTrack),
  edit([fc.constantFrom('a1', 'a2'), itemId, frame, fc.nat({ max: 30 })], (film, track, id, at, durationFrames) =>
    cut.setSoundClip(film, track, { ...aSound, id, recordStartFrame: at, durationFrames }),
  ),
  edit([fc.constantFrom('a1', 'a2'), itemId], cut.removeSoundClip),
  edit([shotId, fc.integer({ min: 0, max: 30 })], (film, id, last) => camera.setPath(film, id, aPath(last))),
  edit([shotId, takeId, fc.boolean()], (film, id, layer, enabled) =>
    camera.setCameraLayer(film, id, { id: layer, name: 'Handheld', enabled, path: aPath() }),
  ),
  edit([shotId, takeId], camera.removeCameraLayer),
  edit([shotId, takeId, text], takes.noteTake),
  edit([fc.integer(), fc.boolean()], cut.setCutStart),
  edit([fc.constantFrom(24000, 30000)], (film, numerator) =>
    settings.setFilmRate(film, { numerator, denominator: 1001 }),
  ),
  edit([text], (film, name) => settings.changeFilmSettings(film, { name })),
)

test('any run of edits keeps the film valid, changes no earlier film, and fails only by name', () => {
  let made = 0
  fc.assert(
    fc.property(fc.array(anyEdit, { minLength: 1, maxLength: 60, size: 'max' }), (edits) => {
      let film = deepFreeze(aFilm())
      for (const each of edits) {
        try {
          film = deepFreeze(each(film))
          made += 1
        } catch (error) {
          if (!(error instanceof StudioError)) throw error
        }
        expect(filmSchema.safeParse(film).error?.issues ?? []).toEqual([])
      }
    }),
    { numRuns: 150 },
  )
  // Were most edits refused, the run would prove nothing.
  expect(made).toBeGreaterThan(500)
})

test('operations sent as JSON give another process the same history, and packing it loses nothing', () => {
  const step = fc.oneof({ weight: 4, arbitrary: anyEdit }, fc.constantFrom('undo' as const, 'redo' as const))
  let edits = 0
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30, size: 'max' }), (steps) => {
      let here: FilmHistory = newHistory(aFilm())
      let there: FilmHistory = newHistory(structuredClone(here.present))
      const send = (operation: FilmOperation): void => {
        there = applyOperation(there, filmOperationSchema.parse(JSON.parse(JSON.stringify(operation))))
      }
      for (const each of steps) {
        if (typeof each === 'string') {
          here = each === 'undo' ? undo(here) : redo(here)
          send({ kind: each })
          continue
        }
        const film = attempt(each, here.present)
        if (film === here.present) continue
        const label = { key: 'edit.any', details: { number: edits++ } }
        send({ kind: 'edit', label, patch: patchBetween(here.present, film) })
        here = commitEdit(here, film, label)
      }
      expect(there).toEqual(here)
      const packed = JSON.parse(JSON.stringify(packHistory(there)))
      expect(unpackHistory(there.present, packedHistorySchema.parse(packed))).toEqual(here)
    }),
    { numRuns: 100 },
  )
  expect(edits).toBeGreaterThan(200)
})

function attempt(edit: Edit, film: Film): Film {
  try {
    return edit(film)
  } catch (error) {
    if (error instanceof StudioError) return film
    throw error
  }
}
