import { Clapperboard, ImagePlus } from 'lucide-react'
import { useEffect } from 'react'
import { useFilm } from '../../state/film-store.ts'
import { importPictures } from '../../state/import-pictures.ts'
import { attempt } from '../../state/notices.ts'
import { useSelectedShot } from '../../state/shots.ts'
import { Button } from '../../ui/controls/button.tsx'
import { EmptyState } from '../../ui/feedback/empty-state.tsx'
import { Split, SplitPane, Splitter } from '../../ui/layout/split.tsx'
import { useText } from '../../ui/use-text.ts'
import { generateView } from './generate-store.ts'
import { GenerationSettings } from './generation-settings.tsx'
import { Stage } from './stage.tsx'
import { TakeStrip } from './take-strip.tsx'

/** Takes of one shot: what is made, what was made, and with which settings the next is made. */
export function GenerateWorkspace() {
  const shot = useSelectedShot()
  // Keys belong to the panel with the focus: without one they would be dead.
  useEffect(() => document.querySelector<HTMLElement>('[data-zone=stage]')?.focus({ preventScroll: true }), [])
  const panes = generateView.use((state) => state.panes)
  const rows = generateView.use((state) => state.rows)
  if (shot === null) return <NoShot />
  return (
    <Split
      id="generate"
      orientation="horizontal"
      layout={panes}
      onLayout={(next) => generateView.set({ panes: { ...next } })}
    >
      <SplitPane id="takes">
        <Split
          id="generate-rows"
          orientation="vertical"
          layout={rows}
          onLayout={(next) => generateView.set({ rows: { ...next } })}
        >
          <SplitPane id="stage" minSize={200}>
            <Stage key={shot.id} shot={shot} />
          </SplitPane>
          <Splitter />
          <SplitPane id="strip" size={204} minSize={150} maxSize={420} fixed>
            <TakeStrip shot={shot} />
          </SplitPane>
        </Split>
      </SplitPane>
      <Splitter />
      <SplitPane id="settings" size={304} minSize={264} maxSize={480} fixed collapsible side="right">
        <GenerationSettings shot={shot} />
      </SplitPane>
    </Split>
  )
}

/** Without a film there is nothing to choose from: the way to the first shot stands here too. */
function NoShot() {
  const text = useText()
  const isEmpty = useFilm(({ shots }) => shots.length === 0, true)
  if (!isEmpty) {
    return (
      <EmptyState
        icon={<Clapperboard />}
        title={text('generate.no-shot.title')}
        teaching={text('generate.no-shot.teaching')}
      />
    )
  }
  return (
    <EmptyState
      icon={<ImagePlus />}
      title={text('generate.no-shots.title')}
      teaching={text('generate.no-shots.teaching')}
      action={
        <Button variant="primary" onClick={() => attempt(() => importPictures({ from: 'dialog' }))}>
          {text('board.empty.action')}
        </Button>
      }
      hint={text('board.empty.hint')}
    />
  )
}
