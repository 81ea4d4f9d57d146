import type { MouseEvent } from 'react'
import { takeFileUrl } from '../../../core/contract/media-urls.ts'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import { frameFileName } from '../../../core/contract/take.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { useFilm, useOpenFilm } from '../../state/film-store.ts'
import { moveName } from '../../state/move-name.ts'
import { useIsOutdated } from '../../state/shot-changes.ts'
import { Stars } from '../../ui/display/stars.tsx'
import { Thumbnail } from '../../ui/display/thumbnail.tsx'
import { ContextMenu } from '../../ui/menus/context-menu.tsx'
import { useText } from '../../ui/use-text.ts'
import { setStars, toggleChosen } from './generate-actions.ts'
import { stageTake, takeFaceId } from './generate-store.ts'
import { ObedienceNote } from './obedience-note.tsx'
import { cardOfTake } from './on-stage.ts'
import { TakeBadge } from './take-badge.tsx'
import { useTakeMenu } from './take-menu.tsx'
import styles from './take-strip.module.css'

interface TakeCardProps {
  readonly shot: Shot
  readonly take: TakeSummary
  readonly number: number
  /** The cut shows it. */
  readonly inCut: boolean
  readonly staged: boolean
  /** Holds the list's tab stop. */
  readonly current: boolean
  readonly ids: readonly string[]
}

/** A finished take: its picture, what it was made with, and how it is rated. */
export function TakeCard(props: TakeCardProps) {
  const { shot, take, number, inCut, staged, current, ids } = props
  const text = useText()
  const projectId = useOpenFilm((open) => open?.projectId ?? '')
  const aspect = useFilm((film) => film.format.width / film.format.height, 16 / 9)
  const mark = shot.takeMarks.find(({ takeId }) => takeId === take.id)
  const name = text('generate.take', { number })
  const outdated = useIsOutdated(take)
  const notes = [inCut ? text('generate.in-cut') : null, outdated ? text('generate.outdated') : null]
  const look = (event: MouseEvent): void => stageTake(take.id, event.ctrlKey || event.metaKey ? 'beside' : 'alone', ids)
  return (
    <ContextMenu entries={useTakeMenu(props)}>
      <div
        role="listitem"
        {...cardOfTake(take.id)}
        className={styles['card']}
        data-rejected={mark?.rejected === true || undefined}
      >
        <div
          role="button"
          id={takeFaceId(take.id)}
          data-face
          aria-pressed={staged}
          aria-label={[name, ...notes].filter((word) => word !== null).join(', ')}
          tabIndex={current ? 0 : -1}
          className={styles['face']}
          onClick={look}
          onDoubleClick={() => toggleChosen(shot, take.id)}
        >
          <div className={styles['picture']}>
            <Thumbnail
              source={takeFileUrl(projectId, take.id, frameFileName(Math.floor(take.frames / 2)))}
              alt=""
              aspect={aspect}
              chosen={staged}
            />
          </div>
          <TakeBadge inCut={inCut} rejected={mark?.rejected === true} />
        </div>
        <div className={styles['row']}>
          <span className={styles['name']}>{name}</span>
          <span className={styles['facts']} title={useTakeFacts(take)}>
            {outdated ? text('generate.outdated') : cardFacts(take, text)}
          </span>
        </div>
        <div className={styles['marks']}>
          <Stars label={name} value={mark?.stars ?? 0} onChange={(stars) => setStars(shot, take.id, stars)} />
          <ObedienceNote take={take} />
        </div>
      </div>
    </ContextMenu>
  )
}

function cardFacts({ shotMove, seed }: TakeSummary, text: ReturnType<typeof useText>): string {
  const seedIs = text('generate.seed-is', { seed })
  return shotMove === undefined ? seedIs : `${moveName(shotMove, text)} · ${seedIs}`
}

/** The move and the seed, and where the model made fewer frames than the film has, how those between came about. */
function useTakeFacts(take: TakeSummary): string {
  const text = useText()
  const facts = cardFacts(take, text)
  const between = take.controls?.betweenFrames
  return between === undefined ? facts : `${facts}. ${text(`generate.between.${between}-hint`)}`
}
