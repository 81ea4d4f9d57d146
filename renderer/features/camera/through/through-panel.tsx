import { ArrowLeftRight, Frame, Ghost, Grid2x2Check, Layers, PanelRight } from 'lucide-react'
import { memo } from 'react'
import type { BoardView } from '../../../state/board-view/board-frames.ts'
import { IconButton } from '../../../ui/controls/icon-button.tsx'
import { ToggleButton } from '../../../ui/controls/toggle-button.tsx'
import { Toolbar, ToolbarSpace } from '../../../ui/controls/toolbar.tsx'
import { useText } from '../../../ui/use-text.ts'
import { cameraLayout } from '../session/layout.ts'
import styles from '../viewport/panels.module.css'
import { ThroughView } from './through-view.tsx'

interface ThroughPanelProps {
  readonly view: BoardView | null
}

/** The camera picture with its tools. */
export const ThroughPanel = memo(function ThroughPanel({ view }: ThroughPanelProps) {
  const text = useText()
  return (
    <section className={styles['panel']} aria-label={text('camera.through')}>
      <ThroughToolbar />
      <div className={styles['body']}>
        <ThroughView view={view} />
      </div>
    </section>
  )
})

function ThroughToolbar() {
  const text = useText()
  const { coverage, safeAreas, ghosts, modelView, inspector, swapped } = cameraLayout.use((layout) => layout)
  return (
    <Toolbar label={text('camera.through')} className={styles['bar']}>
      <ToggleButton
        size="compact"
        label={text('camera.tool.coverage')}
        icon={<Grid2x2Check />}
        pressed={coverage}
        onPressedChange={(on) => cameraLayout.set({ coverage: on })}
      />
      <ToggleButton
        size="compact"
        label={text('camera.tool.safe-areas')}
        icon={<Frame />}
        pressed={safeAreas}
        onPressedChange={(on) => cameraLayout.set({ safeAreas: on })}
      />
      <ToggleButton
        size="compact"
        label={text('camera.tool.ghosts')}
        keys="O"
        icon={<Ghost />}
        pressed={ghosts}
        onPressedChange={(on) => cameraLayout.set({ ghosts: on })}
      />
      <ToolbarSpace />
      <ToggleButton
        size="compact"
        showLabel
        label={text('camera.tool.model-view')}
        icon={<Layers />}
        pressed={modelView}
        onPressedChange={(on) => cameraLayout.set({ modelView: on })}
      />
      <IconButton
        size="compact"
        label={text('camera.tool.swap')}
        keys="T"
        icon={<ArrowLeftRight />}
        onClick={() => cameraLayout.set({ swapped: !swapped })}
      />
      <ToggleButton
        size="compact"
        label={text('camera.tool.inspector')}
        keys="N"
        icon={<PanelRight />}
        pressed={inspector}
        onPressedChange={(on) => cameraLayout.set({ inspector: on })}
      />
    </Toolbar>
  )
}
