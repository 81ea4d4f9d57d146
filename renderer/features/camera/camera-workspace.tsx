import { Camera, FileWarning, Video } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { StudioError } from '../../../core/contract/errors.ts'
import { errorText } from '../../../core/texts/language.ts'
import type { BoardView } from '../../state/board-view/board-frames.ts'
import { Button } from '../../ui/controls/button.tsx'
import { EmptyState } from '../../ui/feedback/empty-state.tsx'
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx'
import { addPane } from '../../ui/layout/side-panes.ts'
import { Split, SplitPane, Splitter } from '../../ui/layout/split.tsx'
import { useLanguage, useText } from '../../ui/use-text.ts'
import { importPictures } from '../../state/import-pictures.ts'
import { attempt } from '../../state/notices.ts'
import { useFilm } from '../../state/film-store.ts'
import styles from './camera-workspace.module.css'
import { Inspector } from './inspector/inspector.tsx'
import { ModelView } from './model-view/model-view.tsx'
import { cameraLayout } from './session/layout.ts'
import { useRefusal, useShotBoard, useShotPart } from './session/use-shot.ts'
import { ThroughPanel } from './through/through-panel.tsx'
import { Timeline } from './timeline/timeline.tsx'
import { useCoverage } from './timeline/use-coverage.ts'
import { SpacePanel } from './viewport/space-panel.tsx'

/** The Camera workspace: the shot's space, the picture through its camera, its keys, its numbers. */
export function CameraWorkspace() {
  const text = useText()
  const hasGeometry = useShotPart(() => true) ?? false
  const refusal = useRefusal()
  const isEmpty = useFilm(({ shots }) => shots.length === 0, true)
  if (refusal !== null) return <Refused error={refusal} />
  if (hasGeometry) return <Workspace />
  return (
    <div className={styles['empty']}>
      <EmptyState
        icon={<Camera />}
        title={text('camera.empty.title')}
        teaching={text('camera.empty.teaching')}
        action={
          isEmpty && (
            <Button variant="primary" onClick={() => attempt(() => importPictures({ from: 'dialog' }))}>
              {text('board.empty.action')}
            </Button>
          )
        }
      />
    </div>
  )
}

/** A shot without cameras that could be shown: a move can still give it some. */
function Refused({ error }: { readonly error: StudioError }) {
  const text = useText()
  const language = useLanguage()
  const imported = error.code === 'edit.imported-path'
  return (
    <div className={styles['refused']}>
      <EmptyState
        icon={imported ? <Video /> : <FileWarning />}
        title={text(imported ? 'camera.imported.title' : 'camera.refused.title')}
        teaching={imported ? text('camera.imported.teaching') : errorText(error.code, error.details, language)}
      />
      <Inspector coverage={null} />
    </div>
  )
}

function Workspace() {
  const text = useText()
  const [attempt, setAttempt] = useState(0)
  const board = useShotBoard(attempt)
  const view = board.state === 'ready' ? board.view : null
  const coverage = useCoverage(view)
  const layout = cameraLayout.use((whole) => whole)
  useEffect(
    () =>
      addPane({
        side: 'right',
        isOpen: () => cameraLayout.get().inspector,
        toggle: () => cameraLayout.set({ inspector: !cameraLayout.get().inspector }),
        reset: () => cameraLayout.set({ inspector: true, swapped: false }),
      }),
    [],
  )
  return (
    <Split
      id="camera-columns"
      orientation="horizontal"
      layout={layout.columns}
      onLayout={(columns) => cameraLayout.set({ columns })}
    >
      <SplitPane id="camera-work" minSize={420}>
        <Split
          id="camera-rows"
          orientation="vertical"
          layout={layout.rows}
          onLayout={(rows) => cameraLayout.set({ rows })}
        >
          <SplitPane id="camera-views" minSize={180}>
            {board.state === 'failed' ? (
              <BoardFailed error={board.error} onRetry={() => setAttempt((count) => count + 1)} />
            ) : (
              <Views view={view} />
            )}
          </SplitPane>
          <Splitter label={text('camera.splitter.timeline')} />
          <SplitPane id="camera-timeline" size={165} minSize={96} maxSize={260} fixed>
            <Timeline coverage={coverage} />
          </SplitPane>
        </Split>
      </SplitPane>
      {layout.inspector && (
        <>
          <Splitter label={text('camera.splitter.inspector')} />
          <SplitPane id="camera-inspector" size={308} minSize={272} maxSize={460} fixed>
            <div className={styles['inspector']} data-zone="viewport">
              <Inspector coverage={coverage} />
            </div>
          </SplitPane>
        </>
      )}
    </Split>
  )
}

interface ViewsProps {
  readonly view: BoardView | null
}

/** The two viewports; the first is the larger one. */
function Views({ view }: ViewsProps) {
  const text = useText()
  const zone = useRef<HTMLDivElement>(null)
  const layout = cameraLayout.use((whole) => whole)
  useEffect(() => {
    // The viewport's keys work from the start and after a swap; a control that has the focus keeps it.
    if (document.activeElement === document.body) zone.current?.focus({ preventScroll: true })
  }, [layout.swapped, layout.modelView])
  const space = layout.modelView ? <ModelView view={view} /> : <SpacePanel view={view} />
  const through = <ThroughPanel view={view} />
  return (
    <div
      ref={zone}
      className={styles['views']}
      data-zone="viewport"
      tabIndex={-1}
      role="group"
      aria-label={text('camera.views')}
    >
      <Split
        id="camera-viewports"
        orientation="horizontal"
        layout={layout.views}
        onLayout={(views) => cameraLayout.set({ views })}
      >
        <SplitPane id="camera-first" size="50%" minSize={220}>
          {layout.swapped ? through : space}
        </SplitPane>
        <Splitter label={text('camera.splitter.views')} />
        <SplitPane id="camera-second" minSize={220}>
          {layout.swapped ? space : through}
        </SplitPane>
      </Split>
    </div>
  )
}

function BoardFailed({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const text = useText()
  const language = useLanguage()
  const words = error instanceof StudioError ? errorText(error.code, error.details, language) : String(error)
  return (
    <div className={styles['empty']}>
      <ErrorNotice
        title={text('camera.board-failed.title')}
        words={words}
        action={<Button onClick={onRetry}>{text('camera.retry')}</Button>}
      />
    </div>
  )
}
