import { useState } from 'react'
import { framesPerSecond } from '../../../../core/timeline/rational.ts'
import { currentFilm } from '../../../state/film-store.ts'
import { workspaceStore } from '../../../state/workspace-store.ts'
import { Button } from '../../../ui/controls/button.tsx'
import { Slider } from '../../../ui/controls/slider.tsx'
import { DragField } from '../../../ui/fields/drag-field.tsx'
import { Field } from '../../../ui/layout/field.tsx'
import { Dialog } from '../../../ui/overlays/dialog.tsx'
import { useText } from '../../../ui/use-text.ts'
import { splitSelected } from '../story-actions.ts'
import styles from './dialogs.module.css'

/** Where the chosen shot is divided: at its playhead first, else in the middle. */
export function SplitDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useText()
  const [{ name, frames, rate, start }] = useState(chosen)
  const [first, setFirst] = useState(start)
  const take = (value: number): void => setFirst(Math.min(Math.max(1, Math.round(value)), frames - 1))
  return (
    <Dialog
      open
      onClose={onClose}
      title={text('story.split.title', { name })}
      description={text('story.split.description')}
      width={400}
      actions={
        <>
          <Button onClick={onClose}>{text('controls.cancel')}</Button>
          <Button
            variant="primary"
            onClick={() => {
              onClose()
              splitSelected(first)
            }}
          >
            {text('story.split.do')}
          </Button>
        </>
      }
    >
      <div className={styles['fields']}>
        <Slider label={text('story.split.place')} min={1} max={frames - 1} value={first} onPreview={take} />
        <Field label={text('story.split.first')}>
          <DragField
            label={text('story.split.first')}
            value={first}
            unit="frames"
            min={1}
            max={frames - 1}
            framesPerSecond={framesPerSecond(rate)}
            onPreview={take}
            onCommit={take}
          />
        </Field>
        <Field label={text('story.split.second')}>
          <DragField
            label={text('story.split.second')}
            value={frames - first}
            unit="frames"
            min={1}
            max={frames - 1}
            framesPerSecond={framesPerSecond(rate)}
            onPreview={(value) => take(frames - value)}
            onCommit={(value) => take(frames - value)}
          />
        </Field>
      </div>
    </Dialog>
  )
}

function chosen() {
  const { shots, rate } = currentFilm()
  const { shotId, shotFrames } = workspaceStore.getState()
  const shot = shots.find(({ id }) => id === shotId)
  const frames = shot?.durationFrames ?? 2
  const playhead = shotId === null ? 0 : (shotFrames[shotId] ?? 0)
  const start = playhead > 0 && playhead < frames ? playhead : Math.max(1, Math.floor(frames / 2))
  return { name: shot?.name ?? '', frames, rate, start }
}
