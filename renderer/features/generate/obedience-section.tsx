import type { MeasuredSummary, Obedience } from '../../../core/contract/obedience.ts'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { takeInCut } from '../../../core/project/take-in-cut.ts'
import { obedienceText } from '../../../core/texts/obedience.ts'
import { useTakes } from '../../state/mirrors.ts'
import {
  degreesText,
  measureTakes,
  percentText,
  stopMeasuring,
  useIsMeasuring,
  useObedience,
} from '../../state/obedience.ts'
import { takesOfShot } from '../../state/shots.ts'
import { setShotFrame, useWorkspace } from '../../state/workspace-store.ts'
import { Button } from '../../ui/controls/button.tsx'
import { Spinner } from '../../ui/feedback/spinner.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useLanguage, useText } from '../../ui/use-text.ts'
import { generateView } from './generate-store.ts'
import styles from './obedience.module.css'
import { stagedTakes } from './on-stage.ts'
import { takeNumbers } from './take-numbers.ts'

/** How well the take that is looked at obeys its camera. */
export function ObedienceSection({ shot }: { readonly shot: Shot }) {
  const text = useText()
  const all = useTakes((takes) => takes)
  const takes = takesOfShot(all, shot.id)
  const staged = generateView.use(({ stage }) => stage)
  const take = stagedTakes(shot.id, all, staged)[0] ?? takeInCut(shot, all)
  if (take === null) return null
  const number = takeNumbers(takes).get(take.id) ?? 0
  return (
    <Section title={text('obedience.title', { number })}>
      <TakeObedience take={take} shotId={shot.id} />
    </Section>
  )
}

function TakeObedience({ take, shotId }: { readonly take: TakeSummary; readonly shotId: string }) {
  const text = useText()
  const language = useLanguage()
  const measuring = useIsMeasuring(take.id)
  const whole = useObedience(take)
  const { obedience } = take
  if (measuring) {
    return (
      <div className={styles['row']}>
        <Spinner size="compact" />
        <span>{text('obedience.measuring')}</span>
        <Button onClick={stopMeasuring}>{text('obedience.stop')}</Button>
      </div>
    )
  }
  const measured = obedience?.state === 'measured' ? obedience : null
  return (
    <>
      {obedience === undefined && <p className={styles['hint']}>{text('obedience.none')}</p>}
      {obedience?.state === 'unmeasurable' && (
        <p className={styles['hint']}>{obedienceText(obedience.reason, language)}</p>
      )}
      {measured !== null && <Numbers summary={measured} whole={whole} />}
      {measured !== null && whole !== null && <RotationChart whole={whole} take={take} shotId={shotId} />}
      {measured !== null && <p className={styles['hint']}>{text('obedience.hint')}</p>}
      <div className={styles['row']}>
        <Button onClick={() => measureTakes([take.id])}>
          {text(obedience === undefined ? 'obedience.measure-short' : 'obedience.measure-again')}
        </Button>
      </div>
    </>
  )
}

function Numbers({ summary, whole }: { readonly summary: MeasuredSummary; readonly whole: Obedience | null }) {
  const text = useText()
  const percent = percentText(summary.travel)
  const rows: (readonly [string, string])[] = [
    [text('obedience.rotation'), degreesText(summary.rotationDegrees)],
    [
      text('obedience.place'),
      text(summary.relativeTo === 'travel' ? 'obedience.of-travel' : 'obedience.of-subject', { percent }),
    ],
    [text('obedience.shift'), text('obedience.of-width', { percent: percentText(summary.pictureShift) })],
  ]
  if (whole !== null && whole.travelScale !== null)
    rows.push([text('obedience.scale'), text('obedience.of-authored', { percent: percentText(whole.travelScale) })])
  if (summary.measuredFrames < summary.frames)
    rows.push([
      text('obedience.frames'),
      text('obedience.of-frames', { measured: summary.measuredFrames, frames: summary.frames }),
    ])
  if (whole !== null && whole.sums !== null)
    rows.push([
      text('obedience.sums'),
      text('obedience.sums-value', {
        rotation: whole.sums.rotErrRadians.toFixed(2),
        translation: whole.sums.transErr.toFixed(2),
      }),
    ])
  return (
    <dl className={styles['numbers']}>
      {rows.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

interface ChartProps {
  readonly whole: Obedience
  readonly take: TakeSummary
  readonly shotId: string
}

/** At least so many degrees from bottom to top, so that noise looks like noise. */
const leastHeightDegrees = 0.5

function RotationChart({ whole: { frames }, take, shotId }: ChartProps) {
  const text = useText()
  const frame = useWorkspace(({ shotFrames }) => shotFrames[shotId] ?? 0)
  const degrees = frames.map((each) => each?.rotationDegrees ?? null)
  const worst = degrees.reduce<number>((most, value, at) => ((value ?? -1) > (degrees[most] ?? -1) ? at : most), 0)
  const top = Math.max(leastHeightDegrees, degrees[worst] ?? 0) * 1.1
  const path = degrees
    .map((value, at) =>
      value === null ? '' : `${(degrees[at - 1] ?? null) === null ? 'M' : 'L'}${at} ${1 - value / top}`,
    )
    .join('')
  const at = frame + take.headFrames
  const worstFrame = worst - take.headFrames
  return (
    <>
      <svg
        role="img"
        aria-label={text('obedience.chart')}
        viewBox={`0 0 ${Math.max(1, frames.length - 1)} 1`}
        preserveAspectRatio="none"
        className={styles['chart']}
      >
        <line x1={at} x2={at} y1={0} y2={1} />
        <path d={path} />
      </svg>
      <button type="button" className={styles['worst']} onClick={() => setShotFrame(shotId, worstFrame)}>
        {text('obedience.worst', { frame: worstFrame + 1, rotation: degreesText(degrees[worst] ?? 0) })}
      </button>
    </>
  )
}
