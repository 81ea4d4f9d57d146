import { pictureUrl } from '../../../../core/contract/media-urls.ts'
import type { Board } from '../../../../core/project/schema/board.ts'
import { useFilm, useOpenFilm } from '../../../state/film-store.ts'
import { attempt } from '../../../state/notices.ts'
import { replacePicture } from '../../../state/replace-picture.ts'
import { useMissingWords } from '../../../state/missing-words.ts'
import { Thumbnail } from '../../../ui/display/thumbnail.tsx'
import { useText } from '../../../ui/use-text.ts'
import { openBoardView } from '../board-view/view-state.ts'
import { registered } from './board-actions.ts'
import styles from './board-face.module.css'
import { useFileDrop } from '../use-file-drop.ts'

/** The chosen board as the film shows it. A click shows it large, a picture dropped on it takes its place. */
export function BoardFace({ shotId, board }: { readonly shotId: string; readonly board: Board }) {
  const text = useText()
  const projectId = useOpenFilm((open) => open?.projectId ?? null)
  const aspect = useFilm((film) => film.format.width / film.format.height, 16 / 9)
  const { over, handlers } = useFileDrop((files) =>
    attempt(async () => replacePicture({ shotId, boardId: board.id }, await registered(files))),
  )
  const missing = useMissingWords(board)
  return (
    <button
      type="button"
      className={styles['face']}
      aria-label={`${text('shot.picture.view')}: ${board.name}`}
      onClick={() => openBoardView()}
      {...handlers}
    >
      <Thumbnail
        source={projectId === null ? null : pictureUrl(projectId, board.picture.media, 'display')}
        alt=""
        aspect={aspect}
        part={board.crop}
        missing={missing}
      >
        {over !== null && <span className={styles['drop']}>{text('shot.edit.replace')}</span>}
      </Thumbnail>
    </button>
  )
}
