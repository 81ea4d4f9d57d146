import { useMemo, type PointerEvent } from 'react'
import { useFilm } from '../../../state/film-store.ts'
import { useText } from '../../../ui/use-text.ts'
import { cutTransport } from '../cut-transport.ts'
import { cutView } from '../cut-view.ts'
import { rulerTicks } from '../editing/ruler-ticks.ts'
import { frameUnder } from '../editing/time-scale.ts'
import { dragPointer } from './drag-pointer.ts'
import { Markers } from './markers.tsx'
import styles from './timeline.module.css'
import { useTimeView } from './time-view.ts'

/** Timecode along the top: press or drag it to move the playhead. */
export function Ruler() {
  const text = useText()
  const view = useTimeView()
  const { pixelsPerFrame } = view
  const rate = useFilm((film) => film.rate, null)
  const startFrame = useFilm((film) => film.cut.startFrame, 0)
  const dropFrame = useFilm((film) => film.cut.dropFrame, false)
  const ticks = useMemo(
    () => (rate === null ? [] : rulerTicks(view, { pixelsPerFrame, startFrame, format: { rate, dropFrame } })),
    [view, pixelsPerFrame, rate, startFrame, dropFrame],
  )
  const scrub = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return
    const show = (clientX: number): void => {
      cutTransport.goTo(frameUnder(view.contentPixels(clientX), cutView.get().pixelsPerFrame))
    }
    const { dataset } = event.currentTarget
    const end = (): void => void delete dataset['scrubbing']
    dataset['scrubbing'] = ''
    show(event.clientX)
    dragPointer(event, { move: (_pixels, { clientX }) => show(clientX), end, cancel: end })
  }
  return (
    <div className={styles['ruler']} onPointerDown={scrub} title={text('cut.ruler')}>
      {ticks.map(({ frame, label }) => (
        <span
          key={frame}
          className={label === null ? styles['tick'] : styles['labelled']}
          style={{ left: frame * pixelsPerFrame }}
        >
          {label}
        </span>
      ))}
      <Markers />
    </div>
  )
}
