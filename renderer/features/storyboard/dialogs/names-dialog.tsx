import { useMemo, useState } from 'react'
import {
  nameCollisions,
  nameTokens,
  patternNames,
  type NamePattern,
} from '../../../../core/project/edits/shot-names.ts'
import { currentFilm } from '../../../state/film-store.ts'
import { Button } from '../../../ui/controls/button.tsx'
import { Checkbox } from '../../../ui/controls/checkbox.tsx'
import { SegmentedControl } from '../../../ui/controls/segmented-control.tsx'
import { DragField } from '../../../ui/fields/drag-field.tsx'
import { TextField } from '../../../ui/fields/text-field.tsx'
import { Field } from '../../../ui/layout/field.tsx'
import { Dialog } from '../../../ui/overlays/dialog.tsx'
import { useText } from '../../../ui/use-text.ts'
import { selectedShotIds } from '../selection.ts'
import { setNames } from '../story-actions.ts'
import { focusSelectedCard } from '../story-focus.ts'
import styles from './dialogs.module.css'
import { NamesPreview } from './names-preview.tsx'

/** The last pattern of this session: whoever names one scene names the next alike. */
let lastPattern: NamePattern = { pattern: 'SC{scene}_SH{number}', start: 10, step: 10, digits: 3, restart: true }

/** Names for several shots by a pattern, seen before they are given. */
export function NamesDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useText()
  const [film] = useState(currentFilm)
  const [selected] = useState(selectedShotIds)
  const [which, setWhich] = useState<'chosen' | 'all'>(selected.length > 1 ? 'chosen' : 'all')
  const [pattern, setPattern] = useState(lastPattern)
  const change = (part: Partial<NamePattern>): void => {
    lastPattern = { ...pattern, ...part }
    setPattern(lastPattern)
  }
  const names = useMemo(
    () => patternNames(film, which === 'chosen' ? selected : film.shots.map(({ id }) => id), pattern),
    [film, which, selected, pattern],
  )
  const changed = film.shots.filter(({ id, name }) => names.has(id) && names.get(id) !== name).length
  const collisions = useMemo(() => nameCollisions(film.shots, names), [film, names])
  const rename = (): void => {
    setNames(names)
    onClose()
    focusSelectedCard()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={text('story.names.title')}
      width={520}
      actions={
        <>
          <Button onClick={onClose}>{text('controls.cancel')}</Button>
          <Button
            variant="primary"
            onClick={rename}
            disabledReason={changed === 0 ? text('story.names.no-change') : undefined}
          >
            {text(changed === 1 ? 'story.names.do-one' : 'story.names.do', { count: changed })}
          </Button>
        </>
      }
    >
      <div className={styles['fields']}>
        <SegmentedControl
          label={text('story.names.which')}
          value={which}
          onChange={setWhich}
          fill
          segments={[
            {
              value: 'chosen',
              label: text(selected.length === 1 ? 'story.names.chosen-one' : 'story.names.chosen', {
                count: selected.length,
              }),
            },
            { value: 'all', label: text('story.names.all', { count: film.shots.length }) },
          ]}
        />
        <PatternFields pattern={pattern} onChange={change} />
        <NamesPreview film={film} names={names} collisions={collisions} />
      </div>
    </Dialog>
  )
}

interface PatternFieldsProps {
  readonly pattern: NamePattern
  readonly onChange: (part: Partial<NamePattern>) => void
}

function PatternFields({ pattern, onChange }: PatternFieldsProps) {
  const text = useText()
  const number = (field: 'start' | 'step' | 'digits', min: number, max: number) => (
    <DragField
      label={text(`story.names.${field}`)}
      prefix={text(`story.names.${field}`)}
      value={pattern[field]}
      min={min}
      max={max}
      onPreview={(value) => onChange({ [field]: Math.round(value) })}
      onCommit={(value) => onChange({ [field]: Math.round(value) })}
    />
  )
  return (
    <>
      <Field label={text('story.names.pattern')} stacked>
        <TextField
          label={text('story.names.pattern')}
          value={pattern.pattern}
          maxLength={200}
          onType={(words) => onChange({ pattern: words })}
          onCommit={(words) => onChange({ pattern: words })}
        />
      </Field>
      <div className={styles['tokens']} role="group" aria-label={text('story.names.tokens')}>
        {nameTokens.map((token) => (
          <Button
            key={token}
            size="compact"
            onClick={() => onChange({ pattern: `${pattern.pattern}{${token}}`.slice(0, 200) })}
            hint={text('story.names.insert', { token: `{${token}}` })}
          >
            {text(`story.token.${token}`)}
          </Button>
        ))}
      </div>
      <div className={styles['numbers']}>
        {number('start', 0, 99_999)}
        {number('step', 1, 1000)}
        {number('digits', 1, 6)}
      </div>
      <Checkbox
        label={text('story.names.restart')}
        checked={pattern.restart}
        onChange={(restart) => onChange({ restart })}
      />
    </>
  )
}
