import { Maximize, RotateCcw, Scan, SquareDashedMousePointer } from 'lucide-react'
import type { CropBox } from '../../../../core/contract/media.ts'
import {
  centredOnPicture,
  largestCrop,
  movedCrop,
  shownCrop,
  sizedCrop,
  type CropFrame,
} from '../../../../core/framing/crop-box.ts'
import type { Board } from '../../../../core/project/schema/board.ts'
import type { Film } from '../../../../core/project/schema/film.ts'
import { edit, useFilm } from '../../../state/film-store.ts'
import { numberGesture } from '../../../state/number-gesture.ts'
import { IconButton } from '../../../ui/controls/icon-button.tsx'
import { DragField } from '../../../ui/fields/drag-field.tsx'
import { useText } from '../../../ui/use-text.ts'
import styles from './crop-fields.module.css'
import { withCrop } from './crop-gestures.ts'

const full = { width: 1920, height: 1080 }

/** The crop in pixels of the board, and the usual places for it. */
export function CropFields({ board }: { readonly board: Board }) {
  const text = useText()
  const format = useFilm((film) => film.format, full)
  const frame: CropFrame = { picture: board.picture, aspect: format.width / format.height }
  const crop = shownCrop(frame, board.crop)
  const set = (next: CropBox): void =>
    void edit('shot.edit.crop', (film) => withCrop(film, { boardId: board.id, frame }, next))
  const actual = format.width / board.picture.width
  return (
    <>
      <Numbers board={board} frame={frame} crop={crop} />
      <span className={styles['buttons']}>
        <IconButton
          size="compact"
          icon={<Maximize />}
          label={text('view.crop.fill-hint')}
          onClick={() => set(largestCrop(frame, crop))}
        />
        <IconButton
          size="compact"
          icon={<Scan />}
          label={text('view.crop.actual-hint')}
          disabledReason={actual > shownCrop(frame, null).width + 1e-9 ? text('view.crop.actual-small') : undefined}
          onClick={() => set(sizedCrop(frame, crop, actual))}
        />
        <IconButton
          size="compact"
          icon={<SquareDashedMousePointer />}
          label={text('view.crop.centre')}
          onClick={() => set(centredOnPicture(crop))}
        />
        <IconButton
          size="compact"
          icon={<RotateCcw />}
          label={text('view.crop.reset')}
          onClick={() => set(shownCrop(frame, null))}
        />
      </span>
      <Sharpness board={board} crop={crop} filmWidth={format.width} />
    </>
  )
}

interface NumbersProps {
  readonly board: Board
  readonly frame: CropFrame
  readonly crop: CropBox
}

function Numbers({ board, frame, crop }: NumbersProps) {
  const text = useText()
  const { width, height } = board.picture
  const gesture = (change: (before: CropBox, value: number) => CropBox) =>
    numberGesture('shot.edit.crop', (film, value) =>
      withCrop(film, { boardId: board.id, frame }, change(cropIn(film, board.id, frame), value)),
    )
  const fields = [
    [
      'left',
      crop.x * width,
      width,
      (before: CropBox, x: number) => movedCrop(before, { x: x / width - before.x, y: 0 }),
    ],
    [
      'top',
      crop.y * height,
      height,
      (before: CropBox, y: number) => movedCrop(before, { x: 0, y: y / height - before.y }),
    ],
    ['width', crop.width * width, width, (before: CropBox, to: number) => sizedCrop(frame, before, to / width)],
    [
      'height',
      crop.height * height,
      height,
      (before: CropBox, to: number) => sizedCrop(frame, before, (to * frame.aspect) / width),
    ],
  ] as const
  return fields.map(([name, value, max, change]) => (
    <label key={name} className={styles['number']}>
      <span className={styles['label']}>{text(`view.crop.${name}`)}</span>
      <span className={styles['field']}>
        <DragField
          size="compact"
          label={text(`view.crop.${name}`)}
          value={Math.round(value)}
          min={0}
          max={max}
          step={4}
          {...gesture(change)}
        />
      </span>
    </label>
  ))
}

/** Whether the film gets as many pixels as it has. */
function Sharpness({ board, crop, filmWidth }: Omit<NumbersProps, 'frame'> & { readonly filmWidth: number }) {
  const text = useText()
  const [width, height] = [crop.width * board.picture.width, crop.height * board.picture.height].map(Math.round) as [
    number,
    number,
  ]
  const percent = Math.round((100 * filmWidth) / width)
  return (
    <span className={styles['remark']} data-soft={percent > 100 || undefined}>
      {percent > 100 ? text('view.crop.soft', { percent }) : text('view.crop.enough', { width, height })}
    </span>
  )
}

function cropIn(film: Film, boardId: string, frame: CropFrame): CropBox {
  return shownCrop(frame, film.boards.find(({ id }) => id === boardId)?.crop ?? null)
}
