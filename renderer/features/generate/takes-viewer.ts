import { useEffect, useRef, type RefObject } from 'react'
import { useStore } from 'zustand'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import { useOpenFilm } from '../../state/film-store.ts'
import { comingFrames } from '../../state/playback/frame-clock.ts'
import { FrameViewer, type Combine, type ViewerFrame } from '../../state/playback/frame-viewer.ts'
import type { PictureRequest } from '../../state/playback/picture-supply.ts'
import { pictureSupply } from '../../state/playback/shared-supply.ts'
import { takePlaying, takeStill } from '../../state/playback/take-pictures.ts'
import { useWorkspace } from '../../state/workspace-store.ts'
import { stageTransport } from './stage-transport.ts'

/** Frames read ahead while playing: a movie's group and a half. */
const usualReadAhead = 18

interface TakesViewer {
  readonly takes: readonly TakeSummary[]
  readonly shotId: string
  /** How several takes make one picture; the same function for the same picture. */
  readonly combine?: Combine
  /** Whether it goes along while playing; it shows the frame where playing stops all the same. */
  readonly plays?: boolean
  readonly readAhead?: number
  /** Changes when the canvas is another one. */
  readonly size: string
}

/**
 * Shows takes at the shot's playhead on one canvas: the same frame of each, once all of them are there, so that a picture
 * made of two takes never mixes frames. All views of takes go through here.
 */
export function useTakesViewer(viewed: TakesViewer): RefObject<HTMLCanvasElement | null> {
  const { takes, shotId, combine, plays = true, readAhead = usualReadAhead, size } = viewed
  const canvas = useRef<HTMLCanvasElement>(null)
  const viewer = useRef<FrameViewer | null>(null)
  const projectId = useOpenFilm((open) => open?.projectId ?? '')
  const frame = useWorkspace(({ shotFrames }) => shotFrames[shotId] ?? 0)
  // A picture that stands is worth more than one that passes: when playing stops it is shown anew.
  const speed = useStore(stageTransport.store, (transport) => transport.speed)

  useEffect(() => {
    const element = canvas.current
    if (element === null) return undefined
    const shown = new FrameViewer(element, pictureSupply)
    shown.onChange = () => (element.dataset['shownFrame'] = String(shown.shownFrame))
    viewer.current = shown
    return () => shown.close()
  }, [size])

  useEffect(() => {
    if (speed !== 0 && !plays) return
    viewer.current?.show(frameOf(projectId, takes, frame, { speed, readAhead, combine }))
  }, [frame, speed, takes, projectId, combine, plays, readAhead, size])

  return canvas
}

interface Shown {
  readonly speed: number
  readonly readAhead: number
  readonly combine: Combine | undefined
}

function frameOf(
  projectId: string,
  takes: readonly TakeSummary[],
  frame: number,
  { speed, readAhead, combine }: Shown,
): ViewerFrame {
  const views = takes.map((take) => {
    const index = Math.min(Math.max(0, frame + take.headFrames), take.frames - 1)
    return { take, index, moving: takePlaying(projectId, take), standing: takeStill(projectId, take) }
  })
  return {
    frame,
    layers: views.map(({ take, index, moving, standing }) => ({
      moving: { source: moving, index },
      standing: { source: standing, index },
      meanwhile: null,
      box: take.deliveryBox,
      weight: 1 / views.length,
    })),
    ahead: speed === 0 ? [] : inTurn(views.map((view) => ahead(view, speed, readAhead))),
    stands: speed === 0,
    ...(combine === undefined ? {} : { combine }),
  }
}

function ahead(
  { take, index, moving }: { take: TakeSummary; index: number; moving: PictureRequest['source'] },
  speed: number,
  count: number,
): PictureRequest[] {
  const range = { start: 0, end: take.frames }
  return comingFrames(index, speed, { range, loop: true }, count).map((next) => ({ source: moving, index: next }))
}

/** The soonest of each first. */
function inTurn(lists: readonly (readonly PictureRequest[])[]): PictureRequest[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length))
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list[at] ?? [])).flat()
}
