import { Clapperboard } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useFilm } from '../../state/film-store.ts'
import { Button } from '../../ui/controls/button.tsx'
import { EmptyState } from '../../ui/feedback/empty-state.tsx'
import { Split, SplitPane, Splitter } from '../../ui/layout/split.tsx'
import { useText } from '../../ui/use-text.ts'
import { cutTransport } from './cut-transport.ts'
import { clearDrag, cutView } from './cut-view.ts'
import { importPictures } from '../../state/import-pictures.ts'
import { attempt } from '../../state/notices.ts'
import styles from './cut-workspace.module.css'
import { addShots } from './editing/cut-edits.ts'
import { useHeldKeys } from './held-keys.ts'
import { CutInspector } from './inspector/cut-inspector.tsx'
import { ProgrammePlayer } from './programme/programme-player.tsx'
import { TimelinePanel } from './tracks/timeline-panel.tsx'

/** The Edit workspace: player and inspector above, the timeline below. */
export function CutWorkspace() {
  const text = useText()
  const root = useRef<HTMLDivElement>(null)
  const isEmpty = useFilm(
    ({ cut }) => cut.items.length === 0 && cut.soundTracks.every(({ clips }) => clips.length === 0),
    true,
  )
  const rows = cutView.use((view) => view.rows)
  const columns = cutView.use((view) => view.columns)
  useHeldKeys()
  useEffect(() => {
    // Keys belong to the panel with the focus: without one they would be dead.
    root.current?.focus({ preventScroll: true })
    return () => {
      cutTransport.stop()
      clearDrag()
    }
  }, [])
  return (
    <div ref={root} className={styles['workspace']} data-zone="cut" tabIndex={-1}>
      {isEmpty ? (
        <NoCut />
      ) : (
        <Split
          id="cut-rows"
          orientation="vertical"
          layout={rows}
          onLayout={(next) => cutView.set({ rows: { ...next } })}
        >
          <SplitPane id="above" minSize={180}>
            <Split
              id="cut-columns"
              orientation="horizontal"
              layout={columns}
              onLayout={(next) => cutView.set({ columns: { ...next } })}
            >
              <SplitPane id="player" minSize={320}>
                <ProgrammePlayer />
              </SplitPane>
              <Splitter label={text('cut.splitter.inspector')} />
              <SplitPane id="inspector" size={272} minSize={220} maxSize={420} fixed collapsible side="right">
                <CutInspector />
              </SplitPane>
            </Split>
          </SplitPane>
          <Splitter label={text('cut.splitter.timeline')} />
          <SplitPane id="timeline" size={236} minSize={150} fixed>
            <TimelinePanel />
          </SplitPane>
        </Split>
      )}
    </div>
  )
}

/** Teaches where clips come from. */
function NoCut() {
  const text = useText()
  const shots = useFilm((film) => film.shots, null) ?? []
  if (shots.length === 0) {
    return (
      <EmptyState
        icon={<Clapperboard />}
        title={text('cut.empty.title')}
        teaching={text('cut.empty.no-shots')}
        action={
          <Button variant="primary" onClick={() => attempt(() => importPictures({ from: 'dialog' }))}>
            {text('board.empty.action')}
          </Button>
        }
      />
    )
  }
  return (
    <EmptyState
      icon={<Clapperboard />}
      title={text('cut.empty.title')}
      teaching={text('cut.empty.shots', { count: shots.length })}
      action={
        <Button variant="primary" onClick={() => addShots(shots.map(({ id }) => id))}>
          {text('cut.empty.add-all')}
        </Button>
      }
    />
  )
}
