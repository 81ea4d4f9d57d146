import type { KeyboardEvent, MouseEvent } from 'react'
import { takeFileUrl } from '../../../core/contract/media-urls.ts'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import { frameFileName } from '../../../core/contract/take.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { takeInCut } from '../../../core/project/take-in-cut.ts'
import { useFilm, useOpenFilm } from '../../state/film-store.ts'
import { keyHint } from '../../state/key-hint.ts'
import { useProjectJobs, useTakes } from '../../state/mirrors.ts'
import { moveName } from '../../state/move-name.ts'
import { useIsOutdated } from '../../state/shot-changes.ts'
import { takesOfShot } from '../../state/shots.ts'
import { Stars } from '../../ui/display/stars.tsx'
import { Thumbnail } from '../../ui/display/thumbnail.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { ContextMenu } from '../../ui/menus/context-menu.tsx'
import { useText } from '../../ui/use-text.ts'
import { setStars, toggleChosen } from './generate-actions.ts'
import { generateView, stageTake, takeFaceId } from './generate-store.ts'
import { JobCard } from './job-card.tsx'
import { cardOfTake, makesTakeOf } from './on-stage.ts'
import { ObedienceNote } from './obedience-note.tsx'
import { OrderMenu } from './order-menu.tsx'
import { TakeBadge } from './take-badge.tsx'
import { useTakeMenu } from './take-menu.tsx'
import { takeNumbers } from './take-numbers.ts'
import { orderedTakes } from './take-order.ts'
import styles from './take-strip.module.css'
import { useWatchedJob } from './watched-job.ts'

/**
 * The shot's takes, newest first. A click or an arrow key looks at one, Ctrl+click or Shift+arrow adds it beside, a double
 * click or Enter puts it into the cut.
 */
export function TakeStrip({ shot }: { readonly shot: Shot }) {
  const text = useText()
  const all = useTakes((takes) => takes)
  const order = generateView.use((view) => view.order)
  const takes = orderedTakes(takesOfShot(all, shot.id), order)
  const numbers = takeNumbers(takes)
  const staged = generateView.use(({ stage }) => stage)
  const inCut = takeInCut(shot, all)?.id
  const ids = takes.map(({ id }) => id)
  const current = staged.find((id) => ids.includes(id)) ?? inCut ?? ids[0]
  const isStaged = staged.some((id) => ids.includes(id))
  const jobs = useProjectJobs((every) => every)
  const watched = useWatchedJob(shot.id)?.id
  const making = jobs.filter((job) => makesTakeOf(job, shot.id)).toReversed()
  const walk = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0 || !(event.target instanceof HTMLElement)) return
    const at = ids.findIndex((id) => event.target instanceof HTMLElement && event.target.id === takeFaceId(id))
    const next = ids[at + step]
    if (at < 0 || next === undefined) return
    event.preventDefault()
    event.stopPropagation()
    stageTake(next, event.shiftKey ? 'beside' : 'alone', ids)
    document.getElementById(takeFaceId(next))?.focus()
  }
  return (
    <Panel
      title={text('generate.takes')}
      trailing={
        takes.length > 0 && (
          <span className={styles['hint']}>{text('generate.takes-hint', { key: keyHint('$mod') })}</span>
        )
      }
      actions={takes.length > 1 ? <OrderMenu takes={takes} /> : undefined}
    >
      <section data-zone="takes" tabIndex={-1} aria-label={text('generate.takes')} className={styles['zone']}>
        {takes.length + making.length === 0 ? (
          <p className={styles['empty']}>{text('generate.takes-empty')}</p>
        ) : (
          <div className={styles['strip']} onKeyDown={walk}>
            {making.length > 0 && (
              <div role="list" aria-label={text('generate.making')} className={styles['cards']}>
                {making.map((job) => (
                  <JobCard key={job.id} job={job} watched={job.id === watched && !isStaged} />
                ))}
              </div>
            )}
            {takes.length > 0 && (
              <div role="list" aria-label={text('generate.takes')} className={styles['cards']}>
                {takes.map((take) => (
                  <TakeCard
                    key={take.id}
                    shot={shot}
                    take={take}
                    number={numbers.get(take.id) ?? 0}
                    inCut={take.id === inCut}
                    staged={staged.includes(take.id)}
                    current={take.id === current}
                    ids={ids}
                  />
                ))}
              </div>
            )}
          </div>
        )}
      </section>
    </Panel>
  )
}

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

function TakeCard(props: TakeCardProps) {
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
          aria-pressed={staged}
          aria-label={[name, ...notes].filter((word) => word !== null).join(', ')}
          tabIndex={current ? 0 : -1}
          className={styles['face']}
          onClick={look}
          onDoubleClick={() => toggleChosen(shot, take.id)}
        >
          <Thumbnail
            source={takeFileUrl(projectId, take.id, frameFileName(Math.floor(take.frames / 2)))}
            alt=""
            aspect={aspect}
            chosen={staged}
          >
            <TakeBadge inCut={inCut} rejected={mark?.rejected === true} />
          </Thumbnail>
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

/** The seed, and where the model made fewer frames than the film has, how those between came about. */
function useTakeFacts({ seed, controls }: TakeSummary): string {
  const text = useText()
  const seedIs = text('generate.seed-is', { seed })
  if (controls?.betweenFrames === undefined) return seedIs
  return `${seedIs}. ${text(`generate.between.${controls.betweenFrames}-hint`)}`
}
