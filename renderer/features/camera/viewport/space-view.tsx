import { Canvas } from '@react-three/fiber'
import { Box } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, useState, type PointerEvent } from 'react'
import type { CacheMesh } from '../../../../core/cache/mesh.ts'
import { boardMesh, type BoardView } from '../../../state/board-view/board-frames.ts'
import { filmStore } from '../../../state/film-store.ts'
import { takeStore } from '../../../state/mirrors.ts'
import { tellFailure } from '../../../state/notices.ts'
import { obedienceStore } from '../../../state/obedience.ts'
import { workspaceStore } from '../../../state/workspace-store.ts'
import { EmptyState } from '../../../ui/feedback/empty-state.tsx'
import { useText } from '../../../ui/use-text.ts'
import { cameraSession, selectKeys, toggleKey, useCameraSession } from '../session/camera-session.ts'
import { currentGeometry, currentShot, playheadFrame } from '../session/current-shot.ts'
import { cameraLayout } from '../session/layout.ts'
import { nearestThing } from '../model/screen.ts'
import { rayThroughScreen } from '../model/surface-pick.ts'
import { shownAchievedPath } from './achieved-path.ts'
import { ModeOverlay } from './mode-overlay.tsx'
import { PathLegend } from './path-legend.tsx'
import { pickLookAt } from './pick-look-at.ts'
import { SceneHost, type SceneHandle } from './scene-host.tsx'
import type { SceneState } from './scene.ts'
import styles from './space-view.module.css'
import { tellThreeMessages } from './three-messages.ts'
import { TransformReadout } from './transform-readout.tsx'
import { useKeyTransform } from './use-key-transform.ts'
import { useNavigation } from './use-navigation.ts'

tellThreeMessages()

interface SpaceViewProps {
  /** The shot's board; null while it is prepared. */
  readonly view: BoardView | null
}

/** The space of the shot: board, path and cameras, to look at from anywhere. */
export function SpaceView({ view }: SpaceViewProps) {
  const text = useText()
  const element = useRef<HTMLDivElement>(null)
  const handle = useRef<SceneHandle | null>(null)
  const mesh = useBoardMesh(view)
  const lookingFor = useCameraSession((session) => session.lookingFor)
  useNavigation(element)
  useKeyTransform(element, handle)
  useCancelKey(handle)

  const shown = useMemo(() => ({ view: mesh?.view ?? null, mesh: mesh?.mesh ?? null }), [mesh])
  const state = useCallback(() => stateOf(shown.view, shown.mesh), [shown])
  const onReady = useCallback((ready: SceneHandle | null) => {
    handle.current = ready
  }, [])
  if (drawingHere() === 'none') {
    return (
      <EmptyState icon={<Box />} title={text('camera.no-webgl.title')} teaching={text('camera.no-webgl.teaching')} />
    )
  }
  const hardware = drawingHere() === 'hardware'
  return (
    <div
      ref={element}
      className={styles['space']}
      tabIndex={0}
      role="application"
      aria-label={text('camera.viewport')}
      aria-description={text('camera.help.orbit')}
      onPointerMoveCapture={(event) => hover(event, handle.current)}
      data-looking={lookingFor || undefined}
      onPointerDown={(event) => pick(event, handle.current, shown.mesh)}
      onPointerLeave={() => setHovered(null)}
    >
      <Canvas
        frameloop="demand"
        flat
        dpr={[1, 2]}
        gl={{ antialias: hardware }}
        onCreated={({ gl }) => {
          // The answer would be waited for at each first use of a material.
          gl.debug.checkShaderErrors = false
        }}
        className={styles['canvas']}
      >
        <SceneHost state={state} subscribe={subscribeToScene} onReady={onReady} />
      </Canvas>
      <PathLegend />
      <ModeOverlay />
      <TransformReadout />
    </div>
  )
}

/** The board's triangles; those of the board before stay until the new ones are there. */
function useBoardMesh(view: BoardView | null): { readonly view: BoardView; readonly mesh: CacheMesh } | null {
  const [loaded, setLoaded] = useState<{ readonly view: BoardView; readonly mesh: CacheMesh } | null>(null)
  useEffect(() => {
    if (view === null) return undefined
    const leaving = new AbortController()
    const load = async (): Promise<void> => {
      const mesh = await boardMesh(view, { signal: leaving.signal })
      if (!leaving.signal.aborted) setLoaded({ view, mesh })
    }
    load().catch(tellFailure)
    return () => leaving.abort()
  }, [view])
  return loaded !== null && view !== null && loaded.view.pixels.prepared !== view.pixels.prepared ? null : loaded
}

