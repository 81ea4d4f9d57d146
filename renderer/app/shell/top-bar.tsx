import { Aperture } from 'lucide-react'
import { useFilm } from '../../state/film-store.ts'
import { useText } from '../../ui/use-text.ts'
import { Tabs } from '../../ui/layout/tabs.tsx'
import { keyHint } from '../../state/key-hint.ts'
import { showWorkspace, useWorkspace, workspaceNames } from '../../state/workspace-store.ts'
import { ProjectMarks } from '../project/project-marks.tsx'
import { MainMenu } from './main-menu.tsx'
import { QueuePill } from '../queue/queue-pill.tsx'
import { SaveMark } from './save-mark.tsx'
import styles from './top-bar.module.css'

/** Menus at the left, workspaces in the middle, the film's name with its saved state and the queue at the right. */
export function TopBar() {
  const text = useText()
  const name = useFilm((film) => film.name, '')
  const workspace = useWorkspace((state) => state.workspace)
  const tabs = workspaceNames.map((value, index) => ({
    value,
    label: text(`shell.workspace.${value}`),
    keys: keyHint(`$mod+Digit${index + 1}`),
  }))
  return (
    <header className={styles['bar']}>
      <div className={styles['left']}>
        <Aperture className={styles['mark']} aria-hidden />
        <MainMenu />
      </div>
      <nav aria-label={text('shell.workspaces')}>
        <Tabs look="bar" label={text('shell.workspaces')} tabs={tabs} value={workspace} onChange={showWorkspace} />
      </nav>
      <div className={styles['right']}>
        <h1 className={styles['name']} title={name}>
          {name}
        </h1>
        <ProjectMarks />
        <SaveMark />
        <QueuePill />
      </div>
    </header>
  )
}
