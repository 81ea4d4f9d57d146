import { formatTimecode } from '../../../../core/timeline/timecode.ts'
import { useFilm } from '../../../state/film-store.ts'
import { useTakes } from '../../../state/mirrors.ts'
import { chosenTake } from '../../../state/playback/cut-frame.ts'
import { useText } from '../../../ui/use-text.ts'
import { cutLength } from '../cut-view.ts'
import styles from './inspector.module.css'

/** The cut as a whole, while nothing is chosen. */
export function CutSummary() {
  const text = useText()
  const film = useFilm((each) => each, null)
  const takes = useTakes((each) => each)
  if (film === null) return null
  const { cut, rate } = film
  const shots = new Map(film.shots.map((shot) => [shot.id, shot]))
  const clips = cut.items.filter((item) => item.kind === 'clip')
  const made = clips.filter(({ shotId }) => {
    const shot = shots.get(shotId)
    return shot !== undefined && chosenTake(shot, takes) !== null
  }).length
  const frames = cutLength(film)
  const facts = [
    [text('cut.summary.length'), formatTimecode(frames, { rate, dropFrame: cut.dropFrame })],
    [text('cut.summary.frames'), String(frames)],
    [text('cut.summary.clips'), String(clips.length)],
    [text('cut.summary.takes'), text('cut.summary.of', { count: made, all: clips.length })],
  ] as const
  return (
    <div className={styles['fields']}>
      <dl className={styles['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={styles['teaching']}>{text('cut.summary.teaching')}</p>
    </div>
  )
}
