import { useMemo } from 'react'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import { useFilm } from '../../state/film-store.ts'
import { PictureCanvas } from '../../ui/display/picture-canvas.tsx'
import styles from './take-view.module.css'
import { useTakesViewer } from './takes-viewer.ts'

interface TakeViewProps {
  readonly take: TakeSummary
  readonly shotId: string
  readonly label: string
  /** Whether it goes along while playing. */
  readonly plays?: boolean
  readonly readAhead?: number
}

/** One take at the shot's playhead. Views of several takes show the same frame. */
export function TakeView({ take, shotId, label, ...reading }: TakeViewProps) {
  const format = useFilm((film) => film.format, { width: 16, height: 9 })
  const { height } = take.size
  const width = Math.round((height * format.width) / format.height)
  const takes = useMemo(() => [take], [take])
  const canvas = useTakesViewer({ takes, shotId, ...reading, size: `${width}x${height}` })
  return (
    <PictureCanvas canvas={canvas} size={{ width, height }} shape={format} label={label} className={styles['canvas']} />
  )
}
