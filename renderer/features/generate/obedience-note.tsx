import type { TakeSummary } from '../../../core/contract/studio.ts'
import { obedienceText } from '../../../core/texts/obedience.ts'
import { degreesText, percentText, useIsMeasuring } from '../../state/obedience.ts'
import { useLanguage, useText } from '../../ui/use-text.ts'
import styles from './obedience.module.css'

/** How well a take obeys its camera, as its card says it; nothing until that is known. */
export function ObedienceNote({ take: { id, obedience } }: { readonly take: TakeSummary }) {
  const text = useText()
  const language = useLanguage()
  const measuring = useIsMeasuring(id)
  if (measuring) return <span className={styles['note']}>{text('obedience.measuring')}</span>
  if (obedience === undefined) return null
  if (obedience.state === 'unmeasurable') {
    return (
      <span className={styles['note']} title={obedienceText(obedience.reason, language)}>
        {text('obedience.unmeasurable')}
      </span>
    )
  }
  const rotation = degreesText(obedience.rotationDegrees)
  const percent = percentText(obedience.travel)
  const place = text(obedience.relativeTo === 'travel' ? 'obedience.of-travel' : 'obedience.of-subject', { percent })
  return (
    <span className={styles['note']} title={text('obedience.spoken', { rotation, place })}>
      {text('obedience.short', { rotation, place: percent })}
    </span>
  )
}
