import { useEffect, useRef } from 'react'
import type { TakeSummary } from '../../../../core/contract/studio.ts'
import type { CutClip } from '../../../../core/project/schema/cut.ts'
import type { Shot } from '../../../../core/project/schema/shot.ts'
import { filmStore, useFilm } from '../../../state/film-store.ts'
import { boardStill } from '../../../state/playback/board-pictures.ts'
import { takeIndexOf } from '../../../state/playback/cut-frame.ts'
import { deliveredBox } from '../../../state/playback/cut-pictures.ts'
import { takeStill } from '../../../state/playback/take-pictures.ts'
import { thumbnail, type ThumbnailRequest } from '../../../state/playback/thumbnails.ts'
import styles from './timeline.module.css'

interface ClipThumbnailProps {
  readonly clip: CutClip
  readonly shot: Shot
  readonly take: TakeSummary | null
}

/** The first picture of a clip: the take's own frame, or the board. */
export function ClipThumbnail({ clip, shot, take }: ClipThumbnailProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const start = clip.source.start
  const boards = useFilm((film) => film.boards, null)
  const format = useFilm((film) => film.format, null)
  useEffect(() => {
    const element = canvas.current
    const request = thumbnailOf(shot, take, start)
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
  }, [shot, take, start, boards, format])
  return <canvas ref={canvas} className={styles['thumbnail']} width={1} height={1} aria-hidden />
}

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
