import type { ReactNode } from 'react'
import { pictureUrl } from '../../../core/contract/media-urls.ts'
import type { Board } from '../../../core/project/schema/board.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { useFilm, useOpenFilm } from '../../state/film-store.ts'
import { useMissingWords } from '../../state/missing-words.ts'
import { Thumbnail } from '../../ui/display/thumbnail.tsx'

interface ShotThumbnailProps {
  readonly shot: Shot
  /** What lies over the picture. */
  readonly children?: ReactNode
}

/** The shot's first board as the film frames it. */
export function ShotThumbnail({ shot, children }: ShotThumbnailProps) {
  const projectId = useOpenFilm((open) => open?.projectId ?? null)
  const aspect = useFilm((film) => film.format.width / film.format.height, 16 / 9)
  const board = useFilm((film) => firstBoard(film, shot), null)
  const source = projectId === null || board === null ? null : pictureUrl(projectId, board.picture.media, 'thumbnail')
  const missing = useMissingWords(board)
  return (
    <Thumbnail source={source} alt="" aspect={aspect} part={board?.crop} missing={missing}>
      {children}
    </Thumbnail>
  )
}

function firstBoard({ boards }: Film, shot: Shot): Board | null {
  return boardsById(boards).get(shot.boards[0]?.boardId ?? '') ?? null
}

const known = new WeakMap<readonly Board[], ReadonlyMap<string, Board>>()

/** Made once for each list of boards: every card asks with every edit. */
function boardsById(boards: readonly Board[]): ReadonlyMap<string, Board> {
  let byId = known.get(boards)
  if (byId === undefined) {
    byId = new Map(boards.map((board) => [board.id, board]))
    known.set(boards, byId)
  }
  return byId
}
