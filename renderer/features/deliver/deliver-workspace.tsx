import { Send } from 'lucide-react'
import { useFilm } from '../../state/film-store.ts'
import { showWorkspace } from '../../state/workspace-store.ts'
import { Button } from '../../ui/controls/button.tsx'
import { EmptyState } from '../../ui/feedback/empty-state.tsx'
import { Split, SplitPane, Splitter } from '../../ui/layout/split.tsx'
import { useText } from '../../ui/use-text.ts'
import { deliverView } from './deliver-view.ts'
import { ExportPanel } from './export-panel.tsx'
import { FilmPanel } from './film-panel.tsx'
import { ShotsPanel } from './shots-panel.tsx'
import { importPictures } from '../../state/import-pictures.ts'
import { attempt } from '../../state/notices.ts'

/** The Deliver workspace: what leaves, how, and what has left. */
export function DeliverWorkspace() {
  const text = useText()
  const isEmpty = useFilm(({ cut }) => !cut.items.some(({ kind }) => kind === 'clip'), true)
  const hasShots = useFilm(({ shots }) => shots.length > 0, false)
  const columns = deliverView.use((view) => view.columns)
  if (isEmpty) {
    return (
      <EmptyState
        icon={<Send />}
        title={text('deliver.empty.title')}
        teaching={text(hasShots ? 'deliver.empty.teaching' : 'deliver.empty.no-shots')}
        action={
          hasShots ? (
            <Button variant="primary" onClick={() => showWorkspace('cut')}>
              {text('deliver.empty.action')}
            </Button>
          ) : (
            <Button variant="primary" onClick={() => attempt(() => importPictures({ from: 'dialog' }))}>
              {text('board.empty.action')}
            </Button>
          )
        }
      />
    )
  }
  return (
    <Split
      id="deliver"
      orientation="horizontal"
      layout={columns}
      onLayout={(next) => deliverView.set({ columns: { ...next } })}
    >
      <SplitPane id="film" size={264} minSize={220} maxSize={380} fixed collapsible side="left">
        <FilmPanel />
      </SplitPane>
      <Splitter label={text('deliver.splitter.film')} />
      <SplitPane id="shots" minSize={300}>
        <ShotsPanel />
      </SplitPane>
      <Splitter label={text('deliver.splitter.export')} />
      <SplitPane id="export" size={380} minSize={320} maxSize={560} fixed>
        <ExportPanel />
      </SplitPane>
    </Split>
  )
}
