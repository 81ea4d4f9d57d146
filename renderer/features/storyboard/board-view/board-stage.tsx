import { pictureUrl } from '../../../../core/contract/media-urls.ts'
import { shownCrop } from '../../../../core/framing/crop-box.ts'
import type { Board } from '../../../../core/project/schema/board.ts'
import { useFilm, useOpenFilm } from '../../../state/film-store.ts'
import { attempt } from '../../../state/notices.ts'
import { replacePicture } from '../../../state/replace-picture.ts'
import { classNames } from '../../../ui/class-names.ts'
import { partStyle } from '../../../ui/display/thumbnail.tsx'
import { useText } from '../../../ui/use-text.ts'
import { registered } from '../inspector/board-actions.ts'
import { useFileDrop } from '../use-file-drop.ts'
import styles from './board-view.module.css'
import { neighbours, type ChosenBoard } from './chosen-board.ts'
import { onionSkin } from './view-state.ts'

/** The board as the film frames it, its neighbours over it. A picture dropped on it takes its place. */
export function BoardStage({ chosen: { shot, index, board } }: { readonly chosen: ChosenBoard }) {
  const text = useText()
  const aspect = useFilm((film) => film.format.width / film.format.height, 16 / 9)
  const onion = onionSkin.use((state) => state)
  const before = useFilm((film) => neighbours(film, shot.id, index)[0], null)
  const after = useFilm((film) => neighbours(film, shot.id, index)[1], null)
  const { over, handlers } = useFileDrop((files) =>
    attempt(async () => replacePicture({ shotId: shot.id, boardId: board.id }, await registered(files))),
  )
  return (
    <div className={styles['stage']} {...handlers}>
      <div className={styles['frame']} style={frameStyle(aspect)}>
        <Layer board={board} aspect={aspect} alt={board.name} />
        {onion.on && before !== null && <Skin board={before} aspect={aspect} side="before" {...onion} />}
        {onion.on && after !== null && <Skin board={after} aspect={aspect} side="after" {...onion} />}
        {over !== null && <span className={styles['drop']}>{text('shot.edit.replace')}</span>}
      </div>
    </div>
  )
}

/** As large as the stage has room for. */
export function frameStyle(aspect: number) {
  return { aspectRatio: String(aspect), width: `min(100cqw, calc(100cqh * ${aspect}))` }
}

interface LayerProps {
  readonly board: Board
  readonly aspect: number
}

function Layer({ board: { picture, crop }, aspect, alt }: LayerProps & { readonly alt: string }) {
  const projectId = useOpenFilm((open) => open?.projectId ?? null)
  if (projectId === null) return null
  return (
    <img
      key={picture.media}
      src={pictureUrl(projectId, picture.media, 'display')}
      alt={alt}
      draggable={false}
      className={styles['picture']}
      style={partStyle(shownCrop({ picture, aspect }, crop))}
    />
  )
}

interface SkinProps extends LayerProps {
  readonly side: 'before' | 'after'
  readonly strength: number
  readonly tint: boolean
}

/** A neighbour as a thin sheet over the board: tinted, its white lets the board through and its lines are coloured. */
function Skin({ board, aspect, side, strength, tint }: SkinProps) {
  const text = useText()
  return (
    <div
      className={classNames(styles['skin'], styles[side])}
      data-tint={tint || undefined}
      style={{ opacity: strength }}
    >
      <Layer board={board} aspect={aspect} alt={text(`view.onion.${side}`, { name: board.name })} />
      {tint && <span className={styles['ink']} />}
    </div>
  )
}
