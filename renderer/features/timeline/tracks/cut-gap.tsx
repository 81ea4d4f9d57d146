import { memo, type PointerEvent } from 'react'
import type { CutItem } from '../../../../core/project/schema/cut.ts'
import { beginGesture, currentFilm, type FilmGesture } from '../../../state/film-store.ts'
import { classNames } from '../../../ui/class-names.ts'
import { useText } from '../../../ui/use-text.ts'
import { choose, clearDrag, cutSession } from '../cut-view.ts'
import { dissolveRoom, dissolveWithin, withDissolve } from '../editing/dissolve.ts'
import { chooseByPress, startGapTrim, startMove } from './clip-drag.ts'
import { dragPointer } from './drag-pointer.ts'
import styles from './clips.module.css'
import { useTimeView } from './time-view.ts'

interface PlacedProps {
  readonly left: number
  readonly width: number
  readonly startFrame: number
  readonly chosen: boolean
}

/** Black between clips. */
export const CutGapView = memo(function CutGapView(
  props: PlacedProps & { readonly gap: Extract<CutItem, { kind: 'gap' }> },
) {
  const { gap, left, width, startFrame, chosen } = props
  const text = useText()
  const view = useTimeView()
  const { pixelsPerFrame } = view
  return (
    <li
      className={classNames(styles['gap'], chosen && styles['chosen'])}
      style={{ left, width: Math.max(2, width - 1) }}
      data-clip={gap.id}
      aria-label={text('cut.gap-of', { frames: gap.durationFrames })}
      onPointerDown={(event) => {
        const grabbedFrame = view.contentPixels(event.clientX) / pixelsPerFrame
        startMove(event, { item: gap, grabbedFrame, pixelsPerFrame })
      }}
    >
      {width > 40 && <span className={styles['gapName']}>{text('cut.gap')}</span>}
      {width >= 14 && (
        <span
          className={styles['edge']}
          data-edge="tail"
          onPointerDown={(event) => startGapTrim(event, { gap, startFrame, pixelsPerFrame, text })}
        />
      )}
    </li>
  )
})

interface DissolveProps extends PlacedProps {
  readonly dissolve: Extract<CutItem, { kind: 'dissolve' }>
  /** Place of the incoming clip in the cut. */
  readonly after: number
}

/** A dissolve over a cut: drag an end to make it longer or shorter. */
export const CutDissolveView = memo(function CutDissolveView(props: DissolveProps) {
  const { dissolve, after, left, width, chosen } = props
  const text = useText()
  const { pixelsPerFrame } = useTimeView()
  const frames = dissolve.inFrames + dissolve.outFrames
  const startResize = (event: PointerEvent<HTMLElement>, side: 1 | -1): void => {
    event.stopPropagation()
    if (event.button !== 0) return
    choose([dissolve.id])
    const room = dissolveRoom(currentFilm(), after)
    let gesture: FilmGesture | null = null
    const end = (finish: () => void) => (): void => {
      finish()
      clearDrag()
    }
    dragPointer(event, {
      begin: () => void (gesture = beginGesture('cut.edit.dissolve-length')),
      move: (pixels) => {
        // Both ends move: a pixel at one of them is two frames' worth of length.
        const length = dissolveWithin(room, Math.max(1, frames + 2 * side * Math.round(pixels / pixelsPerFrame)))
        if (length === null) return
        gesture?.preview((film) => withDissolve(film, after, length, dissolve.id))
        cutSession.setState({ readout: text('cut.readout-length', { frames: length.inFrames + length.outFrames }) })
      },
      end: end(() => gesture?.commit()),
      cancel: end(() => gesture?.cancel()),
    })
  }
  return (
    <li
      className={classNames(styles['dissolve'], chosen && styles['chosen'])}
      style={{ left, width: Math.max(6, width) }}
      data-clip={dissolve.id}
      aria-label={text('cut.dissolve-of', { frames })}
      onPointerDown={(event) => void chooseByPress(event, dissolve.id)}
    >
      <svg aria-hidden preserveAspectRatio="none" viewBox="0 0 10 10">
        <path d="M0 10 L10 0" />
      </svg>
      <span className={styles['edge']} data-edge="head" onPointerDown={(event) => startResize(event, -1)} />
      <span className={styles['edge']} data-edge="tail" onPointerDown={(event) => startResize(event, 1)} />
    </li>
  )
})
