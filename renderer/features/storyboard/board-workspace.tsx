import { ImagePlus } from 'lucide-react'
import { useEffect } from 'react'
import { z } from 'zod'
import { secondsOf } from '../../../core/timeline/rational.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { useFilm } from '../../state/film-store.ts'
import { importPictures } from '../../state/import-pictures.ts'
import { attempt } from '../../state/notices.ts'
import { workspaceSlice } from '../../state/workspace-store.ts'
import { Button } from '../../ui/controls/button.tsx'
import { Slider } from '../../ui/controls/slider.tsx'
import { formatDuration } from '../../ui/display/format-duration.ts'
import { EmptyState } from '../../ui/feedback/empty-state.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { Split, SplitPane, Splitter } from '../../ui/layout/split.tsx'
import { useText } from '../../ui/use-text.ts'
import styles from './board-workspace.module.css'
import { ShotGrid } from './shot-grid.tsx'
import { ShotInspector } from './shot-inspector.tsx'
import { focusSelectedCard } from './story-actions.ts'

const cardWidths = { min: 140, max: 420 } as const

const view = workspaceSlice(
  'board',
  z.object({
    cardWidth: z.number().min(cardWidths.min).max(cardWidths.max).catch(232),
    panes: z.record(z.string(), z.number()).optional(),
  }),
  { cardWidth: 232 },
)

const noShots: readonly Shot[] = []

/** The storyboard: every shot as a card, the chosen one's facts at the right. */
export function BoardWorkspace() {
  const panes = view.use((state) => state.panes)
  // Keys belong to the panel with the focus: without one they would be dead.
  useEffect(focusSelectedCard, [])
  return (
    <Split id="board" orientation="horizontal" layout={panes} onLayout={(next) => view.set({ panes: { ...next } })}>
      <SplitPane id="story">
        <Story />
      </SplitPane>
      <Splitter />
      <SplitPane id="inspector" size={288} minSize={240} maxSize={480} fixed collapsible side="right">
        <ShotInspector />
      </SplitPane>
    </Split>
  )
}

function Story() {
  const text = useText()
  const shots = useFilm((film): readonly Shot[] => film.shots, noShots)
  const rate = useFilm((film) => film.rate, null)
  const cardWidth = view.use((state) => state.cardWidth)
  const frames = shots.reduce((sum, { durationFrames }) => sum + durationFrames, 0)
  const length = rate === null ? '' : formatDuration(1000 * secondsOf({ value: frames, rate }))
  useEffect(() => {
    // The first pictures have just arrived, or what had the focus has gone.
    if (document.activeElement === document.body) focusSelectedCard()
  }, [shots.length])
  const browse = (): void => attempt(() => importPictures({ from: 'dialog' }))
  return (
    <Panel
      title={text('board.title')}
      trailing={
        shots.length > 0 && (
          <span className={styles['length']}>
            {text(shots.length === 1 ? 'board.length-one' : 'board.length', { count: shots.length, length })}
          </span>
        )
      }
      actions={
        <>
          <div className={styles['zoom']}>
            <Slider
              label={text('board.card-size')}
              value={cardWidth}
              {...cardWidths}
              onCommit={(width) => view.set({ cardWidth: width })}
              onPreview={(width) => view.set({ cardWidth: width })}
            />
          </div>
          <Button size="compact" icon={<ImagePlus />} onClick={browse}>
            {text('board.command.import')}
          </Button>
        </>
      }
    >
      <section data-zone="boards" tabIndex={-1} aria-label={text('board.title')} className={styles['zone']}>
        {shots.length === 0 ? (
          <EmptyState
            icon={<ImagePlus />}
            title={text('board.empty.title')}
            teaching={text('board.empty.teaching')}
            action={
              <Button variant="primary" onClick={browse}>
                {text('board.empty.action')}
              </Button>
            }
            hint={text('board.empty.hint')}
          />
        ) : (
          <ShotGrid shots={shots} cardWidth={cardWidth} />
        )}
      </section>
    </Panel>
  )
}
