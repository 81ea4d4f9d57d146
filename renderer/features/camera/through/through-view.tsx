import { useCallback, useEffect, useLayoutEffect, useRef, useState, type PointerEvent, type RefObject } from 'react'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { boardMesh, type BoardView } from '../../../state/board-view/board-frames.ts'
import { filmStore } from '../../../state/film-store.ts'
import { attempt, tellFailure } from '../../../state/notices.ts'
import { workspaceStore } from '../../../state/workspace-store.ts'
import { Spinner } from '../../../ui/feedback/spinner.tsx'
import { useText } from '../../../ui/use-text.ts'
import { cameraSession, useCameraSession } from '../session/camera-session.ts'
import { currentGeometry, playheadFrame } from '../session/current-shot.ts'
import { cameraLayout } from '../session/layout.ts'
import { player } from '../session/player.ts'
import { useShotPart } from '../session/use-shot.ts'
import { rayThroughFrame } from '../model/surface-pick.ts'
import { ModeOverlay } from '../viewport/mode-overlay.tsx'
import { presentCamera } from '../viewport/path-lines.ts'
import { pickLookAt } from '../viewport/pick-look-at.ts'
import { FrameCounter } from './frame-counter.tsx'
import { Ghosts } from './ghosts.tsx'
import { HorizonLine } from './horizon-line.tsx'
import { ThroughPainter } from './through-painter.ts'
import styles from './through-view.module.css'

interface ThroughViewProps {
  /** Null while the board is prepared. */
  readonly view: BoardView | null
}

const noSize = { x: 0, y: 0, width: 16, height: 9 }

/** The picture through the camera, cropped to the film's frame: at rest byte for byte what the model gets. */
export function ThroughView({ view }: ThroughViewProps) {
  const text = useText()
  const stage = useRef<HTMLDivElement>(null)
  const picture = useRef<HTMLCanvasElement>(null)
  const hatch = useRef<HTMLCanvasElement>(null)
  const [coveredPart] = useState(() => createStore<number | null>(() => null))
  const coverage = cameraLayout.use((layout) => layout.coverage)
  const ghosts = cameraLayout.use((layout) => layout.ghosts)
  const lookingFor = useCameraSession((session) => session.lookingFor)
  const safeAreas = cameraLayout.use((layout) => layout.safeAreas)
  const { width, height } = useShotPart(({ toCompile }) => toCompile.size) ?? noSize
  const box = useShotPart(({ deliveryBox }) => deliveryBox) ?? noSize
  const frameSize = useContainedSize(stage, box.width / box.height)
  const scale = frameSize.width / box.width

  const boardId = useShotPart(({ board }) => board.id)
  const painter = usePainter({ picture, hatch, view, boardId }, coveredPart)
  useLayoutEffect(() => {
    if (hatch.current === null || scale === 0) return
    const density = window.devicePixelRatio
    hatch.current.width = Math.round(width * scale * density)
    hatch.current.height = Math.round(height * scale * density)
    painter.current?.repaintHatch()
  }, [painter, width, height, scale])

  const whole = { left: -box.x * scale, top: -box.y * scale, width: width * scale, height: height * scale }
  return (
    <div ref={stage} className={styles['stage']}>
      <div
        className={styles['frame']}
        style={frameSize}
        data-looking={lookingFor || undefined}
        onPointerDown={(event) => pick(event, view)}
      >
        <canvas
          ref={picture}
          className={styles['picture']}
          // A board that is still prepared has no picture: the last one's would be a lie.
          style={{ ...whole, visibility: view === null ? 'hidden' : 'visible' }}
          role="img"
          aria-label={text('camera.through')}
          data-through
        />
        {ghosts && view !== null && <Ghosts view={view} style={whole} />}
        <canvas ref={hatch} className={styles['picture']} style={whole} hidden={!coverage} aria-hidden />
        {safeAreas && <SafeAreas />}
        <HorizonLine />
        {view === null && (
          <div className={styles['preparing']}>
            <Spinner size="large" label={text('camera.preparing')} />
          </div>
        )}
        <ModeOverlay />
        <FrameCounter coveredPart={coveredPart} />
      </div>
    </div>
  )
}

/** A click while something to look at is picked. */
function pick(
  { button, clientX, clientY, currentTarget, shiftKey }: PointerEvent<HTMLElement>,
  view: BoardView | null,
) {
  const geometry = currentGeometry()
  const { lookingFor } = cameraSession.getState()
  if (button !== 0 || !lookingFor || view === null || geometry === null) return
  const box = currentTarget.getBoundingClientRect()
  const place = [(clientX - box.left) / box.width, (clientY - box.top) / box.height] as const
  const { pose, lens } = presentCamera(geometry, playheadFrame(), cameraSession.getState().piloted)
  attempt(async () =>
    pickLookAt(await boardMesh(view), rayThroughFrame(pose, lens, geometry.deliveryBox, place), shiftKey),
  )
}

/** Action and title areas of a widescreen picture: 93 % and 90 %. */
function SafeAreas() {
  return (
    <>
      <div className={styles['safe']} style={{ inset: '3.5%' }} />
      <div className={styles['safe']} style={{ inset: '5%' }} />
    </>
  )
}

interface Painted {
  readonly picture: RefObject<HTMLCanvasElement | null>
  readonly hatch: RefObject<HTMLCanvasElement | null>
  readonly view: BoardView | null
  /** The board that the view shows. */
  readonly boardId: string | null
}

/** Paints whenever the film, the playhead or the pilot moved; React is not asked. */
function usePainter(
  { picture, hatch, view, boardId }: Painted,
  coveredPart: StoreApi<number | null>,
): RefObject<ThroughPainter | null> {
  const painter = useRef<ThroughPainter | null>(null)
  useEffect(() => {
    if (picture.current === null || hatch.current === null) return
    painter.current = new ThroughPainter(picture.current, hatch.current, (frame) => {
      coveredPart.setState(frame === null ? null : frame.coveredPart)
      const { dataset } = picture.current ?? document.body
      dataset['pictures'] = String(Number(dataset['pictures'] ?? 0) + 1)
    })
    return () => painter.current?.dispose()
  }, [picture, hatch, coveredPart])
  const show = useCallback(() => {
    const geometry = currentGeometry()
    // Another shot is chosen before this component hears of it: its cameras are not for this board.
    if (geometry === null || view === null || geometry.board.id !== boardId) return
    const { piloted } = cameraSession.getState()
    const gesture = filmStore.getState().open?.history.gesture ?? null
    const moving = gesture !== null || piloted !== null
    const { playing } = player
    painter.current?.show({ geometry, view, frame: playheadFrame(), piloted, playing, moving }, tellFailure)
  }, [view, boardId])
  useEffect(() => {
    show()
    const stops = [filmStore.subscribe(show), workspaceStore.subscribe(show), cameraSession.subscribe(show)]
    return () => stops.forEach((stop) => stop())
  }, [show])
  return painter
}

/** The largest size of that shape inside the element. */
function useContainedSize(element: RefObject<HTMLElement | null>, aspect: number) {
  const [size, setSize] = useState({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const stage = element.current
    if (stage === null) return undefined
    const measure = (): void => {
      const width = Math.floor(Math.min(stage.clientWidth, stage.clientHeight * aspect))
      setSize({ width, height: Math.round(width / aspect) })
    }
    const observer = new ResizeObserver(measure)
    observer.observe(stage)
    return () => observer.disconnect()
  }, [element, aspect])
  return size
}
