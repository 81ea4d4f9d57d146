import { Camera, Clapperboard, SquareMousePointer } from 'lucide-react'
import { changeBoard } from '../../../core/project/edits/boards.ts'
import { changeShotSettings } from '../../../core/project/edits/shots.ts'
import { stretchShot } from '../../../core/project/edits/storyboard.ts'
import type { Board } from '../../../core/project/schema/board.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { framesPerSecond } from '../../../core/timeline/rational.ts'
import { edit, useFilm } from '../../state/film-store.ts'
import { numberGesture } from '../../state/number-gesture.ts'
import { useSelectedShot } from '../../state/shots.ts'
import { showWorkspace } from '../../state/workspace-store.ts'
import { Button } from '../../ui/controls/button.tsx'
import { EmptyState } from '../../ui/feedback/empty-state.tsx'
import { DragField } from '../../ui/fields/drag-field.tsx'
import { TextArea } from '../../ui/fields/text-area.tsx'
import { TextField } from '../../ui/fields/text-field.tsx'
import { Field } from '../../ui/layout/field.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useText } from '../../ui/use-text.ts'
import styles from './shot-inspector.module.css'

/** Facts of the chosen shot and its board. */
export function ShotInspector() {
  const text = useText()
  const shot = useSelectedShot()
  const board = useFilm((film) => film.boards.find(({ id }) => id === shot?.boards[0]?.boardId) ?? null, null)
  return (
    <Panel title={text('board.inspector')}>
      {shot === null || board === null ? (
        <EmptyState
          icon={<SquareMousePointer />}
          title={text('board.nothing-chosen.title')}
          teaching={text('board.nothing-chosen.teaching')}
        />
      ) : (
        <>
          <ShotSection shot={shot} />
          <BoardSection board={board} />
          <div className={styles['next']}>
            <Button variant="primary" icon={<Camera />} onClick={() => showWorkspace('camera')}>
              {text('board.command.open-camera')}
            </Button>
            <Button icon={<Clapperboard />} onClick={() => showWorkspace('generate')}>
              {text('board.to-generate')}
            </Button>
          </div>
        </>
      )}
    </Panel>
  )
}

/** A shot of an hour at 24 frames a second is longer than anybody means. */
const longestFrames = 86_400

function ShotSection({ shot }: { readonly shot: Shot }) {
  const text = useText()
  const rate = useFilm((film) => film.rate, null)
  const setSettings = (settings: Parameters<typeof changeShotSettings>[2]) =>
    edit('board.edit.shot', (film) => changeShotSettings(film, shot.id, settings))
  return (
    <Section title={text('board.shot')}>
      <Field label={text('board.name')}>
        <TextField
          label={text('board.shot-name')}
          value={shot.name}
          maxLength={200}
          onCommit={(name) => setSettings({ name })}
        />
      </Field>
      <Field label={text('board.duration')} hint={text('board.duration-hint')}>
        <DragField
          label={text('board.duration')}
          value={shot.durationFrames}
          unit="frames"
          min={2}
          max={longestFrames}
          framesPerSecond={rate === null ? undefined : framesPerSecond(rate)}
          {...numberGesture('board.edit.duration', (film, frames) => stretchShot(film, shot.id, Math.round(frames)))}
        />
      </Field>
      <Field label={text('board.note')} stacked>
        <TextArea
          label={text('board.note')}
          value={shot.note}
          placeholder={text('board.note-placeholder')}
          onCommit={(note) => setSettings({ note })}
        />
      </Field>
    </Section>
  )
}

function BoardSection({ board }: { readonly board: Board }) {
  const text = useText()
  const { width, height } = board.picture
  return (
    <Section title={text('board.picture')} summary={`${width} × ${height}`}>
      <Field label={text('board.name')}>
        <TextField
          label={text('board.board-name')}
          value={board.name}
          maxLength={200}
          onCommit={(name) => edit('board.edit.board', (film) => changeBoard(film, board.id, { name }))}
        />
      </Field>
    </Section>
  )
}
