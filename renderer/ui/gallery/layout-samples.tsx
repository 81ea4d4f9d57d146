import { PanelRightClose, Plus, Spline, Film } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../controls/icon-button.tsx'
import { DragField } from '../fields/drag-field.tsx'
import { Badge } from '../feedback/badge.tsx'
import { EmptyState } from '../feedback/empty-state.tsx'
import { Field } from '../layout/field.tsx'
import { Panel } from '../layout/panel.tsx'
import { Section } from '../layout/section.tsx'
import { Split, SplitPane, Splitter } from '../layout/split.tsx'
import { Tabs } from '../layout/tabs.tsx'
import { VisuallyHidden } from '../layout/visually-hidden.tsx'
import styles from './gallery.module.css'
import { Group } from './group.tsx'
import { useWords } from './words.ts'

export function LayoutSamples() {
  const w = useWords()
  const [workspace, setWorkspace] = useState<'board' | 'camera' | 'generate' | 'edit' | 'deliver'>('camera')
  return (
    <Group title={w.layout} wide>
      <VisuallyHidden role="status">{w.layout}</VisuallyHidden>
      <Tabs
        label={w.layout}
        look="bar"
        value={workspace}
        onChange={setWorkspace}
        tabs={(['board', 'camera', 'generate', 'edit', 'deliver'] as const).map((value, index) => ({
          value,
          label: w[value],
          keys: `Ctrl+${index + 1}`,
        }))}
      />
      <div className={styles['window']}>
        <Split id="gallery" orientation="horizontal">
          <SplitPane id="shots" size="22%" minSize={140} collapsible>
            <ShotList />
          </SplitPane>
          <Splitter label={w.shots} />
          <SplitPane id="middle">
            <Timeline />
          </SplitPane>
          <Splitter label={w.inspector} />
          <SplitPane id="inspector" size={300} minSize={220} fixed>
            <Inspector />
          </SplitPane>
        </Split>
      </div>
    </Group>
  )
}

function Timeline() {
  const w = useWords()
  const [tab, setTab] = useState<'dope' | 'graph' | 'speed'>('dope')
  const empty = <EmptyState icon={<Spline />} title={w.noPath} teaching={w.notesText} />
  return (
    <Tabs
      label={w.viewport}
      value={tab}
      onChange={setTab}
      actions={<IconButton size="compact" label={w.view} icon={<PanelRightClose />} />}
      tabs={[
        { value: 'dope', label: w.dopeSheet, content: empty },
        { value: 'graph', label: w.graph, content: empty },
        { value: 'speed', label: w.speed, content: empty, trailing: <Badge>2</Badge> },
      ]}
    />
  )
}

function Inspector() {
  const w = useWords()
  const [focal, setFocal] = useState(24)
  return (
    <Panel title={w.inspector}>
      <Section title={w.lens} summary={`${focal} mm`}>
        <Field label={w.focal}>
          <DragField label={w.focal} value={focal} unit="mm" min={12} max={200} onCommit={setFocal} />
        </Field>
        <Field label={w.strength} hint={w.holdReason}>
          <DragField label={w.strength} value={80} unit="percent" min={0} max={100} onCommit={() => undefined} />
        </Field>
      </Section>
      <Section title={w.model} summary="640 × 352" defaultOpen={false}>
        <Field label={w.size}>640 × 352</Field>
      </Section>
    </Panel>
  )
}

function ShotList() {
  const w = useWords()
  return (
    <Panel
      title={w.shots}
      trailing={<Badge>12</Badge>}
      actions={<IconButton size="compact" label={w.add} icon={<Plus />} />}
    >
      <EmptyState icon={<Film />} title={w.emptyTitle} teaching={w.emptyTeaching} />
    </Panel>
  )
}
