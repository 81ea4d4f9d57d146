import type { ComponentType } from 'react'
import { useWorkspace, type WorkspaceName } from '../../state/workspace-store.ts'
import { StatusBar } from './status-bar.tsx'
import { TopBar } from './top-bar.tsx'
import styles from './studio.module.css'
import { workspaceViews } from './workspace-views.ts'

/** The window with a project open: bars above and below, the chosen workspace between. */
export function Studio() {
  const name: WorkspaceName = useWorkspace(({ workspace }) => workspace)
  const View: ComponentType = workspaceViews[name]
  return (
    <div className={styles['studio']}>
      <TopBar />
      <main className={styles['workspace']} data-workspace={name}>
        <View />
      </main>
      <StatusBar />
    </div>
  )
}
