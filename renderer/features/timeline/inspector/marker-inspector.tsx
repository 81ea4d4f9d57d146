import { Trash2 } from 'lucide-react'
import { markerColorSchema, type Marker } from '../../../../core/project/schema/values.ts'
import { Button } from '../../../ui/controls/button.tsx'
import { Select } from '../../../ui/controls/select.tsx'
import { TextArea } from '../../../ui/fields/text-area.tsx'
import { TextField } from '../../../ui/fields/text-field.tsx'
import { Field } from '../../../ui/layout/field.tsx'
import { useText } from '../../../ui/use-text.ts'
import { removeChosen, setMarker } from '../editing/cut-edits.ts'
import styles from './inspector.module.css'

export function MarkerInspector({ marker }: { readonly marker: Marker }) {
  const text = useText()
  const colors = markerColorSchema.options.map((value) => ({ value, label: text(`cut.color.${value}`) }))
  return (
    <div className={styles['fields']}>
      <h3 className={styles['title']}>{text('cut.marker')}</h3>
      <Field label={text('cut.field.name')}>
        <TextField
          label={text('cut.field.name')}
          value={marker.name}
          maxLength={200}
          savesWhileTyping
          onCommit={(name) => setMarker({ ...marker, name })}
        />
      </Field>
      <Field label={text('cut.field.color')}>
        <Select
          label={text('cut.field.color')}
          value={marker.color}
          options={colors}
          onChange={(color) => setMarker({ ...marker, color })}
        />
      </Field>
      <Field label={text('cut.field.comment')} stacked>
        <TextArea
          label={text('cut.field.comment')}
          value={marker.comment}
          onCommit={(comment) => setMarker({ ...marker, comment })}
        />
      </Field>
      <div className={styles['buttons']}>
        <Button size="compact" icon={<Trash2 />} onClick={() => removeChosen('close')}>
          {text('cut.remove-marker')}
        </Button>
      </div>
    </div>
  )
}
