import { FilterX, ImagePlus } from 'lucide-react'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { secondsOf } from '../../../core/timeline/rational.ts'
import { useFilm } from '../../state/film-store.ts'
import { importPictures } from '../../state/import-pictures.ts'
import { attempt } from '../../state/notices.ts'
import { Button } from '../../ui/controls/button.tsx'
import { formatDuration } from '../../ui/display/format-duration.ts'
import { EmptyState } from '../../ui/feedback/empty-state.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { Split, SplitPane, Splitter } from '../../ui/layout/split.tsx'
import { VisuallyHidden } from '../../ui/layout/visually-hidden.tsx'
import { useText } from '../../ui/use-text.ts'
import { BoardView } from './board-view/board-view.tsx'
import { useBoardView } from './board-view/view-state.ts'
import styles from './board-workspace.module.css'
import { ShotInspector } from './inspector/shot-inspector.tsx'
import { useShotPaste } from './shot-clipboard.ts'
import { useSelection } from './selection.ts'
import { clearFilter, useShownStory } from './shown-story.ts'
import { StoryDialogs } from './dialogs/story-dialogs.tsx'
import { focusSelectedCard, spokenStore } from './story-focus.ts'
import { addEmptyShot } from './story-actions.ts'
import { storyLayout } from './story-layout.ts'
import { StoryToolbar } from './story-toolbar.tsx'
import { StoryView } from './story-view.tsx'

/** The storyboard: every shot as a card or a line, the chosen one's facts at the right. */
export function BoardWorkspace() {
  const panes = storyLayout.use((state) => state.panes)
  const { isOpen } = useBoardView()
  useShotPaste()
  // Keys belong to the panel with the focus: without one they would be dead.
  useEffect(() => {
    if (!isOpen) focusSelectedCard()
  }, [isOpen])
  return (
    <Split
      id="board"
      orientation="horizontal"
      layout={panes}
      onLayout={(next) => storyLayout.set({ panes: { ...next } })}
    >
      <SplitPane id="story">{isOpen ? <BoardView /> : <Story />}</SplitPane>
      <Splitter />
      <SplitPane id="inspector" size={288} minSize={240} maxSize={480} fixed collapsible side="right">
        <ShotInspector />
      </SplitPane>
    </Split>
  )
}

function Story() {
  const text = useText()
  const story = useShownStory()
  const total = story.numbers.size
  useEffect(() => {
    // Pictures have just arrived, and the first of them is chosen; or what had the focus has gone.
    const focused = document.activeElement
    if (focused === document.body || (focused?.closest('[data-zone=boards]') ?? null) !== null) focusSelectedCard()
  }, [total])
  const found = story.sections.reduce((sum, { shots }) => sum + shots.length, 0)
  return (
    <Panel title={text('board.title')} trailing={total > 0 && <StoryLength />}>
      <div className={styles['story']}>
        {total > 0 && <StoryToolbar shown={found} total={total} />}
        {total > 0 && (found > 0 || story.hasHeadings) && story.sections.length > 0 ? (
          <StoryView story={story} />
        ) : (
          <section data-zone="boards" tabIndex={-1} aria-label={text('board.title')} className={styles['zone']}>
            {total === 0 ? <NoShots /> : <NothingFound />}
          </section>
        )}
      </div>
      <Spoken />
      <StoryDialogs />
    </Panel>
  )
}

function StoryLength() {
  const text = useText()
  const shotCount = useFilm((film) => film.shots.length, 0)
  const frames = useFilm((film) => film.shots.reduce((sum, { durationFrames }) => sum + durationFrames, 0), 0)
  const rate = useFilm((film) => film.rate, null)
  const selected = useSelection().size
  const length = rate === null ? '' : formatDuration(1000 * secondsOf({ value: frames, rate }))
  return (
    <span className={styles['length']}>
      {text(shotCount === 1 ? 'board.length-one' : 'board.length', { count: shotCount, length })}
      {selected > 1 && ` · ${text('story.chosen', { count: selected })}`}
    </span>
  )
}

function NoShots() {
  const text = useText()
  return (
    <EmptyState
      icon={<ImagePlus />}
      title={text('board.empty.title')}
      teaching={text('board.empty.teaching')}
      action={
        <>
          <Button variant="primary" onClick={() => attempt(() => importPictures({ from: 'dialog' }))}>
            {text('board.empty.action')}
          </Button>
          <Button onClick={() => attempt(() => addEmptyShot('after'))}>{text('story.new')}</Button>
        </>
      }
      hint={text('board.empty.hint')}
    />
  )
}

function NothingFound() {
  const text = useText()
  return (
    <EmptyState
      icon={<FilterX />}
      title={text('story.nothing-found.title')}
      teaching={text('story.nothing-found.teaching')}
      action={<Button onClick={clearFilter}>{text('story.filter.clear')}</Button>}
    />
  )
}

/** What a screen reader is told of moves that only the eye would see. */
function Spoken() {
  const words = useStore(spokenStore, (state) => state.words)
  return <VisuallyHidden role="status">{words}</VisuallyHidden>
}
