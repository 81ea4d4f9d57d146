import type { BoardSheetOptions } from '../../../core/contract/board-sheet.ts'
import { useFilm } from '../../state/film-store.ts'
import { Checkbox } from '../../ui/controls/checkbox.tsx'
import { SegmentedControl } from '../../ui/controls/segmented-control.tsx'
import { Select } from '../../ui/controls/select.tsx'
import { DragField } from '../../ui/fields/drag-field.tsx'
import { Field } from '../../ui/layout/field.tsx'
import { useText } from '../../ui/use-text.ts'
import { changeSheet, chooseSheetLayout, deliverView } from './deliver-view.ts'
import styles from './deliver.module.css'

const layouts = ['rows', 'contact', 'page'] as const
const papers = ['a4', 'letter', '16:9'] as const
const orientations = ['portrait', 'landscape'] as const

/** How the storyboard is laid out, and what is drawn on it. */
export function StoryboardOptions() {
  const text = useText()
  const sheet = deliverView.use((view) => view.sheet)
  return (
    <>
      <p className={styles['quiet']}>{text('deliver.storyboard.about')}</p>
      <SegmentedControl
        label={text('deliver.storyboard.layout')}
        fill
        segments={layouts.map((value) => ({ value, label: text(`deliver.storyboard.layout.${value}`) }))}
        value={sheet.layout}
        onChange={chooseSheetLayout}
      />
      <p className={styles['quiet']}>{text(`deliver.storyboard.layout.${sheet.layout}.about`)}</p>
      <PaperFields sheet={sheet} />
      <fieldset className={styles['parts']}>
        <legend>{text('deliver.storyboard.show')}</legend>
        <div>
          <Checkbox
            label={text('deliver.storyboard.arrows')}
            checked={sheet.arrows}
            onChange={(arrows) => changeSheet({ arrows })}
          />
          <p className={styles['partHint']}>{text('deliver.storyboard.arrows.about')}</p>
        </div>
        <div>
          <Checkbox
            label={text('deliver.storyboard.overhead')}
            checked={sheet.overhead && sheet.layout !== 'contact'}
            disabledReason={sheet.layout === 'contact' ? text('deliver.why.no-plans') : undefined}
            onChange={(overhead) => changeSheet({ overhead })}
          />
          <p className={styles['partHint']}>{text('deliver.storyboard.overhead.about')}</p>
        </div>
      </fieldset>
      <SheetFile />
    </>
  )
}

function PaperFields({ sheet }: { readonly sheet: BoardSheetOptions }) {
  const text = useText()
  return (
    <div className={styles['fields']}>
      <Field label={text('deliver.storyboard.paper')}>
        <Select
          label={text('deliver.storyboard.paper')}
          value={sheet.paper}
          options={papers.map((value) => ({ value, label: text(`deliver.storyboard.paper.${value}`) }))}
          onChange={(paper) => changeSheet({ paper })}
        />
      </Field>
      <Field label={text('deliver.storyboard.orientation')}>
        <Select
          label={text('deliver.storyboard.orientation')}
          value={sheet.orientation}
          options={orientations.map((value) => ({ value, label: text(`deliver.storyboard.orientation.${value}`) }))}
          onChange={(orientation) => changeSheet({ orientation })}
        />
      </Field>
      {sheet.layout === 'contact' && (
        <Field label={text('deliver.storyboard.columns')}>
          <DragField
            label={text('deliver.storyboard.columns')}
            value={sheet.columns}
            min={2}
            max={8}
            onCommit={(columns) => changeSheet({ columns })}
          />
        </Field>
      )}
    </div>
  )
}

function SheetFile() {
  const text = useText()
  const name = useFilm((film) => film.name, '')
  return (
    <section className={styles['files']} aria-label={text('deliver.files')}>
      <h3>{text('deliver.files')}</h3>
      <ul>
        <li>
          <code>{`${name}.pdf`}</code>
        </li>
      </ul>
    </section>
  )
}
