import { Clapperboard } from 'lucide-react'
import { useSelectedShot } from '../../state/shots.ts'
import { EmptyState } from '../../ui/feedback/empty-state.tsx'
import { Split, SplitPane, Splitter } from '../../ui/layout/split.tsx'
import { useText } from '../../ui/use-text.ts'
import { generateView } from './generate-store.ts'
import { GenerationSettings } from './generation-settings.tsx'
import { Stage } from './stage.tsx'
import { TakeStrip } from './take-strip.tsx'

/** Takes of one shot: what is made, what was made, and with which settings the next is made. */
export function GenerateWorkspace() {
  const text = useText()
  const shot = useSelectedShot()
  const panes = generateView.use((state) => state.panes)
  const rows = generateView.use((state) => state.rows)
  if (shot === null) {
    return (
      <EmptyState
        icon={<Clapperboard />}
        title={text('generate.no-shot.title')}
        teaching={text('generate.no-shot.teaching')}
      />
    )
  }
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
      <SplitPane id="settings" size={304} minSize={264} maxSize={480} fixed collapsible>
        <GenerationSettings shot={shot} />
      </SplitPane>
    </Split>
  )
}