function stateOf(view: BoardView | null, mesh: CacheMesh | null): SceneState | null {
  const geometry = currentGeometry()
  const current = currentShot()
  if (geometry === null || current === null) return null
  const { boardPicture, surround } = cameraLayout.get()
  return {
    geometry,
    view,
    mesh,
    metresPerUnit: current.film.metresPerUnit,
    frame: playheadFrame(),
    session: cameraSession.getState(),
    boardPicture,
    surround,
    achieved: shownAchievedPath(),
  }
}

/** Everything that the scene is drawn from; anything else leaves the picture as it is. */
function subscribeToScene(changed: () => void): () => void {
  const stops = [
    filmStore.subscribe((now, before) => {
      if (now.open?.history.present !== before.open?.history.present) changed()
    }),
    workspaceStore.subscribe((now, before) => {
      const same = now.shotId === before.shotId && now.shotFrames === before.shotFrames && now.slices === before.slices
      if (!same) changed()
    }),
    cameraSession.subscribe(changed),
    takeStore.subscribe(changed),
    obedienceStore.subscribe(changed),
  ]
  return () => stops.forEach((stop) => stop())
}

function placeOf({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>): readonly [number, number] {
  const box = currentTarget.getBoundingClientRect()
  return [clientX - box.left, clientY - box.top]
}

function keyUnder(event: PointerEvent<HTMLElement>, { scene, screen }: SceneHandle): number | null {
  const found = nearestThing(
    screen(),
    placeOf(event),
    scene.cones.map(({ segments }) => segments),
  )
  return scene.cones[found]?.timeFrames ?? null
}

function setHovered(hovered: number | null): void {
  if (cameraSession.getState().hovered !== hovered) cameraSession.setState({ hovered })
}

function hover(event: PointerEvent<HTMLElement>, handle: SceneHandle | null): void {
  if (handle === null) return
  handle.gizmo.snap(event.ctrlKey ? (currentShot()?.film.metresPerUnit ?? null) : null)
  if (event.buttons === 0) setHovered(handle.gizmo.busy ? null : keyUnder(event, handle))
}

function pick(event: PointerEvent<HTMLElement>, handle: SceneHandle | null, mesh: CacheMesh | null): void {
  if (handle === null || event.button !== 0 || event.altKey || handle.gizmo.busy) return
  if (cameraSession.getState().lookingFor) {
    if (mesh !== null) pickLookAt(mesh, rayThroughScreen(handle.screen(), placeOf(event)), event.shiftKey)
    return
  }
  const key = keyUnder(event, handle)
  if (key === null) {
    if (!event.shiftKey) selectKeys([])
  } else if (event.shiftKey) toggleKey(key)
  else selectKeys([key])
}

/** Esc takes a drag of the gizmo back. */
function useCancelKey(handle: { readonly current: SceneHandle | null }): void {
  useEffect(() => {
    const cancel = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && handle.current?.gizmo.cancel() === true) event.stopImmediatePropagation()
    }
    window.addEventListener('keydown', cancel, { capture: true })
    return () => window.removeEventListener('keydown', cancel, { capture: true })
  }, [handle])
}

type Drawing = 'none' | 'software' | 'hardware'
let drawing: Drawing | null = null

/** How this machine draws in 3D. Asked once: each answer takes one of the few contexts a page may have. */
function drawingHere(): Drawing {
  if (drawing !== null) return drawing
  const context = document.createElement('canvas').getContext('webgl2')
  const names = context?.getExtension('WEBGL_debug_renderer_info')
  const renderer = names ? String(context?.getParameter(names.UNMASKED_RENDERER_WEBGL)) : ''
  drawing = context === null ? 'none' : /swiftshader|llvmpipe|software/i.test(renderer) ? 'software' : 'hardware'
  context?.getExtension('WEBGL_lose_context')?.loseContext()
  return drawing
}
