import { useEffect, useRef } from 'react'
import { cutView, useCutSession } from '../cut-view.ts'
import { workspaceStore } from '../../../state/workspace-store.ts'
import styles from './timeline.module.css'
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

/** Moved by hand: a picture of the screen costs no render. */
function Playhead() {
  const { pixelsPerFrame } = useTimeView()
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const place = ({ cutFrame }: { readonly cutFrame: number }): void => {
      if (line.current !== null) line.current.style.transform = `translateX(${cutFrame * pixelsPerFrame}px)`
    }
    place(workspaceStore.getState())
    return workspaceStore.subscribe(place)
  }, [pixelsPerFrame])
  return <div ref={line} className={styles['playhead']} data-playhead />
}
