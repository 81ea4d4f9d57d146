import { useEffect, useRef, type CSSProperties } from 'react'
import type { Camera } from '../../../../core/contract/generation.ts'
import { renderFrame, type BoardView } from '../../../state/board-view/board-frames.ts'
import { cameraAtFrame } from '../../../state/board-view/shot-geometry.ts'
import { filmStore } from '../../../state/film-store.ts'
import { tellFailure } from '../../../state/notices.ts'
import { workspaceStore } from '../../../state/workspace-store.ts'
import { ghostEdges } from '../model/ghost-edges.ts'
import { neighbourKey } from '../model/key-edits.ts'
import { sameCamera } from '../model/same-camera.ts'
import { currentGeometry, currentPath, gestureRuns, playheadFrame } from '../session/current-shot.ts'
import { player } from '../session/player.ts'
import styles from './through-view.module.css'

interface GhostsProps {
  readonly view: BoardView
  /** Where the whole model frame lies over the shown part of it. */
  readonly style: CSSProperties
}

/** What the camera sees at the key before and at the one after, as outlines; not while playing. */
export function Ghosts({ view, style }: GhostsProps) {
  const before = useGhost(view, -1)
  const after = useGhost(view, 1)
  return (
    <>
      <canvas ref={before} className={styles['picture']} style={style} data-ghost="before" aria-hidden />
      <canvas ref={after} className={styles['picture']} style={style} data-ghost="after" aria-hidden />
    </>
  )
}

/** Tokens of the colours: the key before is cold, the one after warm. */
const colours = { '-1': '--accent', '1': '--camera-path' } as const

function useGhost(view: BoardView, direction: -1 | 1) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const lane = {}
    let drawn: Camera | null = null
    const draw = async (element: HTMLCanvasElement, camera: Camera): Promise<void> => {
      const frame = await renderFrame(view, camera, { lane })
      if (drawn !== camera) return
      const { width, height } = frame
      element.width = width
      element.height = height
      const edges = ghostEdges(frame, channelsOf(colours[direction]))
      element.getContext('2d')?.putImageData(new ImageData(edges, width, height), 0, 0)
    }
    const look = (): void => {
      const element = canvas.current
      if (element === null || gestureRuns()) return
      const camera = player.playing ? null : neighbourCamera(direction)
      element.hidden = camera === null
      if (camera === null || (drawn !== null && sameCamera(camera, drawn))) return
      drawn = camera
      draw(element, camera).catch(tellFailure)
    }
    look()
    const stops = [filmStore.subscribe(look), workspaceStore.subscribe(look), player.store.subscribe(look)]
    return () => stops.forEach((stop) => stop())
  }, [view, direction])
  return canvas
}

function neighbourCamera(direction: -1 | 1): Camera | null {
  const geometry = currentGeometry()
  const path = currentPath()
  const key = path === null ? null : neighbourKey(path, playheadFrame(), direction)
  return geometry === null || key === null ? null : cameraAtFrame(geometry, key.timeFrames)
}

/** @param token of a colour written as #rrggbb */
function channelsOf(token: string): readonly [number, number, number] {
  const written = getComputedStyle(document.documentElement).getPropertyValue(token).trim()
  const number = Number.parseInt(written.slice(1), 16)
  return [number >> 16, (number >> 8) & 255, number & 255]
}
