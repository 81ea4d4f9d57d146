import { useEffect, useRef } from 'react'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import { useFilm, useOpenFilm } from '../../state/film-store.ts'
import { comingFrames } from '../../state/playback/frame-clock.ts'
import { FrameViewer } from '../../state/playback/frame-viewer.ts'
import { pictureSupply } from '../../state/playback/shared-supply.ts'
import { takePlaying, takeStill } from '../../state/playback/take-pictures.ts'
import { useWorkspace } from '../../state/workspace-store.ts'
import { stageTransport } from './stage-transport.ts'
import styles from './take-view.module.css'

/** Frames read ahead while playing: a movie's group and a half. */
const readAhead = 18

interface TakeViewProps {
  readonly take: TakeSummary
  readonly shotId: string
  readonly label: string
}

/** One take at the shot's playhead. Views of several takes show the same frame. */
export function TakeView({ take, shotId, label }: TakeViewProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const viewer = useRef<FrameViewer | null>(null)
  const projectId = useOpenFilm((open) => open?.projectId ?? '')
  const format = useFilm((film) => film.format, { width: 16, height: 9 })
  const frame = useWorkspace(({ shotFrames }) => shotFrames[shotId] ?? 0)
  const height = take.size.height
  const width = Math.round((height * format.width) / format.height)

  useEffect(() => {
    viewer.current = canvas.current && new FrameViewer(canvas.current, pictureSupply)
    return () => viewer.current?.close()
  }, [width, height])

  useEffect(() => {
    const moving = takePlaying(projectId, take)
    const standing = takeStill(projectId, take)
    const range = { start: 0, end: take.frames }
    const index = Math.min(Math.max(0, frame + take.headFrames), take.frames - 1)
    const { speed } = stageTransport.store.getState()
    viewer.current?.show({
      frame,
      layers: [
        {
          moving: { source: moving, index },
          standing: { source: standing, index },
          meanwhile: null,
          box: take.deliveryBox,
          weight: 1,
        },
      ],
      ahead:
        speed === 0
          ? []
          : comingFrames(index, speed, { range, loop: true }, readAhead).map((next) => ({
              source: moving,
              index: next,
            })),
      stands: speed === 0,
    })
  }, [frame, take, projectId, width, height])

  return (
    <canvas
      ref={canvas}
      width={width}
      height={height}
      role="img"
      aria-label={label}
      className={styles['canvas']}
      style={{ aspectRatio: `${format.width} / ${format.height}` }}
    />
  )
}
