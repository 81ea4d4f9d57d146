import { ClipboardPaste, ImagePlus, Plus, Square } from 'lucide-react'
import { useState } from 'react'
import { pictureUrl } from '../../../../core/contract/media-urls.ts'
import { nextBoardFrame } from '../../../../core/project/edits/shot-boards.ts'
import type { Board } from '../../../../core/project/schema/board.ts'
import type { Shot } from '../../../../core/project/schema/shot.ts'
import { useFilm, useOpenFilm } from '../../../state/film-store.ts'
import { attempt } from '../../../state/notices.ts'
import { Button } from '../../../ui/controls/button.tsx'
import { IconButton } from '../../../ui/controls/icon-button.tsx'
import { Thumbnail } from '../../../ui/display/thumbnail.tsx'
import { TextField } from '../../../ui/fields/text-field.tsx'
import { Popover } from '../../../ui/overlays/popover.tsx'
import { useText } from '../../../ui/use-text.ts'
import styles from './add-board.module.css'
import { addBlankBoard, addBoardOfFilm, addPictures } from './board-actions.ts'

/** Boards that are shown at once; a search finds the others. */
const mostShown = 60

/** The button that gives a shot another board: a new picture, or one of the film's boards. */
export function AddBoard({ shot }: { readonly shot: Shot }) {
  const text = useText()
  const [open, setOpen] = useState(false)
  const close = (): void => setOpen(false)
  const isFull = nextBoardFrame(shot) === null
  return (
    <Popover
      trigger={
        <IconButton
          size="compact"
          icon={<Plus />}
          label={text('shot.boards.add')}
          disabledReason={isFull ? text('shot.boards.full') : undefined}
        />
      }
      title={text('shot.boards.add')}
      align="end"
      width={296}
      open={open}
      onOpenChange={setOpen}
    >
      <div className={styles['sources']}>
        <Button
          size="compact"
          icon={<ImagePlus />}
          onClick={() => {
            close()
            attempt(() => addPictures(shot.id, { from: 'dialog' }))
          }}
        >
          {text('shot.boards.add-file')}
        </Button>
        <Button
          size="compact"
          icon={<ClipboardPaste />}
          onClick={() => {
            close()
            attempt(() => addPictures(shot.id, { from: 'clipboard' }))
          }}
        >
          {text('shot.boards.add-paste')}
        </Button>
      </div>
      <Button
        size="compact"
        icon={<Square />}
        className={styles['blank']}
        onClick={() => {
          close()
          attempt(() => addBlankBoard(shot.id))
        }}
      >
        {text('shot.boards.add-blank')}
      </Button>
      <p className={styles['hint']}>{text('shot.boards.drop')}</p>
      <FilmBoards
        onChoose={(boardId) => {
          close()
          addBoardOfFilm(shot.id, boardId)
        }}
      />
    </Popover>
  )
}

const noBoards: readonly Board[] = []

function FilmBoards({ onChoose }: { readonly onChoose: (boardId: string) => void }) {
  const text = useText()
  const [search, setSearch] = useState('')
  const boards = useFilm((film): readonly Board[] => film.boards, noBoards)
  const projectId = useOpenFilm((open) => open?.projectId ?? null)
  const aspect = useFilm((film) => film.format.width / film.format.height, 16 / 9)
  const wanted = search.trim().toLocaleLowerCase()
  const found = boards.filter(({ name }) => name.toLocaleLowerCase().includes(wanted))
  return (
    <>
      <h4 className={styles['heading']}>{text('shot.boards.of-film')}</h4>
      <TextField
        size="compact"
        label={text('shot.boards.search')}
        placeholder={text('shot.boards.search')}
        value={search}
        onType={setSearch}
        onCommit={setSearch}
      />
      <ul className={styles['boards']}>
        {found.slice(0, mostShown).map(({ id, name, picture, crop }) => (
          <li key={id}>
            <button type="button" className={styles['board']} onClick={() => onChoose(id)}>
              <Thumbnail
                source={projectId === null ? null : pictureUrl(projectId, picture.media, 'thumbnail')}
                alt=""
                aspect={aspect}
                part={crop}
              />
              <span className={styles['name']}>{name}</span>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className={styles['hint']}>{text('shot.boards.none-of-film')}</p>}
    </>
  )
}
