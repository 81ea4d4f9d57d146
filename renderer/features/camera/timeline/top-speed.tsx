import { useFilm } from '../../../state/film-store.ts'
import { useText } from '../../../ui/use-text.ts'
import { travelOf } from '../session/travel.ts'
import { useCalmGeometry } from '../session/use-shot.ts'
import styles from './timeline.module.css'

/** The largest speed of the shot: what the height of the speed row stands for. */
export function TopSpeed() {
  const text = useText()
  const geometry = useCalmGeometry()
  const metresPerUnit = useFilm((film) => film.metresPerUnit, 1)
  if (geometry === null) return null
  const { rate } = geometry.toCompile
  const most = travelOf(geometry).reduce((largest, step) => Math.max(largest, step), 0)
  const value = ((most * rate.numerator * metresPerUnit) / rate.denominator).toFixed(2)
  return <span className={styles['topSpeed']}>{text('camera.speed-value', { value })}</span>
}
