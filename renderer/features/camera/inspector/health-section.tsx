import type { ShotGeometry } from '../../../state/board-view/shot-geometry.ts'
import { useFilm } from '../../../state/film-store.ts'
import { StatusLabel } from '../../../ui/feedback/status.tsx'
import { Section } from '../../../ui/layout/section.tsx'
import { useText } from '../../../ui/use-text.ts'
import { lowCoverage, pathHealth, type HealthIssue } from '../model/path-health.ts'
import { showFrame } from '../session/current-shot.ts'
import styles from './inspector.module.css'

interface HealthSectionProps {
  readonly geometry: ShotGeometry
  readonly coverage: readonly number[] | null
}

/** How the path stands against what the model was trained for, before minutes are spent on a clip. */
export function HealthSection({ geometry, coverage }: HealthSectionProps) {
  const text = useText()
  const metresPerUnit = useFilm((film) => film.metresPerUnit, 3)
  const { cameras, toCompile, pack, frames } = geometry
  const trained = pack.trainedRange
  const health = pathHealth(cameras, toCompile.size.width, trained)
  const least = coverage === null ? null : Math.min(...coverage)
  const low = least !== null && least < lowCoverage
  const beyond = health.issues.length > 0
  const degrees = (value: number, decimals = 1): string => `${value.toFixed(decimals)}°`
  const metres = (value: number): string => `${(value * metresPerUnit).toFixed(2)} m`
  const between = (first: number, last: number): string =>
    text('camera.health.between', { low: first.toFixed(0), high: degrees(last, 0) })
  const rows: readonly { readonly issue: HealthIssue; readonly value: string; readonly limit: string }[] = [
    { issue: 'rotation', value: degrees(health.maxRotationDegrees), limit: degrees(trained.maxRotationDegrees) },
    { issue: 'translation', value: metres(health.maxTranslation), limit: metres(trained.maxTranslation) },
    {
      issue: 'lens',
      value:
        health.maxFovXDegrees - health.minFovXDegrees < 0.05
          ? degrees(health.maxFovXDegrees)
          : between(health.minFovXDegrees, health.maxFovXDegrees),
      limit: between(trained.minFovXDegrees, trained.maxFovXDegrees),
    },
  ]
  return (
    <Section
      title={text('camera.section.health')}
      summary={
        <StatusLabel
          tone={beyond || low ? 'warn' : 'ok'}
          label={text(beyond ? 'camera.health.beyond' : low ? 'camera.health.low' : 'camera.health.good')}
        />
      }
    >
      <dl className={styles['health']}>
        {rows.map(({ issue, value, limit }) => (
          <div key={issue} className={styles['healthRow']}>
            <dt>{text(`camera.health.${issue}`)}</dt>
            <dd>{text('camera.health.of', { value, limit })}</dd>
            <dd>
              <StatusLabel
                tone={health.issues.includes(issue) ? 'warn' : 'ok'}
                label={text(health.issues.includes(issue) ? 'camera.health.warn' : 'camera.health.ok')}
              />
            </dd>
          </div>
        ))}
        <div className={styles['healthRow']}>
          <dt>{text('camera.health.coverage')}</dt>
          <dd>{least === null ? '—' : `${Math.floor(least * 100)}%`}</dd>
          <dd>
            {least === null ? (
              <StatusLabel tone="waiting" label={text('camera.health.counting')} />
            ) : (
              <StatusLabel tone={low ? 'warn' : 'ok'} label={text(low ? 'camera.health.low' : 'camera.health.ok')} />
            )}
          </dd>
        </div>
      </dl>
      {beyond && <p className={styles['hint']}>{text('camera.health.advice')}</p>}
      {low && (
        <button
          type="button"
          className={styles['link']}
          onClick={() => showFrame(frames.start + (coverage ?? []).indexOf(least))}
        >
          {text('camera.health.advice-coverage')}
        </button>
      )}
    </Section>
  )
}
