import { Clapperboard, FolderOpen, Plus, Settings, Sparkles } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { RecentProject } from '../../../core/contract/studio.ts'
import { call } from '../../bridge/client.ts'
import { attempt } from '../../state/notices.ts'
import { keyHint } from '../../state/key-hint.ts'
import { createProject, openProject } from '../../state/projects.ts'
import { Button } from '../../ui/controls/button.tsx'
import { useLanguage, useText } from '../../ui/use-text.ts'
import { showDialog } from './shell-store.ts'
import styles from './welcome.module.css'

/** What the window shows without a project: the ways in. */
export function Welcome() {
  const text = useText()
  return (
    <main className={styles['welcome']}>
      <div className={styles['column']}>
        <Clapperboard className={styles['mark']} aria-hidden />
        <h1 className={styles['title']}>{text('shell.welcome.title')}</h1>
        <p className={styles['lead']}>{text('shell.welcome.lead')}</p>
        <div className={styles['actions']}>
          <Button
            variant="primary"
            icon={<Plus />}
            onClick={() => attempt(() => createProject(text('shell.untitled')))}
          >
            {text('shell.welcome.new')}
          </Button>
          <Button icon={<FolderOpen />} onClick={() => attempt(() => openProject({ from: 'dialog' }))}>
            {text('shell.welcome.open')}
          </Button>
          <Button icon={<Sparkles />} onClick={() => attempt(() => openProject({ from: 'sample' }))}>
            {text('shell.welcome.sample')}
          </Button>
          <Button
            variant="ghost"
            icon={<Settings />}
            hint={text('shell.command.settings')}
            keys={keyHint('$mod+Comma')}
            onClick={() => showDialog('settings')}
          >
            {text('shell.command.settings')}
          </Button>
        </div>
        <RecentProjects />
      </div>
    </main>
  )
}

function RecentProjects() {
  const text = useText()
  const language = useLanguage()
  const [recent, setRecent] = useState<readonly RecentProject[]>([])
  useEffect(() => attempt(async () => setRecent(await call('project.recent', {}))), [])
  if (recent.length === 0) return null
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium' })
  return (
    <section className={styles['recent']}>
      <h2 className={styles['heading']}>{text('shell.welcome.recent')}</h2>
      <ul>
        {recent.slice(0, 8).map((project) => (
          <li key={project.id}>
            <button
              type="button"
              className={styles['project']}
              disabled={!project.found}
              onClick={() => attempt(() => openProject({ from: 'recent', id: project.id }))}
            >
              <span className={styles['name']} title={project.name}>
                {project.name}
              </span>
              <span className={styles['place']} title={project.place}>
                {project.found ? project.place : text('shell.welcome.missing')}
              </span>
              <span className={styles['date']}>{day.format(project.openedAt)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
