import { changeShotFacts, commonFact, type ShotFacts } from '../../../../core/project/edits/shot-facts.ts'
import { stretchShots } from '../../../../core/project/edits/storyboard.ts'
import type { Shot } from '../../../../core/project/schema/shot.ts'
import { framesPerSecond } from '../../../../core/timeline/rational.ts'
import { edit, useFilm } from '../../../state/film-store.ts'
import { numberGesture } from '../../../state/number-gesture.ts'
import { shotLengthRange } from '../../../state/shot-length-range.ts'
import { DragField } from '../../../ui/fields/drag-field.tsx'
import { TextArea } from '../../../ui/fields/text-area.tsx'
import { TextField } from '../../../ui/fields/text-field.tsx'
import { Field } from '../../../ui/layout/field.tsx'
import { Section } from '../../../ui/layout/section.tsx'
import { useText } from '../../../ui/use-text.ts'
import { PlaceFields } from './place-fields.tsx'

interface ShotsProps {
  /** At least one. */
  readonly shots: readonly Shot[]
}

/** What is told of the shots: their name, time and place, and the words under the pictures. */
export function ShotSection({ shots }: ShotsProps) {
  const text = useText()
  const one = shots.length === 1
  return (
    <Section title={text('board.shot')}>
      {one && (
        <Field label={text('board.name')}>
          <TextField
            label={text('board.shot-name')}
            value={shots[0]!.name}
            maxLength={200}
            savesWhileTyping
            onCommit={(name) => setFacts(shots, { name })}
          />
        </Field>
      )}
      <Duration shots={shots} />
      <PlaceFields shots={shots} />
      <Words shots={shots} field="action" />
      <Words shots={shots} field="dialogue" />
      <Words shots={shots} field="note" />
    </Section>
  )
}

function setFacts(shots: readonly Shot[], facts: ShotFacts): void {
  const ids = shots.map(({ id }) => id)
  edit('shot.edit.facts', (film) => changeShotFacts(film, ids, facts))
}

function Duration({ shots }: ShotsProps) {
  const text = useText()
  const rate = useFilm((film) => film.rate, null)
  const ids = shots.map(({ id }) => id)
  return (
    <Field label={text('board.duration')} hint={text('board.duration-hint')}>
      <DragField
        label={text('board.duration')}
        value={commonFact(shots, ({ durationFrames }) => durationFrames)}
        unit="frames"
        min={2}
        max={shotLengthRange.max}
        framesPerSecond={rate === null ? undefined : framesPerSecond(rate)}
        {...numberGesture('board.edit.duration', (film, frames) => stretchShots(film, ids, Math.round(frames)))}
      />
    </Field>
  )
}

/** Lines of text that grow with what is written; one undo step per visit. */
function Words({ shots, field }: ShotsProps & { readonly field: 'action' | 'dialogue' | 'note' }) {
  const text = useText()
  const common = commonFact(shots, (shot) => shot[field])
  return (
    <Field label={text(`shot.${field}`)} stacked>
      <TextArea
        label={text(`shot.${field}`)}
        value={common ?? ''}
        rows={field === 'note' ? 3 : 2}
        placeholder={text(common === null ? 'shot.several-values' : `shot.${field}-placeholder`)}
        onCommit={(words) => setFacts(shots, { [field]: words })}
      />
    </Field>
  )
}
