import { useMemo } from 'react'
import type { Marker } from '../../../../core/project/schema/values.ts'
import { beginGesture, useFilm, type FilmGesture } from '../../../state/film-store.ts'
import { useText } from '../../../ui/use-text.ts'
import { classNames } from '../../../ui/class-names.ts'
import { changeMarker } from '../../../../core/project/edits/cut.ts'
import { cutTransport } from '../cut-transport.ts'
import { chooseMarker, clearDrag, useCutSession } from '../cut-view.ts'
import { dragPointer } from './drag-pointer.ts'
import { snapDrag } from './snap-drag.ts'
import styles from './overlays.module.css'
import { isInSight, useTimeView } from './time-view.ts'

const noMarkers: readonly Marker[] = []

/** Markers of the cut, on the ruler. */
export function Markers() {
  const view = useTimeView()
  const markers = useFilm((film) => film.cut.markers, noMarkers)
  const shown = useMemo(
    () => markers.filter(({ frame, durationFrames }) => isInSight(view, { start: frame, end: frame + durationFrames })),
    [markers, view],
  )
  return shown.map((marker) => <MarkerFlag key={marker.id} marker={marker} pixelsPerFrame={view.pixelsPerFrame} />)
}

function MarkerFlag({ marker, pixelsPerFrame }: { readonly marker: Marker; readonly pixelsPerFrame: number }) {
  const text = useText()
  const chosen = useCutSession(({ markerId }) => markerId === marker.id)
  const name = marker.name || text('cut.marker')
  return (
    <button
      type="button"
      aria-label={text('cut.marker-at', { name, frame: marker.frame + 1 })}
      aria-pressed={chosen}
      title={marker.comment === '' ? name : `${name}\n${marker.comment}`}
      className={classNames(styles['marker'], chosen && styles['chosen'])}
      data-color={marker.color}
      style={{ left: marker.frame * pixelsPerFrame }}
      onClick={() => chooseMarker(marker.id)}
      onPointerDown={(event) => {
        event.stopPropagation()
        if (event.button !== 0) return
        const snap = snapDrag([marker.frame], new Set(), pixelsPerFrame)
        let gesture: FilmGesture | null = null
        dragPointer(event, {
          begin: () => void (gesture = beginGesture('cut.edit.change-marker')),
          move: (pixels) => {
            const frame = Math.max(0, marker.frame + snap(pixels))
            gesture?.preview((film) => changeMarker(film, { ...marker, frame }, null))
          },
          end: (dragged) => {
            if (dragged) gesture?.commit()
            else cutTransport.goTo(marker.frame)
            clearDrag()
          },
          cancel: () => {
            gesture?.cancel()
            clearDrag()
          },
        })
      }}
    />
  )
}
