import { useEffect, useRef } from 'react'
import { cutTransport } from '../cut-transport.ts'
import { cutView, useCutSession } from '../cut-view.ts'
import { workspaceStore } from '../../../state/workspace-store.ts'
import styles from './overlays.module.css'
import { useTimeView } from './time-view.ts'

/** What lies over all tracks: in and out, the place of insertion, the caught edge, the playhead. */
export function Overlays() {
  const { pixelsPerFrame } = useTimeView()
  const inFrame = cutView.use((view) => view.inFrame)
  const outFrame = cutView.use((view) => view.outFrame)
  const insertion = useCutSession((session) => session.insertion)
  const snappedTo = useCutSession((session) => session.snappedTo)
  return (
    <>
      {(inFrame !== null || outFrame !== null) && (
        <div
          className={styles['range']}
          data-in={inFrame !== null || undefined}
          data-out={outFrame !== null || undefined}
          style={{
            left: (inFrame ?? 0) * pixelsPerFrame,
            ...(outFrame === null ? { right: 0 } : { width: (outFrame - (inFrame ?? 0)) * pixelsPerFrame }),
          }}
        />
      )}
      {insertion !== null && <div className={styles['insertion']} style={{ left: insertion.frame * pixelsPerFrame }} />}
      {snappedTo !== null && <div className={styles['snap']} style={{ left: snappedTo * pixelsPerFrame }} />}
      <Playhead />
    </>
  )
}

/** Between two places of the playhead while frames are dropped, in milliseconds: the picture comes first then. */
const restWhileDropping = 250

/** Moved by hand: a picture of the screen costs no render. */
function Playhead() {
  const { pixelsPerFrame } = useTimeView()
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let placedAt = 0
    let seen = workspaceStore.getState().cutFrame
    const place = (frame: number): void => {
      if (line.current !== null) line.current.style.transform = `translateX(${frame * pixelsPerFrame}px)`
      placedAt = performance.now()
    }
    place(seen)
    const follow = ({ cutFrame }: { readonly cutFrame: number }): void => {
      if (cutFrame === seen) return
      const dropping = cutTransport.store.getState().speed === 1 && cutFrame - seen > 1
      seen = cutFrame
      if (!dropping || performance.now() - placedAt > restWhileDropping) place(cutFrame)
    }
    const stops = [
      workspaceStore.subscribe(follow),
      cutTransport.store.subscribe(({ speed }) => {
        if (speed === 0) place(seen)
      }),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [pixelsPerFrame])
  return <div ref={line} className={styles['playhead']} data-playhead />
}
