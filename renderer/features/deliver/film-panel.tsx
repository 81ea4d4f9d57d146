import { changeFilmSettings } from '../../../core/project/edits/film.ts'
import { setCutStart } from '../../../core/project/edits/cut.ts'
import { errorText } from '../../../core/texts/language.ts'
import { sameRate } from '../../../core/timeline/rational.ts'
import { allowsDropFrame, formatTimecode, parseTimecode } from '../../../core/timeline/timecode.ts'
import { useState } from 'react'
import { edit, useFilm, useOpenFilm } from '../../state/film-store.ts'
import { numberGesture } from '../../state/number-gesture.ts'
import { Select } from '../../ui/controls/select.tsx'
import { Switch } from '../../ui/controls/switch.tsx'
import { DragField } from '../../ui/fields/drag-field.tsx'
import { TextField } from '../../ui/fields/text-field.tsx'
import { Field } from '../../ui/layout/field.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { useLanguage, useText } from '../../ui/use-text.ts'
import styles from './deliver.module.css'
import { filmFormats, filmRates, rateName, withDropFrame, withRate, written } from './film-settings.ts'

/** What all of the film shares: its frame, its rate, where its timecode starts. */
export function FilmPanel() {
  const text = useText()
  const writable = useOpenFilm((open) => open?.writable ?? false)
  const readOnly = writable ? undefined : text('deliver.why.read-only')
  return (
    <Panel title={text('deliver.film')} padded>
      <div className={styles['fields']}>
        <FormatFields disabledReason={readOnly} />
        <RateField disabledReason={readOnly} />
        <StartFields disabledReason={readOnly} />
      </div>
    </Panel>
  )
}

interface FieldsProps {
  readonly disabledReason: string | undefined
}

function FormatFields({ disabledReason }: FieldsProps) {
  const text = useText()
  const format = useFilm((film) => film.format, null)
  if (format === null) return null
  const valueOf = ({ width, height }: { readonly width: number; readonly height: number }) => `${width}x${height}`
  const known = filmFormats.some((each) => valueOf(each) === valueOf(format))
  const options = filmFormats.map((each) => ({
    value: valueOf(each),
    label: each.name,
    detail: `${each.width} × ${each.height}`,
  }))
  const own = {
    value: valueOf(format),
    label: text('deliver.format.own'),
    detail: `${format.width} × ${format.height}`,
  }
  const choose = (value: string): void => {
    const [width, height] = value.split('x').map(Number) as [number, number]
    edit('deliver.edit.format', (film) => changeFilmSettings(film, { format: { width, height } }))
  }
  return (
    <>
      <Field label={text('deliver.field.format')} hint={text('deliver.format.hint')}>
        <Select
          label={text('deliver.field.format')}
          value={valueOf(format)}
          options={known ? options : [own, ...options]}
          onChange={choose}
          disabledReason={disabledReason}
        />
      </Field>
      <Field label={text('deliver.field.size')}>
        {(['width', 'height'] as const).map((side) => (
          <DragField
            key={side}
            label={text(`deliver.field.${side}`)}
            prefix={text(`deliver.field.${side}.sign`)}
            value={format[side]}
            min={16}
            max={16_384}
            step={2}
            disabledReason={disabledReason}
            {...numberGesture('deliver.edit.format', (film, value) =>
              changeFilmSettings(film, { format: { ...film.format, [side]: Math.round(value / 2) * 2 } }),
            )}
          />
        ))}
      </Field>
    </>
  )
}

function RateField({ disabledReason }: FieldsProps) {
  const text = useText()
  const rate = useFilm((film) => film.rate, null)
  if (rate === null) return null
  const known = filmRates.some((each) => sameRate(each.rate, rate))
  const names = known ? filmRates.map(({ name }) => name) : [rateName(rate), ...filmRates.map(({ name }) => name)]
  return (
    <Field label={text('deliver.field.rate')} hint={text('deliver.rate.hint')}>
      <Select
        label={text('deliver.field.rate')}
        value={rateName(rate)}
        options={names.map((name) => ({ value: name, label: text('deliver.rate', { rate: name }) }))}
        onChange={(name) => {
          const chosen = filmRates.find((each) => each.name === name)
          if (chosen !== undefined) edit('deliver.edit.rate', (film) => withRate(film, chosen.rate))
        }}
        disabledReason={disabledReason}
      />
    </Field>
  )
}

function StartFields({ disabledReason }: FieldsProps) {
  const text = useText()
  const language = useLanguage()
  const rate = useFilm((film) => film.rate, null)
  const startFrame = useFilm((film) => film.cut.startFrame, 0)
  const dropFrame = useFilm((film) => film.cut.dropFrame, false)
  const [fault, setFault] = useState<string | undefined>()
  if (rate === null) return null
  const commit = (typed: string): void => {
    const parsed = parseTimecode(written(typed, dropFrame), { rate, dropFrame })
    setFault(parsed.ok ? undefined : errorText(parsed.error.code, parsed.error.details, language))
    if (parsed.ok) edit('deliver.edit.start', (film) => setCutStart(film, parsed.value, dropFrame))
  }
  return (
    <>
      <Field label={text('deliver.field.start')}>
        <TextField
          label={text('deliver.field.start')}
          value={formatTimecode(startFrame, { rate, dropFrame })}
          fault={fault}
          readOnly={disabledReason !== undefined}
          onCommit={commit}
          onCancel={() => setFault(undefined)}
        />
      </Field>
      <Field label={text('deliver.field.drop-frame')}>
        <Switch
          label={text('deliver.field.drop-frame')}
          hideLabel
          checked={dropFrame}
          disabledReason={disabledReason ?? (allowsDropFrame(rate) ? undefined : text('deliver.why.drop-frame'))}
          onChange={(next) => edit('deliver.edit.drop-frame', (film) => withDropFrame(film, next))}
        />
      </Field>
    </>
  )
}
