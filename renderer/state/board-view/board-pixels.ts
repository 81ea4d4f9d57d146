import { useEffect, useState } from 'react'
import type { DepthRaster } from '../../../core/cache/depth.ts'
import type { Picture } from '../../../core/cache/texture.ts'
import { abortError } from '../../../core/contract/errors.ts'
import type { Raster } from '../../../core/contract/generation.ts'
import { rasterUrl } from '../../../core/contract/media-urls.ts'
import type { PreparedBoard } from '../../../core/contract/studio.ts'
import { findItem } from '../../../core/project/edits/items.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import { call } from '../../bridge/client.ts'
import { currentProjectId, editsDelivered, filmStore, useOpenFilm, type OpenFilm } from '../film-store.ts'
import { ByteCache } from './byte-cache.ts'

/** A board as a pack gets it: what main prepared, and its rasters' values. */
export interface BoardPixels {
  readonly prepared: PreparedBoard
  readonly picture: Picture
  readonly depth: DepthRaster
}

/** Room for about forty boards, each picture as large as a take can show of it. */
const keptBytes = 288_000_000

const kept = new ByteCache<BoardPixels>(keptBytes)
const underWay = new Map<string, Promise<BoardPixels>>()

/** Everything that a prepared board depends on: the same key, the same pixels. */
export function boardKey(film: Film, boardId: string, packId: string): string {
  const { picture, crop, lens, depth, subjectDistance } = findItem(film.boards, boardId, 'board')
  const { format, sensorWidthMm } = film
  return JSON.stringify([packId, picture, crop, lens.focalLengthMm, depth, subjectDistance, format, sensorWidthMm])
}

/**
 * A board of the open film as the pack gets it: at once when nothing it depends on has changed, else from main.
 * @throws StudioError `edit.unknown`, `media.*`, `command.depth.*`; AbortError when `signal` is aborted, while main goes
 *   on, so that a second look finds the board prepared
 */
export async function prepareBoard(boardId: string, packId: string, signal?: AbortSignal): Promise<BoardPixels> {
  signal?.throwIfAborted()
  const { open } = filmStore.getState()
  if (open === null) throw new Error('no film is open')
  const key = projectKey(open, boardId, packId)
  const ready = kept.get(key)
  if (ready !== undefined) return ready
  const started = underWay.get(key) ?? startPreparing(key, boardId, packId)
  return signal === undefined ? started : Promise.race([started, aborted(signal)])
}

function startPreparing(key: string, boardId: string, packId: string): Promise<BoardPixels> {
  const started = readBoard(boardId, packId)
    .then((pixels) => {
      // Main prepares the film that it has when it is asked, which an edit may have made another one than the key's.
      if (isCurrent(key, boardId, packId))
        kept.set(key, pixels, pixels.picture.rgb.byteLength + pixels.depth.values.byteLength)
      return pixels
    })
    .finally(() => underWay.delete(key))
  underWay.set(key, started)
  return started
}

function isCurrent(key: string, boardId: string, packId: string): boolean {
  const { open } = filmStore.getState()
  const isThere = open?.history.present.boards.some(({ id }) => id === boardId) === true
  return open !== null && isThere && projectKey(open, boardId, packId) === key
}

async function readBoard(boardId: string, packId: string): Promise<BoardPixels> {
  const projectId = currentProjectId()
  // Main prepares the board of the film as main knows it.
  await editsDelivered()
  const prepared = await call('board.prepare', { projectId, boardId, packId })
  const [rgb, depth] = await Promise.all([
    fetchRaster(projectId, 'picture', prepared.picture),
    fetchRaster(projectId, 'depth', prepared.depth),
  ])
  return {
    prepared,
    picture: { width: prepared.picture.width, height: prepared.picture.height, rgb: new Uint8Array(rgb) },
    depth: { width: prepared.depth.width, height: prepared.depth.height, values: new Float32Array(depth) },
  }
}

/** Bytes of one value of a raster: 8-bit RGB, or a float32. */
const valueBytes = { picture: 3, depth: 4 } as const

async function fetchRaster(projectId: string, kind: 'picture' | 'depth', raster: Raster): Promise<ArrayBuffer> {
  const answer = await fetch(rasterUrl(projectId, kind, raster.sha256))
  if (!answer.ok) throw new Error(`raster ${kind} ${raster.sha256}: ${answer.status}`)
  const bytes = await answer.arrayBuffer()
  const expected = raster.width * raster.height * valueBytes[kind]
  if (bytes.byteLength !== expected) throw new Error(`raster ${kind}: ${bytes.byteLength} bytes instead of ${expected}`)
  return bytes
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(abortError()), { once: true })
  })
}

/**
 * Two openings of one project share nothing. The film from before a running gesture counts, as main knows no previews.
 */
function projectKey({ projectId, history }: OpenFilm, boardId: string, packId: string): string {
  return projectId + boardKey(history.gesture?.document ?? history.present, boardId, packId)
}

export type BoardState =
  | { readonly state: 'preparing' }
  | { readonly state: 'ready'; readonly pixels: BoardPixels }
  | { readonly state: 'failed'; readonly error: unknown }

const preparing: BoardState = { state: 'preparing' }

/**
 * The board for a view of it. While a changed board is prepared the one from before stays.
 * @param attempt another number tries again after a failure
 */
export function useBoardPixels(boardId: string | null, packId: string | null, attempt = 0): BoardState {
  const key = useOpenFilm((open) => {
    const known = open?.history.present.boards.some(({ id }) => id === boardId) === true
    return open === null || boardId === null || packId === null || !known ? null : projectKey(open, boardId, packId)
  })
  const [shown, setShown] = useState<{ readonly boardId: string | null; readonly board: BoardState } | null>(null)
  useEffect(() => {
    if (key === null || boardId === null || packId === null) return undefined
    const leaving = new AbortController()
    prepareBoard(boardId, packId, leaving.signal).then(
      (pixels) => setShown({ boardId, board: { state: 'ready', pixels } }),
      (error: unknown) => {
        if (!leaving.signal.aborted) setShown({ boardId, board: { state: 'failed', error } })
      },
    )
    return () => leaving.abort()
  }, [key, boardId, packId, attempt])
  return shown === null || shown.boardId !== boardId ? preparing : shown.board
}
