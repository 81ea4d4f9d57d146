import { useEffect, useRef, useState, type RefObject } from 'react'
import { filmStore, useFilm, useOpenFilm } from '../../../state/film-store.ts'
import { takeStore } from '../../../state/mirrors.ts'
import { viewerFrameOfCut } from '../../../state/playback/cut-pictures.ts'
import { comingFrames } from '../../../state/playback/frame-clock.ts'
import { FrameViewer, type ViewerState } from '../../../state/playback/frame-viewer.ts'
import { pictureSupply } from '../../../state/playback/shared-supply.ts'
import { workspaceStore } from '../../../state/workspace-store.ts'
import { useText } from '../../../ui/use-text.ts'
import { cutTransport } from '../cut-transport.ts'
import { cutView, playedRange } from '../cut-view.ts'
import { setFullScreenPlayer } from './full-screen.ts'
import { RecordingPanel } from '../recording/recording-panel.tsx'
import styles from './programme-player.module.css'
import { TransportBar } from './transport-bar.tsx'

/** Frames that are decoded ahead: a second, so that a cut is ready before it is reached. */
const readAhead = 24

/** The picture of the cut at the playhead, with what moves it. */
export function ProgrammePlayer() {
  const text = useText()
  const stage = useRef<HTMLDivElement>(null)
  useEffect(() => {
    setFullScreenPlayer(stage.current)
    return () => setFullScreenPlayer(null)
  }, [])
  return (
    <section aria-label={text('cut.player')} className={styles['player']} data-zone="cut" tabIndex={0}>
      <div ref={stage} className={styles['stage']}>
        <Screen />
        <RecordingPanel />
      </div>
      <TransportBar />
    </section>
  )
}

function Screen() {
  const text = useText()
  const place = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const format = useFilm((film) => film.format, null)
  const projectId = useOpenFilm((open) => open?.projectId ?? null)
  const [state, setState] = useState<ViewerState>('coming')
  useProgramme(canvas, projectId, setState)
  useFittedCanvas(place, canvas, format)
  return (
    <div ref={place} className={styles['place']} onDoubleClick={() => cutTransport.toggle()}>
      <canvas ref={canvas} className={styles['canvas']} role="img" aria-label={text('cut.picture')} />
      {state === 'lost' && <p className={styles['lost']}>{text('cut.picture-lost')}</p>}
    </div>
  )
}

/** Keeps the canvas on the playhead's frame. What is drawn never goes through React. */
function useProgramme(
  canvas: RefObject<HTMLCanvasElement | null>,
  projectId: string | null,
  onState: (state: ViewerState) => void,
): void {
  useEffect(() => {
    const element = canvas.current
    if (element === null || projectId === null) return undefined
    const viewer = new FrameViewer(element, pictureSupply)
    viewer.onChange = (state) => {
      element.dataset['shownFrame'] = String(viewer.shownFrame)
      onState(state)
    }
    const show = (): void => {
      const film = filmStore.getState().open?.history.present
      if (film === undefined) return
      const { cutFrame } = workspaceStore.getState()
      const { speed } = cutTransport.store.getState()
      const range = playedRange(film)
      const coming = comingFrames(cutFrame, speed, { range, loop: cutView.get().loop }, readAhead)
      const material = { projectId, film, takes: takeStore.getState().takes }
      viewer.show(viewerFrameOfCut(material, cutFrame, { stands: speed === 0, comingFrames: coming }))
    }
    show()
    let seen = workspaceStore.getState().cutFrame
    const stops = [
      workspaceStore.subscribe(({ cutFrame }) => {
        if (cutFrame !== seen) show()
        seen = cutFrame
      }),
      filmStore.subscribe(show),
      takeStore.subscribe(show),
      cutTransport.store.subscribe(show),
    ]
    const resize = (): void => viewer.redraw()
    element.addEventListener('resized', resize)
    return () => {
      for (const stop of stops) stop()
      element.removeEventListener('resized', resize)
      viewer.close()
    }
  }, [canvas, projectId, onState])
}

/** Gives the canvas the film's shape and as many pixels as it covers, at most as many as the film has. */
function useFittedCanvas(
  place: RefObject<HTMLDivElement | null>,
  canvas: RefObject<HTMLCanvasElement | null>,
  format: { readonly width: number; readonly height: number } | null,
): void {
  useEffect(() => {
    const [box, element] = [place.current, canvas.current]
    if (box === null || element === null || format === null) return undefined
    const fit = (): void => {
      const scale = Math.min(box.clientWidth / format.width, box.clientHeight / format.height)
      const size = { width: Math.floor(format.width * scale), height: Math.floor(format.height * scale) }
      const dots = Math.min(window.devicePixelRatio, 1 / scale)
      element.style.width = `${size.width}px`
      element.style.height = `${size.height}px`
      const [width, height] = [Math.max(1, Math.round(size.width * dots)), Math.max(1, Math.round(size.height * dots))]
      if (element.width === width && element.height === height) return
      element.width = width
      element.height = height
      element.dispatchEvent(new Event('resized'))
    }
    fit()
    const observer = new ResizeObserver(fit)
    observer.observe(box)
    return () => observer.disconnect()
  }, [place, canvas, format])
}
