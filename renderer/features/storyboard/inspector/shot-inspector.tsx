import { Camera, Clapperboard, SquareMousePointer } from 'lucide-react'
import { showWorkspace } from '../../../state/workspace-store.ts'
import { Button } from '../../../ui/controls/button.tsx'
import { EmptyState } from '../../../ui/feedback/empty-state.tsx'
import { Panel } from '../../../ui/layout/panel.tsx'
import { useText } from '../../../ui/use-text.ts'
import { BoardsSection } from './boards-section.tsx'
import { ShotSection } from './shot-section.tsx'
import styles from './shot-inspector.module.css'
import { useSelectedShots } from './use-selected-shots.ts'

/** Facts of the chosen shots; of one alone its boards too. */
export function ShotInspector() {
  const text = useText()
  const shots = useSelectedShots()
  const [shot] = shots
  if (shot === undefined) {
    return (
      <Panel title={text('board.inspector')}>
        <EmptyState
          icon={<SquareMousePointer />}
          title={text('board.nothing-chosen.title')}
          teaching={text('board.nothing-chosen.teaching')}
        />
      </Panel>
    )
  }
  const several = shots.length > 1
  return (
    <Panel
      title={several ? text('shot.several', { count: shots.length }) : text('board.inspector')}
      footer={several ? undefined : <NextSteps />}
    >
      {several && <p className={styles['hint']}>{text('shot.several-hint')}</p>}
      {!several && <BoardsSection key={`boards-${shot.id}`} shot={shot} />}
      <ShotSection key={shots.map(({ id }) => id).join()} shots={shots} />
    </Panel>
  )
}

function NextSteps() {
  const text = useText()
  return (
    <div className={styles['next']}>
      <Button variant="primary" icon={<Camera />} onClick={() => showWorkspace('camera')}>
        {text('shot.to-camera')}
      </Button>
      <Button icon={<Clapperboard />} onClick={() => showWorkspace('generate')}>
        {text('board.to-generate')}
      </Button>
    </div>
  )
}
