import { ArrowRight, TriangleAlert } from 'lucide-react'
import type { Film } from '../../../../core/project/schema/film.ts'
import { useText } from '../../../ui/use-text.ts'
import styles from './dialogs.module.css'

interface NamesPreviewProps {
  readonly film: Film
  /** New names by shot. */
  readonly names: ReadonlyMap<string, string>
  /** Names that several shots would have. */
  readonly collisions: readonly string[]
}

/** As many as show how the pattern goes on. */
const shownNames = 6

/** The first names as they are and as they would be, and names that would stand for several shots. */
export function NamesPreview({ film, names, collisions }: NamesPreviewProps) {
  const text = useText()
  const renamed = film.shots.filter(({ id }) => names.has(id))
  const rest = renamed.length - shownNames
  const [name, ...others] = collisions
  return (
    <div className={styles['preview']}>
      <ul className={styles['names']} aria-label={text('story.names.preview')}>
        {renamed.slice(0, shownNames).map((shot) => (
          <li key={shot.id} className={styles['pair']}>
            <span className={styles['old']}>{shot.name}</span>
            <ArrowRight aria-hidden />
            <span className={styles['new']} data-twice={collisions.includes(names.get(shot.id)!) || undefined}>
              {names.get(shot.id)}
            </span>
          </li>
        ))}
        {rest > 0 && <li className={styles['rest']}>{text('story.names.rest', { count: rest })}</li>}
      </ul>
      {name !== undefined && (
        <p role="status" className={styles['warning']}>
          <TriangleAlert aria-hidden />
          {text(others.length === 0 ? 'story.names.twice-one' : 'story.names.twice', { name, count: others.length })}
        </p>
      )}
    </div>
  )
}
