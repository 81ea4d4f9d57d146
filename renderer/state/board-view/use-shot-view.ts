import { useMemo } from 'react'
import { StudioError } from '../../../core/contract/errors.ts'
import { useFilm } from '../film-store.ts'
import { boardView, type BoardView } from './board-frames.ts'
import { useBoardPixels } from './board-pixels.ts'
import { packOfShot, shotGeometry, usePacks, type ShotGeometry } from './shot-geometry.ts'

/** How far a shot can be shown: its cameras come from the film at once, its board's pixels from main. */
export type ShotView =
  | { readonly state: 'none' }
  /** Its cameras cannot be computed: an imported path, a camera too far away. */
  | { readonly state: 'refused'; readonly error: StudioError }
  | { readonly state: 'preparing'; readonly geometry: ShotGeometry }
  | { readonly state: 'failed'; readonly geometry: ShotGeometry; readonly error: unknown }
  | { readonly state: 'ready'; readonly geometry: ShotGeometry; readonly view: BoardView }

const none: ShotView = { state: 'none' }

/** @param attempt another number tries again after a failure */
export function useShotView(shotId: string | null, attempt = 0): ShotView {
  const shot = useFilm((film) => film.shots.find(({ id }) => id === shotId) ?? null, null)
  const film = useFilm((present) => present, null)
  const packs = usePacks()
  const pack = shot === null ? null : packOfShot(shot, packs)
  const geometry = useMemo(() => {
    if (film === null || shot === null || pack === null) return null
    try {
      return shotGeometry(film, shot, pack)
    } catch (thrown) {
      if (thrown instanceof StudioError) return thrown
      throw thrown
    }
  }, [film, shot, pack])
  const boardId = geometry === null || geometry instanceof StudioError ? null : geometry.board.id
  const board = useBoardPixels(boardId, pack?.id ?? null, attempt)
  return useMemo(() => {
    if (geometry === null) return none
    if (geometry instanceof StudioError) return { state: 'refused', error: geometry }
    if (board.state === 'preparing') return { state: 'preparing', geometry }
    if (board.state === 'failed') return { state: 'failed', geometry, error: board.error }
    return { state: 'ready', geometry, view: boardView(board.pixels, geometry.boardIntrinsics) }
  }, [geometry, board])
}
