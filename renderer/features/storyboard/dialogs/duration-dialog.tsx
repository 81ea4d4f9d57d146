import { useState } from 'react'
import { framesPerSecond } from '../../../../core/timeline/rational.ts'
import { currentFilm } from '../../../state/film-store.ts'
import { shotLengthRange } from '../../../state/shot-length-range.ts'
import { Button } from '../../../ui/controls/button.tsx'
import { DragField } from '../../../ui/fields/drag-field.tsx'
import { Field } from '../../../ui/layout/field.tsx'
import { Dialog } from '../../../ui/overlays/dialog.tsx'
import { useText } from '../../../ui/use-text.ts'
import { selectedShotIds } from '../selection.ts'
import { setDurations } from '../story-actions.ts'
import { focusSelectedCard } from '../story-focus.ts'

/** One length for all chosen shots. */
export function DurationDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useText()
  const [{ shotIds, rate, first }] = useState(chosen)
  const [frames, setFrames] = useState(first)
  const count = shotIds.length
  return (
    <Dialog
      open
      onClose={onClose}
      title={text(count === 1 ? 'story.duration.title-one' : 'story.duration.title', { count })}
      width={360}
      actions={
        <>
          <Button onClick={onClose}>{text('controls.cancel')}</Button>
          <Button
            variant="primary"
            onClick={() => {
              setDurations(shotIds, frames)
              onClose()
              focusSelectedCard()
            }}
          >
            {text('story.duration.set')}
          </Button>
        </>
      }
    >
      <Field label={text('board.duration')} hint={text('board.duration-hint')}>
        <DragField
          label={text('board.duration')}
          value={frames}
          unit="frames"
          min={2}
          max={shotLengthRange.max}
          framesPerSecond={framesPerSecond(rate)}
          onPreview={(value) => setFrames(Math.round(value))}
          onCommit={(value) => setFrames(Math.round(value))}
        />
      </Field>
    </Dialog>
  )
}

function chosen() {
  const { shots, rate } = currentFilm()
  const shotIds = selectedShotIds()
  return { shotIds, rate, first: shots.find(({ id }) => id === shotIds[0])?.durationFrames ?? 2 }
}
