import { takeInCut } from '../../../../core/project/take-in-cut.ts'
import type { Shot } from '../../../../core/project/schema/shot.ts'
import { useTakes } from '../../../state/mirrors.ts'
import { degreesText, percentText, useObedience } from '../../../state/obedience.ts'
import { useIsOutdated } from '../../../state/shot-changes.ts'
import { takesOfShot, useSelectedShot } from '../../../state/shots.ts'
import type { TakeSummary } from '../../../../core/contract/studio.ts'
import { useText } from '../../../ui/use-text.ts'
import { cameraLayout } from '../session/layout.ts'
import styles from './path-legend.module.css'

/** Which line is which, while the take's achieved path lies over the authored one. */
export function PathLegend() {
  const shot = useSelectedShot()
  const all = useTakes((takes) => takes)
  const achieved = cameraLayout.use((layout) => layout.achieved)
  const take = shot === null ? null : takeInCut(shot, all)
  const obedience = useObedience(achieved ? take : null)
  if (shot === null || take === null || !achieved || obedience?.summary.state !== 'measured') return null
  return <Legend take={take} shot={shot} takes={all} />
}

interface LegendProps {
  readonly take: TakeSummary
  readonly shot: Shot
  readonly takes: readonly TakeSummary[]
}

function Legend({ take, shot, takes }: LegendProps) {
  const text = useText()
  const outdated = useIsOutdated(take)
  const { obedience } = take
  if (obedience?.state !== 'measured') return null
  const number = takesOfShot(takes, shot.id).filter(({ madeAt }) => madeAt < take.madeAt).length + 1
  const notes = [
    text('obedience.short', {
      rotation: degreesText(obedience.rotationDegrees),
      place: percentText(obedience.travel),
    }),
    ...(outdated ? [text('obedience.path.outdated')] : []),
  ]
  return (
    <ul className={styles['legend']}>
      <li>
        <span className={styles['line']} data-path="authored" aria-hidden />
        {text('obedience.path.authored')}
      </li>
      <li>
        <span className={styles['line']} data-path="achieved" aria-hidden />
        {text('obedience.path.achieved', { number })}
        <span className={styles['notes']}>{notes.join(' · ')}</span>
      </li>
    </ul>
  )
}
