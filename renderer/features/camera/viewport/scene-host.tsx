import { useFrame, useThree } from '@react-three/fiber'
import { useEffect, useRef } from 'react'
import { OrthographicCamera, PerspectiveCamera } from 'three'
import { eyeOrientation, eyePosition, type Eye } from '../model/navigation.ts'
import { cameraSession } from '../session/camera-session.ts'
import { setViewportSize, viewportFovYTangent } from './eye-control.ts'
import { KeyGizmo } from './key-gizmo.ts'
import { ViewportScene, type SceneState } from './scene.ts'
import type { Screen } from '../model/screen.ts'

/** What the viewport's pointer handling needs of the scene. */
export interface SceneHandle {
  readonly scene: ViewportScene
  readonly gizmo: KeyGizmo
  readonly screen: () => Screen
}

interface SceneHostProps {
  /** The state to draw, asked at each redraw. */
  readonly state: () => SceneState | null
  /** Calls back whenever that state may have changed; nothing else causes a redraw. */
  readonly subscribe: (changed: () => void) => () => void
  readonly onReady: (handle: SceneHandle | null) => void
}

const perspective = new PerspectiveCamera((Math.atan(viewportFovYTangent) * 360) / Math.PI, 1, 0.01, 500)
const parallel = new OrthographicCamera(-1, 1, 1, -1, -500, 500)

/** Draws the scene when something changed, and only then. The count of redraws stands on the canvas for tests. */
export function SceneHost({ state, subscribe, onReady }: SceneHostProps) {
  const gl = useThree((three) => three.gl)
  const invalidate = useThree((three) => three.invalidate)
  const size = useThree((three) => three.size)
  const hosted = useRef<SceneHandle | null>(null)

  useEffect(() => {
    const scene = new ViewportScene()
    const gizmo = new KeyGizmo(scene.scene, perspective, gl.domElement, invalidate)
    const handle = { scene, gizmo, screen: () => screenOf(cameraSession.getState().eye, gl.domElement) }
    hosted.current = handle
    onReady(handle)
    const stop = subscribe(invalidate)
    invalidate()
    return () => {
      stop()
      onReady(null)
      hosted.current = null
      gizmo.dispose()
      scene.dispose()
    }
  }, [gl, invalidate, subscribe, onReady])

  useEffect(() => setViewportSize(size), [size])
  useEffect(() => invalidate(), [state, invalidate])

  useFrame(() => {
    const handle = hosted.current
    const shown = state()
    if (handle === null || shown === null) return
    const session = cameraSession.getState()
    const camera = aimed(session.eye, size.width / Math.max(1, size.height))
    handle.scene.show(shown)
    const [only, ...others] = session.selected
    const cone =
      others.length > 0 || session.pilot || session.lookingFor || (session.transform?.axis ?? null) !== null
        ? undefined
        : handle.scene.cones.find((each) => each.timeFrames === only)
    handle.gizmo.show(cone === undefined || cone.anchored ? null : cone, camera, session)
    gl.render(handle.scene.scene, camera)
    const { dataset } = gl.domElement
    dataset['redraws'] = String(Number(dataset['redraws'] ?? 0) + 1)
  }, 1)
  return null
}

function aimed(eye: Eye, aspect: number): PerspectiveCamera | OrthographicCamera {
  const camera = eye.orthographic ? parallel : perspective
  camera.position.set(...eyePosition(eye))
  camera.quaternion.set(...eyeOrientation(eye))
  if (camera instanceof PerspectiveCamera) camera.aspect = aspect
  else {
    const half = eye.distance * viewportFovYTangent
    camera.top = half
    camera.bottom = -half
    camera.left = -half * aspect
    camera.right = half * aspect
  }
  camera.updateProjectionMatrix()
  camera.updateMatrixWorld()
  return camera
}

function screenOf(eye: Eye, canvas: HTMLElement): Screen {
  return {
    width: canvas.clientWidth,
    height: canvas.clientHeight,
    position: eyePosition(eye),
    orientation: eyeOrientation(eye),
    fovYTangent: viewportFovYTangent,
    orthographicHalfHeight: eye.orthographic ? eye.distance * viewportFovYTangent : null,
  }
}
