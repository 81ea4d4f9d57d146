import type { ShotGeometry } from '../../../state/board-view/shot-geometry.ts'
import { useFilm } from '../../../state/film-store.ts'
import { useText } from '../../../ui/use-text.ts'
import { travelOf } from '../session/travel.ts'
import styles from './timeline.module.css'

interface TopSpeedProps {
  readonly geometry: ShotGeometry
  readonly framesPerSecond: number
}

/** The largest speed of the shot: what the height of the speed row stands for. */
export function TopSpeed({ geometry, framesPerSecond }: TopSpeedProps) {
  const text = useText()
  const metresPerUnit = useFilm((film) => film.metresPerUnit, 1)
  const most = travelOf(geometry).reduce((largest, step) => Math.max(largest, step), 0)
  const value = (most * framesPerSecond * metresPerUnit).toFixed(2)
  return <span className={styles['topSpeed']}>{text('camera.speed-value', { value })}</span>
}
