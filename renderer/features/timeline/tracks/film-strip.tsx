import { memo, useEffect, useRef } from 'react'
import type { TakeSummary } from '../../../../core/contract/studio.ts'
import type { CutClip } from '../../../../core/project/schema/cut.ts'
import type { Shot } from '../../../../core/project/schema/shot.ts'
import { filmStore, useFilm } from '../../../state/film-store.ts'
import { boardStill } from '../../../state/playback/board-pictures.ts'
import { takeIndexOf } from '../../../state/playback/cut-frame.ts'
import { deliveredBox } from '../../../state/playback/cut-pictures.ts'
import { takeStill } from '../../../state/playback/take-pictures.ts'
import { thumbnail, type ThumbnailRequest } from '../../../state/playback/thumbnails.ts'
import { boardCells, stripCells } from '../editing/film-strip.ts'
import styles from './clips.module.css'
import { useTimeView } from './time-view.ts'

/** Height of a strip, CSS pixels, as its style has it. */
const stripHeight = 44

interface FilmStripProps {
  readonly clip: CutClip
  readonly shot: Shot
  readonly take: TakeSummary | null
  readonly startFrame: number
}

/** A clip's pictures along its length: the take's own frames, or each board where it takes over. */
export function FilmStrip({ clip, shot, take, startFrame }: FilmStripProps) {
  const { pixelsPerFrame, start, end } = useTimeView()
  const aspect = useFilm(({ format }) => format.width / format.height, 16 / 9)
  const { source } = clip
  const pictureWidth = stripHeight * aspect
  const shift = source.start - startFrame
  const sight = { start: start + shift, end: end + shift }
  const cells =
    take === null
      ? boardCells(shot, { source, pixelsPerFrame, pictureWidth })
      : stripCells({ source, pixelsPerFrame, pictureWidth, sight })
  return (
    <div className={styles['strip']} aria-hidden>
      {cells.map(({ frame, left, width }) => (
        <Thumbnail key={frame} shot={shot} take={take} frame={frame} left={left} width={width} />
      ))}
    </div>
  )
}

interface ThumbnailProps {
  readonly shot: Shot
  readonly take: TakeSummary | null
  readonly frame: number
  readonly left: number
  readonly width: number
}

const Thumbnail = memo(function Thumbnail({ shot, take, frame, left, width }: ThumbnailProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const boards = useFilm((film) => film.boards, null)
  const format = useFilm((film) => film.format, null)
  useEffect(() => {
    const element = canvas.current
    const request = thumbnailOf(shot, take, frame)
    if (element === null || request === null) return undefined
    let wanted = true
    const draw = async (): Promise<void> => {
      // The clip says in words what is missing.
      const bitmap = await thumbnail(request).catch(() => null)
      if (!wanted || bitmap === null) return
      element.width = bitmap.width
      element.height = bitmap.height
      element.getContext('2d', { alpha: false })?.drawImage(bitmap, 0, 0)
    }
    void draw()
    return () => {
      wanted = false
    }
  }, [shot, take, frame, boards, format])
  return <canvas ref={canvas} className={styles['thumbnail']} style={{ left, width }} width={1} height={1} />
})

function thumbnailOf(shot: Shot, take: TakeSummary | null, shotFrame: number): ThumbnailRequest | null {
  const { open } = filmStore.getState()
  if (open === null) return null
  const film = open.history.present
  const aspect = film.format.width / film.format.height
  const index = take === null ? null : takeIndexOf(take, shotFrame)
  if (take === null || index === null)
    return {
      source: boardStill(open.projectId, film, { shot, frame: shotFrame }, 'thumbnail'),
      index: 0,
      box: null,
      aspect,
    }
  return { source: takeStill(open.projectId, take), index, box: deliveredBox(film, take), aspect }
}
