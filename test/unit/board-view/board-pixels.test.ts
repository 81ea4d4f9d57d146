import { afterEach, expect, test } from 'vitest'
import { changeBoard, setBoardDepth } from '../../../core/project/edits/boards.ts'
import type { FilmOperation } from '../../../core/project/film-history.ts'
import { applyPatch } from '../../../core/project/film-patch.ts'
import * as store from '../../../renderer/state/film-store.ts'
import { prepareBoard } from '../../../renderer/state/board-view/board-pixels.ts'
import { aFilm } from '../project/films.ts'

const size = { width: 2, height: 1 }
const bytesOf = { picture: new Uint8Array(6), depth: new Uint8Array(8) }

afterEach(() => {
  store.closeFilm()
  delete (globalThis as { window?: unknown }).window
  globalThis.fetch = realFetch
})
const realFetch = globalThis.fetch

/** Main's side: its film follows the window's operations, and a board's raster is named after the depth it was made of. */
function mainBehindTheWindow() {
  let film = aFilm()
  const asked: string[] = []
  const call = async (name: string, input: unknown) => {
    if (name === 'project.operate') {
      for (const operation of (input as { operations: FilmOperation[] }).operations)
        if (operation.kind === 'edit') film = applyPatch(film, operation.patch)
        else film = store.currentFilm()
      return { ok: true, value: { state: 'journaled', problem: null } }
    }
    const { origin } = film.boards[0]!.depth
    asked.push(origin)
    const raster = { ...size, sha256: origin }
    return { ok: true, value: { size, deliveryBox: { x: 0, y: 0, ...size }, picture: raster, depth: raster } }
  }
  Object.assign(globalThis, { window: { studio: { call } } })
  globalThis.fetch = async (url) =>
    new Response(bytesOf[new Request(url).url.includes('/picture/') ? 'picture' : 'depth'])
  store.openFilm({
    id: '0123456789abcdef',
    folderId: '0123456789abcdef',
    place: '~/film',
    writable: true,
    readOnlyReason: null,
    recoveredEdits: 0,
    recovery: null,
    film,
    history: { past: [], future: [] },
    takes: [],
    missingMedia: [],
    notices: [],
    workspace: null,
  })
  return asked
}

test('a board that is edited while it is asked for is not taken for the one before the edit', async () => {
  const asked = mainBehindTheWindow()
  // An edit that is on its way is waited for, and so is the one that comes meanwhile.
  store.edit('camera.edit.depth', (film) => changeBoard(film, 'b1', { name: 'Quay' }))
  const early = prepareBoard('b1', 'pack')
  store.edit('camera.edit.depth', (film) => setBoardDepth(film, 'b1', { origin: 'ground', horizon: 0.5 }, 1))
  expect((await early).prepared.depth.sha256).toBe('ground')
  store.undo()
  const { prepared } = await prepareBoard('b1', 'pack')
  expect(prepared.depth.sha256).toBe('flat')
  // Asked for again without an edit it is at hand.
  const before = asked.length
  expect((await prepareBoard('b1', 'pack')).prepared.depth.sha256).toBe('flat')
  expect(asked).toHaveLength(before)
})
