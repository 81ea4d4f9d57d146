import type { CutItem } from '../../../../core/project/schema/cut.ts'
import { timecodeBase } from '../../../../core/timeline/timecode.ts'
import { useFilm } from '../../../state/film-store.ts'
import { numberGesture } from '../../../state/number-gesture.ts'
import { DragField } from '../../../ui/fields/drag-field.tsx'
import { Field } from '../../../ui/layout/field.tsx'
import { useText } from '../../../ui/use-text.ts'
import { dissolveRoom, dissolveWithin, withDissolve } from '../editing/dissolve.ts'
import { resizedGap } from '../editing/reorder.ts'
import styles from './inspector.module.css'

export function GapInspector({ gap }: { readonly gap: Extract<CutItem, { kind: 'gap' }> }) {
  const text = useText()
  const base = useFilm((film) => timecodeBase(film.rate), 24)
  return (
    <div className={styles['fields']}>
      <h3 className={styles['title']}>{text('cut.gap')}</h3>
      <Field label={text('cut.field.length')}>
        <DragField
          label={text('cut.field.length')}
          value={gap.durationFrames}
          unit="frames"
          min={1}
          max={1_000_000}
          framesPerSecond={base}
          {...numberGesture('cut.edit.gap-length', (film, value) => resizedGap(film, gap.id, Math.round(value)))}
        />
      </Field>
    </div>
  )
}

export function DissolveInspector({ dissolve }: { readonly dissolve: Extract<CutItem, { kind: 'dissolve' }> }) {
  const text = useText()
  const base = useFilm((film) => timecodeBase(film.rate), 24)
  const after = useFilm((film) => film.cut.items.findIndex(({ id }) => id === dissolve.id) + 1, 0)
  const most = useFilm((film) => {
    const room = dissolveRoom(film, after)
    return room.inFrames + room.outFrames
  }, 1)
  const gesture = numberGesture('cut.edit.dissolve-length', (film, value) => {
    const length = dissolveWithin(dissolveRoom(film, after), Math.round(value))
    return length === null ? film : withDissolve(film, after, length, dissolve.id)
  })
  return (
    <div className={styles['fields']}>
      <h3 className={styles['title']}>{text('cut.dissolve')}</h3>
      <Field label={text('cut.field.length')} hint={text('cut.dissolve-room', { frames: most })}>
        <DragField
          label={text('cut.field.length')}
          value={dissolve.inFrames + dissolve.outFrames}
          unit="frames"
          min={1}
          max={Math.max(1, most)}
          framesPerSecond={base}
          {...gesture}
        />
      </Field>
    </div>
  )
}
