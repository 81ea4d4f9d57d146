import type { ComponentType } from 'react'
import { z } from 'zod'
import { useWorkspace, workspaceSlice, type WorkspaceName } from '../../state/workspace-store.ts'
import { Split, SplitPane, Splitter } from '../../ui/layout/split.tsx'
import { ShotList } from '../shots/shot-list.tsx'
import { FailureBoundary } from './failure-boundary.tsx'
import { StatusBar } from './status-bar.tsx'
import styles from './studio.module.css'
import { TopBar } from './top-bar.tsx'
import { workspaceViews } from './workspace-views.ts'

/** Sizes of the shell's own panes. */
const layout = workspaceSlice('shell', z.object({ shots: z.record(z.string(), z.number()).optional() }), {})

/** Workspaces about one shot have the list of shots beside them. */
const withShots: ReadonlySet<WorkspaceName> = new Set<WorkspaceName>(['camera', 'generate'])

/** The window with a project open: bars above and below, the chosen workspace between. */
export function Studio() {
  const name: WorkspaceName = useWorkspace(({ workspace }) => workspace)
  const View: ComponentType = workspaceViews[name]
  const shotsLayout = layout.use(({ shots }) => shots)
  return (
    <div className={styles['studio']}>
      <TopBar />
      <main className={styles['workspace']} data-workspace={name}>
        {withShots.has(name) ? (
          <Split
            id="studio"
            orientation="horizontal"
            layout={shotsLayout}
            onLayout={(shots) => layout.set({ shots: { ...shots } })}
          >
            <SplitPane id="shots" size={224} minSize={160} maxSize={400} fixed collapsible side="left">
              <ShotList />
            </SplitPane>
            <Splitter />
            <SplitPane id="view">
              <FailureBoundary key={name}>
                <View />
              </FailureBoundary>
            </SplitPane>
          </Split>
        ) : (
          <FailureBoundary key={name}>
            <View />
          </FailureBoundary>
        )}
      </main>
      <StatusBar />
    </div>
  )
}
